/** The rate limit of the media contract, its headers, and cross-origin requests. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from '../support/bindings.ts';
import { checked } from '../support/checked.ts';
import { call, freshAddress, type TestResponse } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { MINUTE, START } from '../support/golden.ts';
import { mediaError } from './golden.ts';
import { media, mediaUser } from './media.ts';

useTestClock();

/** The rate limit headers of a response. */
const limitHeaders = ({ headers }: TestResponse) =>
  Object.fromEntries([...headers].filter(([name]) => /rate-?limit/i.test(name)));
const expectedLimit = (remaining: number, reset = 900) => ({
  'ratelimit-policy': '100;w=900',
  'ratelimit-limit': '100',
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
});
const TOO_MANY = mediaError('RATE_LIMIT_EXCEEDED', 'Too many requests. Please try again later.');

describe('an address', () => {
  it('an address may send a hundred requests in fifteen minutes, to all routes together', async () => {
    const { token } = await mediaUser();
    const address = freshAddress();
    const requests = [
      () => media('/auth/me', { address, token }),
      () => media('/auth/me', { address }),
      () => media('/nothing', { address }),
      () => media('/auth/refresh', { address, body: {} }),
    ];
    for (let count = 1; count <= 100; count += 1) {
      const response = await requests[count % requests.length]?.();
      expect(response && limitHeaders(response)).toEqual(expectedLimit(100 - count));
    }
    vi.setSystemTime(START + MINUTE);
    for (const send of requests) {
      const refused = await send();
      expect([refused.status, refused.body]).toEqual([429, TOO_MANY]);
      expect(refused.headers.get('Retry-After')).toBe('840');
      expect(limitHeaders(refused)).toEqual(expectedLimit(0, 840));
    }
    expect((await media('/auth/me', { token })).status).toBe(200);
    expect((await call('/auth/me', { token, address })).status).toBe(200);
    vi.setSystemTime(START + 15 * MINUTE);
    expect(limitHeaders(await media('/auth/me', { address, token }))).toEqual(expectedLimit(99));
  });

  it('an address may send a hundred requests when all are concurrent', async () => {
    const address = freshAddress();
    const calls = Array.from({ length: 120 }, () => media('/nothing', { address }));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('every error has the limit headers', async () => {
    const { token, plexToken } = await mediaUser();
    const plex = { body: { plexToken: `${plexToken}\n\nx` } };
    const responses = {
      400: await media('/auth/me', { method: 'PUT', token, body: { email: 'x' } }),
      401: await media('/auth/plex/login', plex),
      403: await media('/admin/users', { token }),
      404: await media('/nothing'),
      413: await media('/auth/me', { method: 'PUT', token, body: { username: 'x'.repeat(70_000) } }),
      415: await media('/auth/refresh', { body: 'x', headers: { 'Content-Type': 'text/plain' } }),
    };
    for (const [status, response] of Object.entries(responses)) {
      expect([response.status, limitHeaders(response)]).toEqual([Number(status), expectedLimit(99)]);
    }
  });

  it('an address has five logins, and the rejection has the headers of the limit for all requests', async () => {
    const address = freshAddress();
    const login = () => media('/auth/plex/login', { address, body: { plexToken: 'ü' } });
    for (let time = 0; time < 5; time += 1) expect((await login()).status).toBe(401);
    const refused = await login();
    const message = 'Too many login attempts. Please try again later.';
    expect([refused.status, refused.body]).toEqual([429, mediaError('RATE_LIMIT_EXCEEDED', message)]);
    expect(refused.headers.get('Retry-After')).toBe('900');
    expect(limitHeaders(refused)).toEqual(expectedLimit(94));
    vi.setSystemTime(START + 15 * MINUTE);
    expect((await login()).status).toBe(401);
  });
});

describe('another origin', () => {
  const ALLOWED = 'https://media.example';
  const app = createApp(parseConfiguration({ ...bindings, ALLOWED_ORIGINS: `${ALLOWED},https://b.example` }));

  async function from(origin: string, path: string, options: RequestInit = {}): Promise<Response> {
    const headers = { Origin: origin, 'CF-Connecting-IP': freshAddress(), ...options.headers };
    const execution = createExecutionContext();
    const request = new Request(`http://plugs.test/api${path}`, { ...options, headers } as RequestInit);
    const response = await checked(async (sent) => app.fetch(sent, bindings, execution), bindings)(request);
    await waitOnExecutionContext(execution);
    return response;
  }

  const preflight = (origin: string) => {
    const asked = {
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'authorization,content-type',
    };
    return from(origin, '/auth/me', { method: 'OPTIONS', headers: asked });
  };

  it('an allowed origin may send credentials, and its preflight receives 200', async () => {
    const { status, headers } = await preflight(ALLOWED);
    expect(status).toBe(200);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
    expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(headers.get('Access-Control-Allow-Methods')?.split(',')).toContain('PUT');
    expect(headers.get('Access-Control-Allow-Headers')).toBe('authorization,content-type');
    expect(headers.get('Vary')).toMatch(/\bOrigin\b/);
  });

  it('an allowed origin may read successful responses and errors', async () => {
    const { token } = await mediaUser();
    const responses = [
      await from(ALLOWED, '/auth/me', { headers: { Authorization: `Bearer ${token}` } }),
      await from(ALLOWED, '/auth/me'),
      await from(ALLOWED, '/nothing'),
      await from(ALLOWED, '/auth/refresh', { method: 'POST', body: '{' }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([200, 401, 404, 415]);
    for (const { headers } of responses) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED);
      expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    }
  });

  it.each(['https://evil.example', 'https://media.example.evil.example', 'http://media.example', 'null'])(
    'the origin %s, which is not allowed, may not read any response',
    async (origin) => {
      for (const { headers } of [await preflight(origin), await from(origin, '/auth/me')]) {
        expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      }
    },
  );
});
