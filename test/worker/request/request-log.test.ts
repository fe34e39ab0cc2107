/**
 * One log entry per request: a line of text in development, an object in production, no entry in the test
 * environment. Also the warning about an invalid token.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { requestLine } from '../../../src/http/request-log.ts';
import { noCost } from '../../../src/rules/cost.ts';
import { bindings } from '../support/bindings.ts';
import { withResponseCheck } from '../support/checked.ts';
import { freshAddress } from '../support/client.ts';

const PRODUCTION = {
  ENVIRONMENT: 'production',
  MAIL_TRANSPORT: 'binding',
  PUBLIC_URL: 'https://plugs.example',
};
const SECRETS = ['ada@example.com', 'secret-term', 'secret-token', 'secret-password'];
let log: MockInstance<typeof console.log>;

beforeEach(() => {
  log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterEach(() => log.mockRestore());

/** Sends requests with secrets in the path, query, header and body, and returns their log entries. */
async function sendAndReadLog(variables: object): Promise<unknown[]> {
  const app = createApp(parseConfiguration({ ...bindings, ...variables }));
  const send = withResponseCheck(async (request) => {
    const execution = createExecutionContext();
    const response = await app.fetch(request, bindings, execution);
    await waitOnExecutionContext(execution);
    return response;
  }, bindings);
  const headers = { 'CF-Connecting-IP': freshAddress(), Authorization: 'Bearer secret-token' };
  const credentials = JSON.stringify({ email: 'ada@example.com', password: 'secret-password' });
  await send(new Request('https://plugs.test/api/v1/plugs/search?q=secret-term', { headers }));
  await send(new Request('https://plugs.test/api/v1/nothing/ada@example.com', { headers }));
  await send(
    new Request('https://plugs.test/api/v1/auth/login', {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: credentials,
    }),
  );
  return log.mock.calls.map(([entry]) => entry);
}

const expectNoSecrets = (entries: unknown[]) => {
  const text = JSON.stringify(entries);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
};

it('the log entry of a request in development is one short line without secrets', async () => {
  const entries = await sendAndReadLog({ ENVIRONMENT: 'development' });
  expect(entries).toEqual([
    expect.stringMatching(/^GET \/api\/v1\/plugs\/search 401 \d+ ms$/),
    expect.stringMatching(/^GET \/api\/v1\/\* 404 \d+ ms$/),
    expect.stringMatching(
      /^POST \/api\/v1\/auth\/login 401 \d+ ms {2}d1 \d+ trips?, \d+ rows?(, \d+ written)? {2}do \d+ {2}kv \d+ {2}hash 1$/,
    ),
  ]);
  expectNoSecrets(entries);
});

it('the log entry of a request in production is one object without secrets', async () => {
  const entries = await sendAndReadLog(PRODUCTION);
  const entry = (method: string, route: string, status: number) => ({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    duration_ms: expect.any(Number),
    actor: 'anonymous',
    cost: Object.fromEntries(Object.keys(noCost()).map((count) => [count, expect.any(Number)])),
    ...{ method, route, status },
  });
  expect(entries).toEqual([
    entry('GET', '/api/v1/plugs/search', 401),
    entry('GET', '/api/v1/*', 404),
    entry('POST', '/api/v1/auth/login', 401),
  ]);
  expectNoSecrets(entries);
});

it('a request writes no log entry in the test environment', async () => {
  expect(await sendAndReadLog({})).toEqual([]);
});

it('the log line of a request omits counts of zero', () => {
  const record = { time: '', request_id: '', actor: 'anonymous', method: 'GET', status: 200, duration_ms: 3 };
  expect(requestLine({ ...record, route: '/healthz', cost: noCost() })).toBe('GET /healthz 200 3 ms');
  const one = { ...noCost(), d1Trips: 1, d1RowsRead: 1, d1RowsWritten: 1 };
  expect(requestLine({ ...record, route: '/a', cost: one })).toBe(
    'GET /a 200 3 ms  d1 1 trip, 1 row, 1 written',
  );
  const cost = { ...noCost(), d1Trips: 2, d1RowsRead: 4, objectCalls: 3, kvOperations: 1 };
  expect(requestLine({ ...record, route: '/a', cost })).toBe(
    'GET /a 200 3 ms  d1 2 trips, 4 rows  do 3  kv 1',
  );
});

it('a request with an invalid token to a route that requires a token writes one warning without the token and the query', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  try {
    await sendAndReadLog(PRODUCTION);
    const warnings = warn.mock.calls.map(([warning]) => warning);
    expect(warnings).toEqual([
      {
        message: 'security',
        refused: 'TOKEN_INVALID',
        request_id: expect.any(String),
        method: 'GET',
        route: '/api/v1/plugs/search',
        address_block: expect.stringMatching(/^198\.18\./),
        user_agent: '',
      },
    ]);
    expectNoSecrets(warnings);
  } finally {
    warn.mockRestore();
  }
});
