/** The rate limit of the media contract, its headers, and cross-origin requests. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { toErrorResponse } from '../../../src/contracts/media/errors.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { AppError } from '../../../src/rules/app-error.ts';
import { bindings } from '../support/bindings.ts';
import { withResponseCheck } from '../support/checked.ts';
import { call, freshAddress, type TestResponse } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { MINUTE, START } from '../support/golden.ts';
import { mediaError } from './golden.ts';
import { callMedia, createMediaUser } from './media.ts';

useTestClock();

/** The rate limit headers of a response. */
const limitHeaders = ({ headers }: TestResponse) =>
  Object.fromEntries([...headers].filter(([name]) => /rate-?limit/i.test(name)));
/** The expected rate limit headers. `reset` is in seconds. */
const expectedLimit = (remaining: number, reset = 900) => ({
  'ratelimit-policy': '100;w=900',
  'ratelimit-limit': '100',
  'ratelimit-remaining': String(remaining),
  'ratelimit-reset': String(reset),
});
const TOO_MANY_REQUESTS = mediaError('RATE_LIMIT_EXCEEDED', 'Too many requests. Please try again later.');

describe('the rate limit', () => {
  it('a client address may send a hundred requests in fifteen minutes, to all routes together', async () => {
    const { token } = await createMediaUser();
    const address = freshAddress();
    const requests = [
      () => callMedia('/auth/me', { address, token }),
      () => callMedia('/auth/me', { address }),
      () => callMedia('/nothing', { address }),
      () => callMedia('/auth/refresh', { address, body: {} }),
    ];
    for (let count = 1; count <= 100; count += 1) {
      const response = await requests[count % requests.length]?.();
      expect(response && limitHeaders(response)).toEqual(expectedLimit(100 - count));
    }
    vi.setSystemTime(START + MINUTE);
    for (const send of requests) {
      const refused = await send();
      expect([refused.status, refused.body]).toEqual([429, TOO_MANY_REQUESTS]);
      expect(refused.headers.get('Retry-After')).toBe('840');
      expect(limitHeaders(refused)).toEqual(expectedLimit(0, 840));
    }
    expect((await callMedia('/auth/me', { token })).status).toBe(200);
    expect((await call('/auth/me', { token, address })).status).toBe(200);
    vi.setSystemTime(START + 15 * MINUTE);
    expect(limitHeaders(await callMedia('/auth/me', { address, token }))).toEqual(expectedLimit(99));
  });

  it('a hundred of 120 concurrent requests from one client address are accepted', async () => {
    const address = freshAddress();
    const calls = Array.from({ length: 120 }, () => callMedia('/nothing', { address }));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('responses with an error have the rate limit headers', async () => {
    const { token, plexToken } = await createMediaUser();
    const plex = { body: { plexToken: `${plexToken}\n\nx` } };
    const responses = {
      400: await callMedia('/auth/me', { method: 'PUT', token, body: { email: 'x' } }),
      401: await callMedia('/auth/plex/login', plex),
      403: await callMedia('/admin/users', { token }),
      404: await callMedia('/nothing'),
      413: await callMedia('/auth/me', { method: 'PUT', token, body: { username: 'x'.repeat(70_000) } }),
      415: await callMedia('/auth/refresh', { body: 'x', headers: { 'Content-Type': 'text/plain' } }),
    };
    for (const [status, response] of Object.entries(responses)) {
      expect([response.status, limitHeaders(response)]).toEqual([Number(status), expectedLimit(99)]);
    }
  });

  it('a login after five failed logins is rejected, with the headers of the limit that counts all requests', async () => {
    const address = freshAddress();
    const login = () => callMedia('/auth/plex/login', { address, body: { plexToken: 'ü' } });
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

it.each([
  ['reads', 'requests'],
  ['refresh', 'requests'],
  ['send_otp', 'requests'],
  ['sign_ins', 'login attempts'],
])('the message of the limit %s says "Too many %s"', (name, counted) => {
  const data = { name, max: 1, windowSeconds: 60, retryAfterSeconds: 60 };
  const { body } = toErrorResponse(new AppError('LIMIT_EXCEEDED', data));
  expect(body).toEqual(mediaError('RATE_LIMIT_EXCEEDED', `Too many ${counted}. Please try again later.`));
});

describe('another origin', () => {
  const ALLOWED_ORIGIN = 'https://media.example';
  const app = createApp(
    parseConfiguration({ ...bindings, ALLOWED_ORIGINS: `${ALLOWED_ORIGIN},https://b.example` }),
  );

  /** Sends a request from a page of `origin`, to a worker that allows `ALLOWED_ORIGIN` and one other origin. */
  async function fetchFrom(origin: string, path: string, options: RequestInit = {}): Promise<Response> {
    const headers = { Origin: origin, 'CF-Connecting-IP': freshAddress(), ...options.headers };
    const execution = createExecutionContext();
    const request = new Request(`http://plugs.test/api${path}`, { ...options, headers } as RequestInit);
    const response = await withResponseCheck(
      async (sent) => app.fetch(sent, bindings, execution),
      bindings,
    )(request);
    await waitOnExecutionContext(execution);
    return response;
  }

  const preflight = (origin: string) => {
    const preflightHeaders = {
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'authorization,content-type',
    };
    return fetchFrom(origin, '/auth/me', { method: 'OPTIONS', headers: preflightHeaders });
  };

  it('an allowed origin may send credentials, and its preflight receives 200', async () => {
    const { status, headers } = await preflight(ALLOWED_ORIGIN);
    expect(status).toBe(200);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED_ORIGIN);
    expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(headers.get('Access-Control-Allow-Methods')?.split(',')).toContain('PUT');
    expect(headers.get('Access-Control-Allow-Headers')).toBe('authorization,content-type');
    expect(headers.get('Vary')).toMatch(/\bOrigin\b/);
  });

  it('an allowed origin may read successful responses and errors', async () => {
    const { token } = await createMediaUser();
    const responses = [
      await fetchFrom(ALLOWED_ORIGIN, '/auth/me', { headers: { Authorization: `Bearer ${token}` } }),
      await fetchFrom(ALLOWED_ORIGIN, '/auth/me'),
      await fetchFrom(ALLOWED_ORIGIN, '/nothing'),
      await fetchFrom(ALLOWED_ORIGIN, '/auth/refresh', { method: 'POST', body: '{' }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([200, 401, 404, 415]);
    for (const { headers } of responses) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe(ALLOWED_ORIGIN);
      expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
    }
  });

  it.each(['https://evil.example', 'https://media.example.evil.example', 'http://media.example', 'null'])(
    'the origin %s, which is not allowed, may not read any response',
    async (origin) => {
      for (const { headers } of [await preflight(origin), await fetchFrom(origin, '/auth/me')]) {
        expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      }
    },
  );
});
