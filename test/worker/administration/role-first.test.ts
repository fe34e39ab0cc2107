/** The routes of administrators in v1 check the role before they do any other work. */
import { describe, expect, it } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { type CallOptions, call, signUp, type TestResponse } from '../support/client.ts';

const UNKNOWN_PASSAGE_ID = '0199f1a2-7c1e-7000-8000-00000000dead';
const MAX_ROWS_READ = 3;
const KIB = 1024;

interface AdminRoute {
  method: string;
  path: string;
  /** The maximum size of the body in bytes, for routes that have a body. */
  maxBytes?: number;
}

const ROUTES: AdminRoute[] = [
  { method: 'GET', path: '/auth/users/?search=user&page_size=200' },
  { method: 'GET', path: '/auth/users/?page=none' },
  { method: 'GET', path: '/auth/users/1/' },
  { method: 'PATCH', path: '/auth/users/1/', maxBytes: 64 * KIB },
  { method: 'POST', path: '/auth/users/1/restore' },
  { method: 'POST', path: '/admin/users/import', maxBytes: 2048 * KIB },
  { method: 'POST', path: '/admin/passages', maxBytes: 1024 * KIB },
  { method: 'PUT', path: `/admin/passages/${UNKNOWN_PASSAGE_ID}`, maxBytes: 1024 * KIB },
  { method: 'DELETE', path: `/admin/passages/${UNKNOWN_PASSAGE_ID}` },
];
/** Adds the method and the path of each route, for the title of the test. */
const withTitles = (routes: AdminRoute[]) =>
  routes.map((route) => [`${route.method} ${route.path}`, route] as const);
const ROUTES_WITH_BODY = ROUTES.filter(({ maxBytes }) => maxBytes !== undefined);

/**
 * Bodies that a route rejects: invalid JSON, JSON that is not an object, another content type, and a body over the
 * maximum size.
 */
function invalidBodies({ maxBytes = 0 }: AdminRoute): Pick<CallOptions, 'body' | 'headers'>[] {
  return [
    { body: '{' },
    { body: [] },
    { body: 'a', headers: { 'Content-Type': 'text/plain' } },
    { body: 'x'.repeat(maxBytes + 1) },
  ];
}

/** Expects that the request only checked the access: one round trip with at most three rows read. */
function expectNoWork(response: TestResponse, status: number): void {
  expect(response.status).toBe(status);
  expect(response.cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0, hashes: 0 });
  expect(response.cost.rowsRead).toBeLessThanOrEqual(MAX_ROWS_READ);
}

describe('a caller without the administrator role', () => {
  it.each(withTitles(ROUTES))(
    '%s returns 403 to a caller without the role and reads at most three rows',
    async (_, { method, path }) => {
      const { token } = await signUp();
      expectNoWork(await call(path, { method, token }), 403);
    },
  );

  it.each(withTitles(ROUTES_WITH_BODY))(
    '%s returns 403 to a caller without the role before the body is validated',
    async (_, route) => {
      const { token } = await signUp();
      const { method, path } = route;
      for (const invalidBody of invalidBodies(route))
        expectNoWork(await call(path, { method, token, ...invalidBody }), 403);
    },
  );
});

describe('a token whose session has ended', () => {
  it.each(withTitles(ROUTES))(
    '%s returns 401 after the end of the session and reads at most three rows',
    async (_, { method, path }) => {
      const { token } = await signUp();
      expect((await call('/auth/logout', { method: 'POST', token })).status).toBe(200);
      expectNoWork(await call(path, { method, token }), 401);
    },
  );
});

describe('a request without a token', () => {
  it.each(withTitles(ROUTES_WITH_BODY))(
    '%s returns 401 without a token before the body is validated, and runs no statement',
    async (_, route) => {
      const { method, path } = route;
      for (const invalidBody of invalidBodies(route)) {
        const { status, cost } = await call(path, { method, ...invalidBody });
        expect([status, cost.trips]).toEqual([401, 0]);
      }
    },
  );
});

describe('an administrator', () => {
  it.each(withTitles(ROUTES_WITH_BODY))(
    '%s returns 413 for a body that is one byte over the maximum size, but not for a body of the maximum size',
    async (_, route) => {
      const { method, path, maxBytes = 0 } = route;
      const { email, password, id } = await signUp('admin');
      await bindings.DB.prepare("UPDATE users SET role = 'admin' WHERE id = ?").bind(id).run();
      const { body } = await call('/auth/login', { body: { email, password } });
      const token = body.tokens.access_token;
      const bodyOfSize = (size: number) => `{"pad":"${'x'.repeat(size - '{"pad":""}'.length)}"}`;
      expect((await call(path, { method, token, body: bodyOfSize(maxBytes + 1) })).status).toBe(413);
      expect((await call(path, { method, token, body: bodyOfSize(maxBytes) })).status).not.toBe(413);
    },
  );
});
