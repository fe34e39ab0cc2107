/** The OpenAPI document that the worker serves passes a linter, is complete, and has equal JSON and YAML forms. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestHarness } from 'wrangler';
import type { MediaType, OpenApiDocument, Operation } from '../../document/openapi.ts';
import { withResolvedResponses } from '../../document/resolved.ts';
import { resolvedSchema } from '../../document/strict-schema.ts';
import { writeTestConfig } from '../../wrangler-config.ts';

const JWT_KEYS = JSON.stringify([{ kid: 'k', secret: 'only-for-tests-only-for-tests-only-for-tests' }]);
const DOCUMENT_PATH = '/api/v1/schema/';
const harness = createTestHarness({
  workers: [
    {
      configPath: writeTestConfig(),
      vars: {
        ENVIRONMENT: 'test',
        MAIL_TRANSPORT: 'outbox',
        JWT_KEYS,
        LIMITS: '{"login":[7,120]}',
        LIFETIMES: '{"web":[120,7200]}',
      },
    },
  ],
});

let text = '';
let document: OpenApiDocument;
let operations: [string, Operation][];

beforeAll(async () => {
  await harness.listen();
  text = await (await harness.fetch(DOCUMENT_PATH)).text();
  document = withResolvedResponses(JSON.parse(text));
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]): [string, Operation] => [`${verb} ${path}`, operation]),
  );
});

afterAll(() => harness.close());

it('the document passes the linter without an error or a warning', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: {
      // The operator of the service chooses the licence.
      'info-license': 'off',
      // Some routes have no input that could be invalid, and /docs only redirects.
      'operation-4xx-response': 'off',
      'operation-2xx-response': 'off',
      'no-invalid-media-type-examples': 'error',
      'no-invalid-schema-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      'operation-operationId-unique': 'error',
      'no-unused-components': 'error',
    },
  });
  const problems = await lintFromString({ source: text, config, absoluteRef: 'openapi.json' });
  const findings = problems.map(
    ({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`,
  );
  expect(findings).toEqual([]);
});

it('the YAML form of the document is equal to the JSON form', async () => {
  const response = await harness.fetch(DOCUMENT_PATH, { headers: { Accept: 'application/yaml' } });
  expect(response.headers.get('Content-Type')).toBe('application/yaml; charset=utf-8');
  const yaml = await response.text();
  expect(yaml).toMatch(/^openapi: 3\.1\.0\n/);
  expect(load(yaml)).toEqual(JSON.parse(text));
});

it.each(['application/json', '*/*', 'text/html', 'application/yaml;q=0.1, application/json'])(
  'the route of the document returns the JSON form for Accept: %s',
  async (Accept) => {
    const response = await harness.fetch(DOCUMENT_PATH.slice(0, -1), { headers: { Accept } });
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(response.headers.get('Vary')).toContain('Accept');
    expect(await response.text()).toBe(text);
  },
);

it('the document has an example for every request body and every response body', () => {
  const contents = operations.flatMap(([name, { requestBody, responses }]) => [
    ...contentsOf(requestBody?.content).map((content) => [`${name} request`, content] as const),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      contentsOf(content).map((each) => [`${name} ${status}`, each] as const),
    ),
  ]);
  const withoutExample = contents.filter(([, content]) => content.example === undefined && !content.examples);
  expect(withoutExample.map(([name]) => name)).toEqual([]);
  expect(contents.length).toBeGreaterThan(300);
});

it('the document describes every parameter', () => {
  const undescribed = operations.flatMap(([name, { parameters = [] }]) =>
    parameters
      .filter((parameter) => !('description' in parameter))
      .map((parameter) => `${name} ${parameter.name}`),
  );
  expect(undescribed).toEqual([]);
});

