/** A session ends 90 days after it began under every policy. The tests control the clock. */
import { decodeJwt } from 'jose';
import { expect, it, vi } from 'vitest';
import { type CallOptions, call, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';

useTestClock();

interface Pair {
  access: string;
  refresh: string;
}

const endOf = (token: string) => (decodeJwt(token).exp ?? 0) * 1000;

async function begin(body: object, options: CallOptions = {}): Promise<Pair> {
  const account = await signUp();
  const response = await call('/auth/token/', {
    ...options,
    body: { username: account.email, password: account.password, ...body },
  });
  return response.body;
}

const post = (path: string, body: object, options: CallOptions = {}) => call(path, { ...options, body });

it.each([
  ['strict', 6, (refresh: string) => post('/auth/token/refresh/', { refresh })],
  ['tolerant', 6, (refresh_token: string) => post('/auth/refresh', { refresh_token })],
] as const)(
  'a refreshed session of the %s policy ends 90 days after it began',
  async (policy, days, rotate) => {
    let pair: Pair;
    if (policy === 'strict') {
      pair = await begin({});
    } else {
      const { token, refreshToken } = await signUp();
      pair = { access: token, refresh: refreshToken };
    }
    for (let day = days; day < 90; day += days) {
      vi.setSystemTime(START + day * DAY);
      const { status, body } = await rotate(pair.refresh);
      expect(status).toBe(200);
      pair = body;
      expect(endOf(pair.refresh)).toBe(START + Math.min(day + 7, 90) * DAY);
    }
    vi.setSystemTime(START + 90 * DAY - 60_000);
    const { body: last } = await rotate(pair.refresh);
    expect([endOf(last.access), endOf(last.refresh)]).toEqual([START + 90 * DAY, START + 90 * DAY]);
    const list = await call('/auth/sessions/', { token: last.access });
    expect(list.status).toBe(200);
    vi.setSystemTime(START + 90 * DAY);
    expect((await rotate(last.refresh)).status).toBe(401);
    expect((await call('/auth/me', { token: last.access })).status).toBe(401);
  },
);

it('a session of the static policy ends at the configured time, also if its refresh token has a later expiry', async () => {
  const variables = { LIFETIMES: `{"session":${(2 * DAY) / 1000}}` };
  const long = await begin({ client_type: 'ios' });
  expect(endOf(long.refresh)).toBe(START + 30 * DAY);
  const short = await begin({ client_type: 'ios' }, { variables });
  expect([endOf(short.access), endOf(short.refresh)]).toEqual([START + 2 * DAY, START + 2 * DAY]);
  vi.setSystemTime(START + DAY);
  const { body } = await post('/auth/token/refresh/', { refresh: long.refresh }, { variables });
  expect([endOf(body.access), endOf(body.refresh)]).toEqual([START + 2 * DAY, START + 2 * DAY]);
  vi.setSystemTime(START + 2 * DAY);
  const late = await post('/auth/token/refresh/', { refresh: long.refresh }, { variables });
  expect([late.status, late.body.error.reason]).toEqual([401, 'expired']);
});
