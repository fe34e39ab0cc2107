/** The structure of the OpenAPI document, as generators of clients need it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenApiDocument, Operation, Schema } from '../../document/openapi.ts';
import { schemasOf } from '../../document/parts.ts';
import { resolvedSchema } from '../../document/strict-schema.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let document: OpenApiDocument;
let schemas: [string, Schema][];
let operations: [string, Operation][];

beforeAll(async () => {
  site = await startSite();
  document = await (await site.get('/api/v1/schema/')).json();
  schemas = schemasOf(document);
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]): [string, Operation] => [`${verb} ${path}`, operation]),
  );
});

afterAll(() => site?.[Symbol.asyncDispose]());

it('contains no pattern that needs a flag', () => {
  const patterns = schemas.filter(([, { pattern }]) => typeof pattern === 'string');
  const special = patterns.filter(([, { pattern = '' }]) => /\\[pP]\{/.test(pattern));
  expect(special).toEqual([]);
  expect(patterns.length).toBeGreaterThan(20);
});

it('contains no null in an enumeration, and no pattern beside a list of types', () => {
  const difficult = schemas.filter(
    ([, { type, enum: values, pattern }]) => values?.includes(null) || (Array.isArray(type) && pattern),
  );
  expect(difficult).toEqual([]);
});

it.each(['Priority', 'PlugType', 'EndedReason', 'Role', 'Difficulty', 'Tier', 'SecurityEventType'])(
  'contains the enumeration %s once',
  (name) => {
    const { enum: values } = document.components.schemas[name] ?? {};
    const equal = schemas.filter(([, schema]) => schema.enum && String(schema.enum) === String(values));
    expect(equal.map(([pointer]) => pointer)).toEqual([`/components/schemas/${name}`]);
  },
);

it('documents booleans in query strings as booleans', () => {
  const flags = operations.flatMap(([name, { parameters = [] }]) =>
    parameters
      .filter((parameter) => parameter.schema.type === 'boolean')
      .map((each) => `${name} ${each.name}`),
  );
  expect(flags).toEqual([
    'get /api/v1/auth/users is_active',
    'get /api/v1/auth/sessions all',
    'get /api/v1/plugs deleted',
  ]);
  const texts = schemas.filter(([, schema]) => schema.enum?.includes('true'));
  expect(texts).toEqual([]);
});

it.each([
  ['Session', 'id'],
  ['SignedIn', 'session_id'],
  ['SecurityEvent', 'session_id'],
  ['DeviceAccount', 'id'],
  ['AuctionUser', 'id'],
])('documents %s.%s as a 64-bit integer', (name, field) => {
  expect(document.components.schemas[name]?.properties?.[field]).toMatchObject({ format: 'int64' });
});

it.each([
  ['/api/v1/auth/refresh', 'post', ['refresh_token', 'refresh']],
  ['/api/v1/auth/token', 'post', ['username', 'login', 'email']],
  ['/auth/profile', 'patch', ['name', 'phone', 'city', 'country', 'avatar_url']],
])('documents that the body of %s needs one of several fields', (path, verb, fields) => {
  const { schema } = document.paths[path]?.[verb]?.requestBody?.content['application/json'] ?? {};
  expect(resolvedSchema(schema ?? {}, document).anyOf).toEqual(
    fields.map((field) => ({ required: [field] })),
  );
});