it('every example of INVALID_INPUT names a field of its route', () => {
  for (const [name, { parameters = [], requestBody, responses }] of operations) {
    const { schema } = requestBody?.content['application/json'] ?? {};
    const fields = [
      'body',
      ...parameters.map((parameter) => parameter.name),
      ...Object.keys(resolvedSchema(schema ?? {}, document).properties ?? {}),
    ];
    const { value } = responses[400]?.content?.['application/json']?.examples?.INVALID_INPUT ?? {};
    if (value === undefined) continue;
    const [, field] = /"details":\[{"field":"(\w+)"/.exec(JSON.stringify(value)) ?? [];
    expect([name, fields]).toEqual([name, expect.arrayContaining([field])]);
  }
});

it('the document has a 413 for every route with a body, and for no other route', () => {
  for (const [name, { requestBody, responses }] of operations) {
    expect([name, '413' in responses]).toEqual([name, requestBody !== undefined]);
  }
});

it('the document has a 503 for every route that uses storage, and for no other route', () => {
  const withoutStorage = operations
    .filter(([, { responses }]) => !('503' in responses))
    .map(([name]) => name);
  expect(withoutStorage.sort()).toEqual([
    'get /.well-known/jwks.json',
    'get /api/v1/schema',
    'get /api/v1/schema/redoc',
    'get /api/v1/schema/swagger-ui',
    'get /docs',
    'get /healthz',
  ]);
});

it.each(['application/json', 'application/yaml'])(
  'the route of the document returns 304 for a current ETag, and the document for another ETag, with Accept: %s',
  async (Accept) => {
    const first = await read({ Accept });
    expect([first.tag.length > 8, first.headers.get('Cache-Control')]).toEqual([true, 'no-cache']);
    const unchanged = await read({ Accept, 'If-None-Match': `"other", W/${first.tag}` });
    expect([unchanged.status, unchanged.tag, unchanged.text]).toEqual([304, first.tag, '']);
    expect((await read({ Accept, 'If-None-Match': '"other"' })).text).toBe(first.text);
  },
);

it('the document has a different ETag for each format', async () => {
  const [json, yaml] = [
    await read({ Accept: 'application/json' }),
    await read({ Accept: 'application/yaml' }),
  ];
  expect(json.tag).not.toBe(yaml.tag);
});

it('the document describes the configured lifetimes of tokens, and does not contain the extension x-lifetimes', () => {
  const [logIn, signUp] = ['/api/v1/auth/login', '/auth/signup'].map((path) => document.paths[path]?.post);
  expect(logIn?.description).toContain(
    'An access token is valid for 2 minutes and a refresh token for 2 hours;',
  );
  expect(signUp?.description).toContain(
    'An access token is valid for 7 days and a refresh token for 30 days.',
  );
  expect(text).not.toContain('x-lifetimes');
});

it('the document describes the configured limits, and does not contain the extension x-limits', () => {
  const logIn = document.paths['/api/v1/auth/login']?.post?.description;
  expect(logIn).toContain('In 2 minutes at most 7 failed attempts per client address');
  expect(logIn).toContain('10 consecutive failures on one account lock it for 1 hour.');
  expect(text).not.toContain('x-limits');
});

it('every operation has a summary, one tag, an operation id, and only known security schemes', () => {
  for (const [name, { summary, tags, operationId, security }] of operations) {
    expect([name, Boolean(summary), tags.length, /^[a-z][A-Za-z]+$/.test(operationId)]).toEqual([
      name,
      true,
      1,
      true,
    ]);
    for (const scheme of security ?? [])
      expect(['', 'bearer', 'cookie', 'mediaCookie']).toContain(Object.keys(scheme).join());
  }
});

/** Fetches the document and reads it completely, because an unread body blocks its connection. */
async function read(headers: Record<string, string>) {
  const response = await harness.fetch(DOCUMENT_PATH, { headers });
  const { status } = response;
  return {
    status,
    headers: response.headers,
    tag: response.headers.get('ETag') ?? '',
    text: await response.text(),
  };
}

function contentsOf(content: Record<string, MediaType> = {}): MediaType[] {
  return Object.values(content);
}
