/** The OpenAPI document has the structure that client generators need. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sessionCookieName } from '../../../src/http/session-cookie.ts';
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

it('the document contains no pattern with a Unicode property such as \\p{L}, which needs the flag u', () => {
  const patterns = schemas.filter(([, { pattern }]) => typeof pattern === 'string');
  const withUnicodeProperty = patterns.filter(([, { pattern = '' }]) => /\\[pP]\{/.test(pattern));
  expect(withUnicodeProperty).toEqual([]);
  expect(patterns.length).toBeGreaterThan(20);
});

it('the document contains no null in an enumeration, and no pattern in a schema with several types', () => {
  const unsupported = schemas.filter(
    ([, { type, enum: values, pattern }]) => values?.includes(null) || (Array.isArray(type) && pattern),
  );
  expect(unsupported).toEqual([]);
});

it.each(['Priority', 'PlugType', 'EndedReason', 'Role', 'Difficulty', 'Tier', 'SecurityEventType'])(
  'the document contains the enumeration %s once',
  (name) => {
    const { enum: values } = document.components.schemas[name] ?? {};
    const equal = schemas.filter(([, schema]) => schema.enum && String(schema.enum) === String(values));
    expect(equal.map(([pointer]) => pointer)).toEqual([`/components/schemas/${name}`]);
  },
);

it('the document describes booleans in query strings as booleans, not as the texts "true" and "false"', () => {
  const booleanParameters = operations.flatMap(([name, { parameters = [] }]) =>
    parameters
      .filter((parameter) => parameter.schema.type === 'boolean')
      .map((each) => `${name} ${each.name}`),
  );
  expect(booleanParameters).toEqual([
    'get /api/v1/auth/users is_active',
    'get /api/v1/plugs deleted',
    'post /api/v1/plugs/import dry_run',
    'get /api/v1/plugs/export deleted',
    'delete /api/v1/plugs/{id} permanent',
    'get /api/v1/auth/sessions all',
  ]);
  const booleanTexts = schemas.filter(([, schema]) => schema.enum?.includes('true'));
  expect(booleanTexts).toEqual([]);
});

it.each([
  ['Session', 'id'],
  ['SignedIn', 'session_id'],
  ['SecurityEvent', 'session_id'],
  ['DeviceAccount', 'id'],
  ['AuctionUser', 'id'],
])('the document describes %s.%s as a 64-bit integer', (name, field) => {
  expect(document.components.schemas[name]?.properties?.[field]).toMatchObject({ format: 'int64' });
});

it.each([
  ['/api/v1/auth/refresh', 'post', ['refresh_token', 'refresh']],
  ['/api/v1/auth/token', 'post', ['username', 'login', 'email']],
  ['/auth/profile', 'patch', ['name', 'phone', 'city', 'country', 'avatar_url']],
])('the document states that the body of %s needs at least one of several fields', (path, verb, fields) => {
  const { schema } = document.paths[path]?.[verb]?.requestBody?.content['application/json'] ?? {};
  expect(resolvedSchema(schema ?? {}, document).anyOf).toEqual(
    fields.map((field) => ({ required: [field] })),
  );
});

it('the document names the schema of every request and of every successful response that is not HTML, and no schema has the name Error', () => {
  const contents = operations.flatMap(([name, { requestBody, responses }]) => [
    ...Object.entries(requestBody?.content ?? {}).map(
      ([type, { schema }]) => [`${name} ${type}`, schema] as const,
    ),
    ...Object.entries(responses)
      .filter(([status]) => status < '400')
      .flatMap(([status, { content = {} }]) =>
        Object.entries(content).map(([type, { schema }]) => [`${name} ${status} ${type}`, schema] as const),
      ),
  ]);
  const unnamed = contents.filter(([name, schema]) => !schema?.$ref && !name.endsWith('text/html'));
  expect(unnamed).toEqual([]);
  expect(Object.keys(document.components.schemas)).not.toContain('Error');
});

it('the document contains no error response inline twice, and has shared error responses as components', () => {
  const { responses = {} } = document.components;
  const inline = operations.flatMap(([, operation]) =>
    Object.entries(operation.responses)
      .filter(([status, { $ref }]) => status >= '400' && !$ref)
      .map(([status, response]) => status + JSON.stringify(response)),
  );
  expect(inline.length).toBe(new Set(inline).size);
  expect(Object.keys(responses)).toEqual(
    expect.arrayContaining([
      'V1Unauthorized',
      'MediaUnauthorized',
      'AuctionUnauthorized',
      'ServiceInternalError',
    ]),
  );
});

it('the document lists exactly the error codes of v1 that the examples show', () => {
  const { enum: codes = [] } = document.components.schemas.V1ErrorCode ?? {};
  const shown = operations
    .flatMap(([, operation]) => Object.values(operation.responses))
    .concat(Object.values(document.components.responses ?? {}))
    .flatMap(({ content = {} }) => Object.values(content['application/json']?.examples ?? {}))
    .map(({ value }) => value as { detail?: string; error: { code: string } })
    .filter(({ detail }) => detail !== undefined);
  expect([...new Set(shown.map(({ error }) => error.code))].sort()).toEqual([...codes].sort());
});

it('the document has no operation with an empty description, and marks only the documentation pages and /docs as internal', () => {
  expect(operations.filter(([, { description }]) => description === '')).toEqual([]);
  const internal = operations.filter(([, operation]) => 'x-internal' in operation).map(([name]) => name);
  expect(internal).toEqual(['get /api/v1/schema/swagger-ui', 'get /api/v1/schema/redoc', 'get /docs']);
});

it('the document has the version of the package', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(document.info?.version).toBe(version);
});

it('the document names the origin of the request without a slash at the end, and the cookies of an http origin', async () => {
  expect(document.servers).toEqual([{ url: site.origin }]);
  expect(document.components.securitySchemes?.cookie?.name).toBe('plugs_session');
  expect(document.components.securitySchemes?.mediaCookie?.name).toBe('plugs_media');
  const other = site.origin.replace(/\/\/[\w.]+/, '//localhost');
  const served = await fetch(`${other}/api/v1/schema/`);
  expect(((await served.json()) as OpenApiDocument).servers).toEqual([{ url: other }]);
});

it('the names of the cookies of an https origin begin with __Host-', () => {
  expect(sessionCookieName('auction', 'https://plugs.example')).toBe('__Host-plugs_session');
  expect(sessionCookieName('media', 'https://plugs.example')).toBe('__Host-plugs_media');
});
