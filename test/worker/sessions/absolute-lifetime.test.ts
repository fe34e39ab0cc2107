/**
 * A session that began with a sign-in ends when it reaches its maximum age, under every refresh policy. The maximum age
 * is 90 days by default.
 */
import { decodeJwt } from 'jose';
import { expect, it, vi } from 'vitest';
import { type CallOptions, call, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';

useTestClock();

interface TokenPair {
  access: string;
  refresh: string;
}

const expiryMsOf = (token: string) => (decodeJwt(token).exp ?? 0) * 1000;

/** Begins a second session of a new account, by the route of the devices client. */
async function beginSession(body: object, options: CallOptions = {}): Promise<TokenPair> {
  const account = await signUp();
  const response = await call('/auth/token/', {
    ...options,
    body: { username: account.email, password: account.password, ...body },
  });
  return response.body;
}

const post = (path: string, body: object, options: CallOptions = {}) => call(path, { ...options, body });

it.each([
  ['strict', (refresh: string) => post('/auth/token/refresh/', { refresh })],
  ['tolerant', (refresh_token: string) => post('/auth/refresh', { refresh_token })],
] as const)(
  'a session of the %s policy that is refreshed every six days ends 90 days after it began',
  async (policy, rotate) => {
    let pair: TokenPair;
    if (policy === 'strict') {
      pair = await beginSession({});
    } else {
      const { token, refreshToken } = await signUp();
      pair = { access: token, refresh: refreshToken };
    }
    for (let day = 6; day < 90; day += 6) {
      vi.setSystemTime(START + day * DAY);
      const { status, body } = await rotate(pair.refresh);
      expect(status).toBe(200);
      pair = body;
      expect(expiryMsOf(pair.refresh)).toBe(START + Math.min(day + 7, 90) * DAY);
    }
    vi.setSystemTime(START + 90 * DAY - 60_000);
    const { body: last } = await rotate(pair.refresh);
    expect([expiryMsOf(last.access), expiryMsOf(last.refresh)]).toEqual([START + 90 * DAY, START + 90 * DAY]);
    const list = await call('/auth/sessions/', { token: last.access });
    expect(list.status).toBe(200);
    vi.setSystemTime(START + 90 * DAY);
    expect((await rotate(last.refresh)).status).toBe(401);
    expect((await call('/auth/me', { token: last.access })).status).toBe(401);
  },
);

it('a session of the static policy ends at the configured time, also if its refresh token has a later expiry', async () => {
  const variables = { LIFETIMES: `{"session":${(2 * DAY) / 1000}}` };
  const sessionOf90Days = await beginSession({ client_type: 'ios' });
  expect(expiryMsOf(sessionOf90Days.refresh)).toBe(START + 30 * DAY);
  const sessionOf2Days = await beginSession({ client_type: 'ios' }, { variables });
  expect([expiryMsOf(sessionOf2Days.access), expiryMsOf(sessionOf2Days.refresh)]).toEqual([
    START + 2 * DAY,
    START + 2 * DAY,
  ]);
  vi.setSystemTime(START + DAY);
  const { body } = await post('/auth/token/refresh/', { refresh: sessionOf90Days.refresh }, { variables });
  expect([expiryMsOf(body.access), expiryMsOf(body.refresh)]).toEqual([START + 2 * DAY, START + 2 * DAY]);
  vi.setSystemTime(START + 2 * DAY);
  const late = await post('/auth/token/refresh/', { refresh: sessionOf90Days.refresh }, { variables });
  expect([late.status, late.body.error.reason]).toEqual([401, 'expired']);
});
