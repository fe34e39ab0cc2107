/** The check that all answers of all tests pass: each way of differing from a document is one that it finds. */
import { expect, it } from 'vitest';
import { answerCheck } from '../document/answer-check.ts';
import type { OpenApiDocument, Schema } from '../document/openapi.ts';

const name: Schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
const aged: Schema = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };
const failure: Schema = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
};

const document: OpenApiDocument = {
  paths: {
    '/people/{id}': {
      get: {
        operationId: 'readPerson',
        tags: ['People'],
        responses: {
          200: {
            description: 'The person',
            headers: { ETag: { $ref: '#/components/headers/ETag' } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Person' } } },
          },
          429: {
            description: 'Too many',
            headers: { 'Retry-After': { required: false } },
            content: {
              'application/json': {
                schema: failure,
                examples: { LIMIT: { value: { message: 'Try again in 5 seconds.' } } },
              },
            },
          },
        },
      },
    },
    '/people/newest': {
      get: { operationId: 'readNewest', tags: ['People'], responses: { 204: { description: 'Nobody' } } },
    },
  },
  components: {
    schemas: { Name: name, Person: { allOf: [{ $ref: '#/components/schemas/Name' }, aged] } },
    headers: {
      ETag: { required: true, schema: { type: 'string', pattern: '^"' } },
      'Retry-After': { required: true, schema: { type: 'integer' } },
    },
  },
};

const check = answerCheck(document);
const ask = (answer: Response, path = '/people/7', method = 'GET') =>
  check({ method, url: `http://plugs.test${path}` }, answer);
const person = (body: object, headers: Record<string, string> = { ETag: '"1"' }) =>
  Response.json(body, { headers });
const ADA = { name: 'Ada', age: 36 };

it('lets pass what is documented', async () => {
  await ask(person(ADA));
  await ask(person(ADA), '/people/7/');
  await ask(new Response(null, { headers: { ETag: '"1"' } }), '/people/7', 'HEAD');
  await ask(new Response(null, { status: 204 }), '/people/newest');
  await ask(Response.json({ message: 'Try again in 12 seconds.' }, { status: 429 }));
  await ask(Response.json({}, { status: 404 }), '/nowhere');
  await ask(new Response(null, { status: 200 }), '/people/7', 'OPTIONS');
});

it.each([
  ['a field more', person({ ...ADA, secret: 1 }), 'secret'],
  ['a field less', person({ name: 'Ada' }), 'age'],
  ['a field of another type', person({ ...ADA, age: '36' }), 'age'],
  ['a missing header', person(ADA, {}), 'ETag is missing'],
  ['another kind of header', person(ADA, { ETag: '1' }), 'ETag is not as documented'],
  [
    'an undocumented header',
    person(ADA, { ETag: '"1"', 'Retry-After': '1' }),
    'Retry-After is not documented',
  ],
  ['another type of body', new Response('Ada', { headers: { ETag: '"1"' } }), 'text/plain'],
  ['another status', Response.json({ message: 'No' }, { status: 403 }), '200, 429'],
  ['another sentence', Response.json({ message: 'Go away' }, { status: 429 }), 'no example'],
])('finds %s', async (_, answer, told) => {
  await expect(ask(answer)).rejects.toThrow(told);
});

it('finds an answer of a route that is not documented', async () => {
  await expect(ask(person(ADA), '/animals')).rejects.toThrow('not documented');
  await expect(ask(person(ADA), '/people/newest')).rejects.toThrow('204');
});
