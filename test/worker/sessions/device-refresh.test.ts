/** The refresh and the logout of the devices client. */
import { describe, expect, it, vi } from 'vitest';
import { call, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { aJwt, DAY, failure, HOUR, invalid, MINUTE, START } from '../support/golden.ts';
import { badToken, ended, expectRefused, forged, me, newDevice, rotate } from './device.ts';

useTestClock();

const INVALID_TOKEN = badToken('Token is invalid or expired');
const LOGGED_OUT = {
  message: 'Logout successful',
  detail: 'Session revoked and token blacklisted',
  success: true,
};

const logOut = (body: object, token?: string) => call('/auth/logout/', { body, token });
const logOutAll = (token: string) => call('/auth/logout/all/', { method: 'POST', token });

describe('a refresh token', () => {
  it('a refresh token is exchanged for a new pair of tokens', async () => {
    const { access, refresh } = await newDevice();
    vi.setSystemTime(START + HOUR);
    const { status, body } = await rotate(refresh);
    expect([status, body]).toEqual([200, { access: aJwt, refresh: aJwt }]);
    expect([body.access === access, body.refresh === refresh]).toEqual([false, false]);
    expect((await me(body.access)).status).toBe(200);
    expect((await rotate(body.refresh)).status).toBe(200);
  });

  it('a refresh token is exchanged for the same successor again within ten seconds', async () => {
    const { refresh } = await newDevice();
    const first = (await rotate(refresh)).body.refresh;
    vi.setSystemTime(START + 10_000);
    expect((await rotate(refresh)).body.refresh).toBe(first);
    expect((await rotate(first)).status).toBe(200);
  });

  it('a refresh token that is presented again after more than ten seconds ends the session', async () => {
    const { refresh } = await newDevice();
    const { body: next } = await rotate(refresh);
    vi.setSystemTime(START + 10_001);
    const reused = badToken('Token is blacklisted', 'reuse_detected');
    expectRefused(await rotate(refresh), reused);
    expectRefused(await rotate(next.refresh), reused);
    expectRefused(await me(next.access), ended('reuse_detected'));
  });

  it('a refresh token that is presented again after a minute ends no other session of the account', async () => {
    const { account, refresh } = await newDevice();
    await rotate(refresh);
    vi.setSystemTime(START + MINUTE);
    await rotate(refresh);
    expect((await me(account.token)).status).toBe(200);
  });

  it('a forged token, an access token and a text that is not a token are rejected and end no session', async () => {
    const { access, refresh } = await newDevice();
    for (const wrong of ['garbage', forged(refresh), access])
      expectRefused(await rotate(wrong), INVALID_TOKEN);
    expect((await rotate(refresh)).status).toBe(200);
  });

  it('a refresh token that has expired is rejected', async () => {
    const { refresh } = await newDevice();
    vi.setSystemTime(START + 7 * DAY);
    expectRefused(await rotate(refresh), badToken('Token is invalid or expired', 'expired'));
  });

  it.each([undefined, ''])(
    'a refresh with the refresh token %j returns the error for a missing token',
    async (refresh) => {
      const response = await rotate(refresh);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(invalid({ field: 'refresh', message: 'Refresh token is required' }));
    },
  );

  it('a session can be refreshed at most ten times in five minutes', async () => {
    const { account, refresh } = await newDevice();
    let token = refresh;
    for (let time = 0; time < 10; time += 1) token = (await rotate(token)).body.refresh;
    const response = await rotate(token);
    expect(response.status).toBe(429);
    expect(response.body.detail).toBe('Rate limit exceeded. Try again in 300 seconds.');
    expect((await rotate(account.refreshToken)).status).toBe(200);
    vi.setSystemTime(START + 5 * MINUTE);
    expect((await rotate(token)).status).toBe(200);
  });
});

it('a session that is refreshed five seconds before its expiry is still valid after this expiry', async () => {
  const { refresh } = await newDevice();
  vi.setSystemTime(START + 7 * DAY - 5_000);
  const { body } = await rotate(refresh);
  vi.setSystemTime(START + 7 * DAY + 1_000);
  expect((await me(body.access)).status).toBe(200);
});

describe('a logout', () => {
  it.each(['refresh', 'refresh_token'])(
    'a logout with only the field %s ends the session, and a repeated logout has the same response',
    async (field) => {
      const { access, refresh } = await newDevice();
      for (let time = 0; time < 2; time += 1) {
        const response = await logOut({ [field]: refresh });
        expect([response.status, response.body]).toEqual([200, LOGGED_OUT]);
      }
      expectRefused(await me(access), ended('logged_out'));
      expectRefused(await rotate(refresh), badToken('Token is blacklisted', 'logged_out'));
    },
  );

  it('a logout with only the bearer token ends the session, and a repeated logout has the same response', async () => {
    const { access, refresh } = await newDevice();
    for (let time = 0; time < 2; time += 1) expect((await logOut({}, access)).body).toEqual(LOGGED_OUT);
    expectRefused(await me(access), ended('logged_out'));
    expectRefused(await rotate(refresh), badToken('Token is blacklisted', 'logged_out'));
  });

  it('a logout without any token is rejected', async () => {
    const response = await logOut({});
    expect([response.status, response.body]).toEqual([
      400,
      failure('BAD_REQUEST', 'Refresh token is required'),
    ]);
  });

  it('a logout treats null as a missing token', async () => {
    const { access } = await newDevice();
    const response = await logOut({ refresh: null });
    expect(response.status).toBe(400);
    expect(response.body.detail).toBe('Refresh token is required');
    expect((await logOut({ refresh: null }, access)).status).toBe(200);
  });

  it('a logout with a forged token, with garbage or with an access token returns 401 and ends no session', async () => {
    const { access, refresh } = await newDevice();
    for (const wrong of [forged(refresh), 'garbage', access]) {
      expect((await logOut({ refresh: wrong })).status).toBe(401);
    }
    expect((await me(access)).status).toBe(200);
    expect((await rotate(refresh)).status).toBe(200);
  });

  it('a logout with a text that is not a token has the same response as SimpleJWT', async () => {
    expectRefused(await logOut({ refresh: 'garbage' }), INVALID_TOKEN);
  });

  it('a logout with a refresh token that was already exchanged ends the session of the token', async () => {
    const { refresh } = await newDevice();
    const { body } = await rotate(refresh);
    vi.setSystemTime(START + MINUTE);
    expect((await logOut({ refresh })).status).toBe(200);
    expectRefused(await me(body.access), ended('logged_out'));
  });

  it('a logout with an expired refresh token ends its session if the session was refreshed and is still live', async () => {
    const { refresh } = await newDevice();
    vi.setSystemTime(START + 4 * DAY);
    const { body: next } = await rotate(refresh);
    vi.setSystemTime(START + 8 * DAY);
    expect((await logOut({ refresh })).status).toBe(200);
    expectRefused(await rotate(next.refresh), badToken('Token is blacklisted', 'logged_out'));
  });

  it('a logout of all sessions returns the number of ended sessions, including the current session', async () => {
    const { account, access, refresh } = await newDevice();
    const third = await newDevice(account);
    const otherAccount = await signUp();
    const response = await logOutAll(access);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ message: 'Logged out from 3 device(s)', revoked_sessions: 3 });
    for (const token of [access, account.token, third.access])
      expectRefused(await me(token), ended('logged_out'));
    for (const token of [refresh, account.refreshToken, third.refresh]) {
      expectRefused(await rotate(token), badToken('Token is blacklisted', 'logged_out'));
    }
    expect((await me(otherAccount.token)).status).toBe(200);
    expectRefused(await logOutAll(access), ended('logged_out'));
  });

  it('a logout of all sessions does not count sessions that had ended or expired before', async () => {
    const { account, refresh } = await newDevice();
    await logOut({ refresh });
    vi.setSystemTime(START + 8 * DAY);
    const { access } = await newDevice(account);
    expect((await logOutAll(access)).body.revoked_sessions).toBe(1);
  });
});
