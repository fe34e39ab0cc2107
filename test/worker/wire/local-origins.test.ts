/**
 * A page on a developer's machine may call the worker in development. In other environments it may call the worker only
 * if `ALLOWED_ORIGINS` contains its origin.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from '../support/bindings.ts';
import { withResponseCheck } from '../support/checked.ts';
import { freshAddress, freshEmail } from '../support/client.ts';

const LOCAL = ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://localhost', 'http://127.0.0.1'];
const NOT_LOCAL = [
  'https://localhost:5173',
  'http://localhost.evil.test',
  'http://localhost:5173.evil.test',
  'http://evil.test:8000',
  'http://127.0.0.2:8000',
  'http://127.0.0.1@evil.test',
  'http://user@localhost:8000',
  'https://evil.test/?http://localhost:8000',
  'null',
];
const PUBLIC_URL = 'https://plugs.example';
const ENVIRONMENTS = {
  development: { ENVIRONMENT: 'development' },
  test: { ENVIRONMENT: 'test' },
  production: { ENVIRONMENT: 'production', MAIL_TRANSPORT: 'binding', PUBLIC_URL },
};
type Environment = keyof typeof ENVIRONMENTS;
const NAME = { first_name: 'Ada', last_name: 'Lovelace' };
const PASSWORD = 'Tr0ub4dor&3-battery';

beforeAll(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

/** Functions that send requests to a worker in one environment. `requestOrigin` is the origin of the request URLs. */
function workerIn(environment: Environment, variables: object = {}, requestOrigin = 'http://localhost:8000') {
  const app = createApp(parseConfiguration({ ...bindings, ...ENVIRONMENTS[environment], ...variables }));
  const send = withResponseCheck(async (request) => {
    const execution = createExecutionContext();
    const response = await app.fetch(request, bindings, execution);
    await waitOnExecutionContext(execution);
    return response;
  }, bindings);
  const call = (path: string, method: string, headers: Record<string, string>, body?: object) => {
    const sent = { 'Content-Type': 'application/json', 'CF-Connecting-IP': freshAddress(), ...headers };
    return send(
      new Request(`${requestOrigin}${path}`, {
        method,
        headers: sent,
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  };
  return {
    /** The origin that the response to a request from this origin allows (CORS), or null. */
    async readAllowedOrigin(origin: string) {
      const { headers } = await call('/healthz', 'GET', { Origin: origin });
      return headers.get('Access-Control-Allow-Origin');
    },
    /** The response to the preflight request of a page of this origin. */
    async sendPreflight(origin: string) {
      return call('/api/auth/me', 'OPTIONS', { Origin: origin, 'Access-Control-Request-Method': 'PUT' });
    },
    /** Registers an account, logs out with its session cookie from a page of this origin, and returns the status. */
    async logOutFrom(origin: string) {
      const signedUp = await call('/auth/signup', 'POST', {}, accountFields());
      const [Cookie = ''] = (signedUp.headers.getSetCookie()[0] ?? '').split(';', 1);
      return (await call('/auth/logout', 'POST', { Cookie, Origin: origin })).status;
    },
  };
}

/** The fields of a registration with a new e-mail address. */
const accountFields = () => ({
  ...NAME,
  name: 'Ada Lovelace',
  email: freshEmail('local'),
  password: PASSWORD,
});

describe('a worker in development', () => {
  const { readAllowedOrigin, sendPreflight, logOutFrom } = workerIn('development', { PUBLIC_URL });

  it.each(LOCAL)(
    'a worker in development accepts credentials and the session cookie from pages of the local origin %s',
    async (origin) => {
      expect(await readAllowedOrigin(origin)).toBe(origin);
      const { status, headers } = await sendPreflight(origin);
      expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([200, origin]);
      expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
      expect(await logOutFrom(origin)).toBe(200);
    },
  );

  it.each(NOT_LOCAL)('a worker in development rejects pages of the origin %s', async (origin) => {
    expect(await readAllowedOrigin(origin)).toBeNull();
    expect(await logOutFrom(origin)).toBe(403);
  });

  it('a worker in development trusts the origin of the request URL and not the origin of PUBLIC_URL', async () => {
    const own = 'http://workshop.local:8000';
    expect(await workerIn('development', { PUBLIC_URL }, own).logOutFrom(own)).toBe(200);
    expect(await logOutFrom(PUBLIC_URL)).toBe(403);
  });
});

describe.each(['test', 'production'] as const)('a worker in the environment %s', (environment) => {
  const { readAllowedOrigin, logOutFrom } = workerIn(environment, { PUBLIC_URL }, PUBLIC_URL);
  const withLocalOrigin = workerIn(environment, { PUBLIC_URL, ALLOWED_ORIGINS: LOCAL[0] }, PUBLIC_URL);

  it.each(LOCAL)(
    `a worker in the environment ${environment} rejects pages of the local origin %s`,
    async (origin) => {
      expect(await readAllowedOrigin(origin)).toBeNull();
      expect(await logOutFrom(origin)).toBe(403);
    },
  );

  it(`a worker in the environment ${environment} accepts pages of a local origin that ALLOWED_ORIGINS contains`, async () => {
    expect(await withLocalOrigin.readAllowedOrigin(LOCAL[0] ?? '')).toBe(LOCAL[0]);
    expect(await withLocalOrigin.logOutFrom(LOCAL[0] ?? '')).toBe(200);
    expect(await withLocalOrigin.readAllowedOrigin(LOCAL[1] ?? '')).toBeNull();
  });

  it(`a worker in the environment ${environment} accepts pages of its own origin and rejects pages of another origin`, async () => {
    expect(await logOutFrom(PUBLIC_URL)).toBe(200);
    expect(await logOutFrom('http://localhost:8000')).toBe(403);
  });
});
