/** Rules for the routes of the v1 contract: bodies, paths, methods, request ids and unexpected errors. */
import { expect, it, vi } from 'vitest';
import { bindings, worker } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { failure, NOT_FOUND } from '../support/golden.ts';

const TOO_LARGE = failure('PAYLOAD_TOO_LARGE', 'Request body is too large');
const KIB = 1024;
const BODY_OVER_64_KIB = { padding: 'x'.repeat(64 * KIB) };
const NOT_JSON = failure('UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be application/json');

const BODY_ROUTES = [
  ['POST', '/auth/register'],
  ['POST', '/auth/login'],
  ['POST', '/auth/refresh'],
  ['POST', '/auth/logout'],
  ['POST', '/auth/send-otp'],
  ['POST', '/auth/reset-password'],
  ['POST', '/auth/verify-otp'],
  ['POST', '/auth/change-password'],
  ['PUT', '/auth/timezone'],
  ['POST', '/plugs/'],
  ['PUT', '/plugs/{id}'],
  ['POST', '/plugs/{id}/convert'],
] as const;

/** Creates an account with a plug. `pathOf` replaces `{id}` in a route by the id of the plug. */
async function signUpWithPlug() {
  const { token } = await signUp();
  const { body } = await call('/plugs/', {
    token,
    body: { first_name: 'A', last_name: 'B', email: 'a@example.com' },
  });
  return { token, pathOf: (route: string) => route.replace('{id}', body.id) };
}

it.each(BODY_ROUTES)('%s %s rejects malformed JSON', async (method, route) => {
  const { token, pathOf } = await signUpWithPlug();
  for (const body of ['{"email": ', 'email=a', '{"a":1}}']) {
    const response = await call(pathOf(route), { method, token, body });
    expect(response.body).toEqual(failure('BAD_REQUEST', 'Malformed JSON body'));
    expect(response.status).toBe(400);
  }
});

it.each(BODY_ROUTES)('%s %s rejects JSON that is not an object', async (method, route) => {
  const { token, pathOf } = await signUpWithPlug();
  for (const body of ['[]', '"text"', '12', 'null']) {
    const response = await call(pathOf(route), { method, token, body });
    expect(response.body.error.code).toBe('BAD_REQUEST');
    expect(response.status).toBe(400);
  }
});

it.each(BODY_ROUTES)('%s %s rejects a body whose Content-Type is not JSON', async (method, route) => {
  const { token, pathOf } = await signUpWithPlug();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const response = await call(pathOf(route), {
      method,
      token,
      body: '{}',
      headers: { 'Content-Type': type },
    });
    expect(response.body).toEqual(NOT_JSON);
    expect(response.status).toBe(415);
  }
});

/** Returns a JSON body of exactly this size. */
function bodyOf(bytes: number, fields: object): string {
  const withPadding = (padding: string) => JSON.stringify({ ...fields, padding });
  return withPadding('x'.repeat(bytes - withPadding('').length));
}

it.each(BODY_ROUTES)('%s %s rejects a body that is larger than its maximum size', async (method, route) => {
  const { token, pathOf } = await signUpWithPlug();
  const maxBytes = (route.startsWith('/plugs/') ? 384 : 64) * KIB;
  const response = await call(pathOf(route), { method, token, body: bodyOf(maxBytes + 1, {}) });
  expect([response.status, response.body]).toEqual([413, TOO_LARGE]);
});

it('a write of a plug accepts a body of exactly 384 KiB', async () => {
  const { token, pathOf } = await signUpWithPlug();
  for (const [method, route, status] of [
    ['POST', '/plugs/', 201],
    ['PUT', '/plugs/{id}', 200],
    ['POST', '/plugs/{id}/convert', 200],
  ] as const) {
    const body = bodyOf(384 * KIB, { first_name: 'C', last_name: 'D' });
    expect([route, (await call(pathOf(route), { method, token, body })).status]).toEqual([route, status]);
  }
});

