/** A small document with each kind of thing that the check of answers looks at. */
import type { OpenApiDocument, Schema } from './openapi.ts';

const text: Schema = { type: 'string' };
const name: Schema = { type: 'object', properties: { name: text }, required: ['name'] };
const aged: Schema = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };
const sent: Schema = {
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
/** A failure of the contract: its code, its sentence, and what else it says. */
export const said = (code: string, message: string, more: object = {}) => ({
  detail: message,
  error: { code, message, timestamp: 1, ...more },
});
/** Wrong input, told by the sentence of its first field. */
export const wrong = (message: string) => said('BAD', message, { details: [{ field: 'name', message }] });
/** A sentence that repeats what was typed. */
export const zone = (typed: string) => said('BAD', `Invalid timezone: ${typed}. Must be a zone.`);
const failures = (...values: object[]) => ({
  'application/json': {
    schema: failure,
    examples: Object.fromEntries(values.map((value, place) => [place, { value }])),
  },
});

/** People who can be read and written. */
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
            description: 'Wrong',
            content: failures(wrong('A name is required'), zone('Mars'), said('BAD', 'No JSON')),
          },
          401: {
            description: 'Locked',
            headers: { 'Retry-After': { required: false, schema: { type: 'integer' } } },
            content: failures(
              said('ENDED', 'Ended', { reason: 'expired' }),
              said('LOCKED', 'Locked. Try again in 60 seconds.'),
              { code: 'token_not_valid', ...said('ENDED', 'Not valid') },
            ),
          },
          404: { description: 'Nobody' },
          429: {
            description: 'Too many',
            headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } },
            content: failures(said('LIMIT', 'Try again in 5 seconds.')),
          },
          500: { description: 'Ours', content: failures(said('INTERNAL', 'Internal')) },
        },
      },
      post: {
        operationId: 'updatePerson',
        tags: ['People'],
        requestBody: { required: true, content: { 'application/json': { schema: sent } } },
        responses: { 204: { description: 'Done' } },
      },
    },
    '/api/v1/people/newest': {
      get: { operationId: 'readNewest', tags: ['People'], responses: { 204: { description: 'Nobody' } } },
    },
  },
  components: {
    schemas: {
      Name: name,
      Person: { allOf: [{ $ref: '#/components/schemas/Name' }, aged] },
      Error: failure,
      MediaError: name,
      AuctionError: name,
      ServiceError: { type: 'object', properties: { error: text }, required: ['error'] },
    },
    headers: {
      ETag: { required: true, schema: { type: 'string', pattern: '^"' } },
      'Retry-After': { required: true, schema: { type: 'integer' } },
    },
  },
};
