/** A small OpenAPI document for the tests of the response check. */
import type { OpenApiDocument, Schema } from './openapi.ts';

const text: Schema = { type: 'string' };
const name: Schema = { type: 'object', properties: { name: text }, required: ['name'] };
const aged: Schema = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };
const personInput: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^\\w+$' },
    nick: { type: 'string', pattern: '^\\w+$' },
    tags: { type: 'array', maxItems: 1 },
  },
  required: ['name'],
};
const details: Schema = { type: 'array', items: { type: 'object' } };
const error: Schema = {
  type: 'object',
  properties: { code: text, message: text, timestamp: { type: 'number' }, reason: text, details },
  required: ['code', 'message', 'timestamp'],
};
const failure: Schema = {
  type: 'object',
  properties: { detail: text, code: text, error },
  required: ['detail', 'error'],
};
/** An error body with a code, a message and additional fields. */
export const errorBody = (code: string, message: string, more: object = {}) => ({
  detail: message,
  error: { code, message, timestamp: 1, ...more },
});
/** The error body of invalid input, with the message of the first invalid field. */
export const invalidInput = (message: string) =>
  errorBody('BAD', message, { details: [{ field: 'name', message }] });
/** An error body whose message contains text from the request. */
export const invalidTimeZone = (value: string) =>
  errorBody('BAD', `Invalid timezone: ${value}. Must be a zone.`);
/** The content of an error response with these error bodies as examples. */
const failures = (...values: object[]) => ({
  'application/json': {
    schema: failure,
    examples: Object.fromEntries(values.map((value, at) => [at, { value }])),
  },
});

/** A document with operations that read and write people, and with an example of each kind of check. */
export const SAMPLE_DOCUMENT: OpenApiDocument = {
  paths: {
    '/api/v1/people/{id}': {
      get: {
        operationId: 'readPerson',
        tags: ['People'],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'depth', in: 'query', schema: { type: 'integer', maximum: 3 } },
        ],
        responses: {
          200: {
            description: 'The person',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Person' } } },
          },
          400: {
            description: 'Invalid input',
            content: failures(
              invalidInput('A name is required'),
              invalidTimeZone('Mars'),
              errorBody('BAD', 'No JSON'),
            ),
          },
          401: {
            description: 'Locked',
            headers: { 'Retry-After': { required: false, schema: { type: 'integer' } } },
            content: failures(
              errorBody('ENDED', 'Ended', { reason: 'expired' }),
              errorBody('LOCKED', 'Locked. Try again in 60 seconds.'),
              { code: 'token_not_valid', ...errorBody('ENDED', 'Not valid') },
            ),
          },
          404: { description: 'Not found' },
          429: { $ref: '#/components/responses/TooMany' },
          500: { description: 'Internal error', content: failures(errorBody('INTERNAL', 'Internal')) },
        },
      },
      post: {
        operationId: 'updatePerson',
        tags: ['People'],
        requestBody: { required: true, content: { 'application/json': { schema: personInput } } },
        responses: {
          204: { description: 'Done' },
          413: { description: 'Too large', content: failures(errorBody('LARGE', 'Too large')) },
        },
      },
    },
    '/api/v1/people/newest': {
      get: { operationId: 'readNewest', tags: ['People'], responses: { 204: { description: 'No person' } } },
    },
  },
  components: {
    schemas: {
      Name: name,
      Person: { allOf: [{ $ref: '#/components/schemas/Name' }, aged] },
      V1Error: failure,
      MediaError: name,
      AuctionError: name,
      ServiceError: { type: 'object', properties: { error: text }, required: ['error'] },
    },
    responses: {
      TooMany: {
        description: 'Too many',
        headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } },
        content: failures(errorBody('LIMIT', 'Try again in 5 seconds.')),
      },
    },
    headers: {
      ETag: { required: true, schema: { type: 'string', pattern: '^"' } },
      'Retry-After': { required: true, schema: { type: 'integer' } },
    },
  },
};