it('the longest notes and the longest connect reason are stored when each of their characters is sent as JSON escapes', async () => {
  const { token } = await signUp();
  const longest = '😀'.repeat(10_000);
  const fields = { first_name: 'E', last_name: 'F', notes: longest, connect_reason: longest };
  const body = JSON.stringify(fields).replace(
    /[\ud800-\udfff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
  const response = await call('/plugs/', { token, body });
  expect(response.status).toBe(201);
  expect(response.body).toMatchObject({ notes: longest, connect_reason: longest });
});

it('a login with a body over 64 KiB is rejected with the error body of the contract', async () => {
  const response = await call('/auth/login', { body: BODY_OVER_64_KIB });
  expect(response.status).toBe(413);
  expect(response.body).toEqual(TOO_LARGE);
});

it('a change of the time zone accepts a body of exactly 64 KiB', async () => {
  const { token } = await signUp();
  const body = { timezone: 'UTC', padding: '' };
  const padding = 'x'.repeat(64 * KIB - JSON.stringify(body).length);
  const response = await call('/auth/timezone', { method: 'PUT', token, body: { ...body, padding } });
  expect(response.status).toBe(200);
});

it('a login with a body over 64 KiB and without a Content-Length is rejected', async () => {
  const chunk = new TextEncoder().encode('x'.repeat(16 * KIB));
  const chunks = [chunk, chunk, chunk, chunk, chunk];
  const body = new ReadableStream({
    pull: (controller) => {
      const next = chunks.pop();
      if (next) controller.enqueue(next);
      else controller.close();
    },
  });
  const headers = { 'Content-Type': 'application/json', 'CF-Connecting-IP': freshAddress() };
  const request = new Request('http://plugs.test/api/v1/auth/login', { method: 'POST', headers, body });
  expect((await worker.fetch(request)).status).toBe(413);
});

it('a media type with parameters, in another letter case or with the ending +json counts as JSON', async () => {
  const { email } = await signUp();
  for (const type of ['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.api+json']) {
    const body = { email, password: PASSWORD };
    expect((await call('/auth/login', { body, headers: { 'Content-Type': type } })).status).toBe(200);
  }
});

it('a path works with and without a trailing slash and is not redirected', async () => {
  const { token, pathOf } = await signUpWithPlug();
  const paths = [
    '/auth/me',
    '/auth/timezones',
    '/plugs',
    '/plugs/stats',
    '/plugs/search',
    pathOf('/plugs/{id}'),
  ];
  for (const path of paths) {
    for (const spelling of [path, `${path}/`]) {
      expect([spelling, (await call(`${spelling}?q=ab`, { token })).status]).toEqual([spelling, 200]);
    }
  }
});

it.each([
  ['POST', '/auth/login/', 400],
  ['POST', '/auth/register/', 400],
  ['POST', '/auth/refresh/', 400],
  ['POST', '/auth/send-otp/', 400],
  ['POST', '/auth/verify-otp/', 400],
  ['POST', '/auth/change-password/', 400],
  ['POST', '/auth/reset-password/', 400],
  ['PUT', '/auth/timezone/', 401],
  ['DELETE', '/plugs/0199f1a2-7c1e-7000-8000-000000000001/', 401],
])('the route %s %s exists with a trailing slash', async (method, path, status) => {
  expect((await call(path, { method, body: {} })).status).toBe(status);
});

it.each([
  ['GET', '/nothing'],
  ['GET', '/'],
  ['GET', '/auth/login'],
  ['DELETE', '/auth/me'],
  ['PATCH', '/plugs/'],
  ['POST', '/plugs/search'],
])(
  'an unknown route or method (%s %s) returns 404 with the error body of the contract',
  async (method, path) => {
    const { token } = await signUp();
    const response = await call(path, { method, token });
    expect(response.body).toEqual(NOT_FOUND);
    expect(response.status).toBe(404);
  },
);

it('responses of different statuses each have a different request id', async () => {
  const { token } = await signUp();
  const responses = [
    await call('/auth/me', { token }),
    await call('/auth/me'),
    await call('/nothing'),
    await call('/auth/login', { body: '{' }),
  ];
  const ids = responses.map(({ headers }) => headers.get('X-Request-Id') ?? '');
  for (const id of ids) expect(id).toMatch(/^[\w-]{16,}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

it('the response to an unexpected error contains no internal details, and the error is logged', async () => {
  const { token } = await signUp();
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await bindings.DB.exec('ALTER TABLE idempotency_keys RENAME TO renamed_keys');
  try {
    const response = await call('/plugs/', {
      token,
      body: { first_name: 'A', last_name: freshEmail() },
      headers: { 'Idempotency-Key': 'key' },
      altered: {},
    });
    expect(response.body).toEqual(failure('INTERNAL_ERROR', 'Internal server error'));
    expect(response.status).toBe(500);
    expect(response.headers.get('X-Request-Id')).toBeTruthy();
    expect(logged).toHaveBeenCalled();
  } finally {
    await bindings.DB.exec('ALTER TABLE renamed_keys RENAME TO idempotency_keys');
    logged.mockRestore();
  }
});
