/** The media contract: the current user, bearer tokens, refresh, logout and unknown paths. */
import { describe, expect, it, vi } from 'vitest';
import { forged } from '../sessions/device.ts';
import { signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { aJwt, DAY, START } from '../support/golden.ts';
import * as golden from './golden.ts';
import { callMedia, createMediaUser, plexLogin } from './media.ts';

useTestClock();

const AT_START = new Date(START).toISOString();
const { BAD_REFRESH, INVALID_TOKEN, MISSING_TOKEN, NOT_FOUND, TOKEN_EXPIRED, invalidInput } = golden;

const getMe = (token: string) => callMedia('/auth/me', { token });
const refresh = (refreshToken: unknown) => callMedia('/auth/refresh', { body: { refreshToken } });

it('`GET /auth/me` returns the account that signed in, with default preferences', async () => {
  const { email, id, plexId, token, username } = await createMediaUser();
  const { status, body } = await getMe(token);
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    data: {
      user: {
        ...{ id, username, email, role: 'user', plexId, avatar: null },
        preferences: { theme: 'system', notifications: true, language: 'en' },
        createdAt: AT_START,
        lastLoginAt: AT_START,
      },
    },
  });
});

it('`GET /auth/me` returns no Plex id for an account without a Plex login', async () => {
  const { email, id, token } = await signUp();
  const { body } = await getMe(token);
  expect(body.data.user).toMatchObject({ id, email, plexId: null, role: 'user' });
});

describe('a bearer token', () => {
  it('`GET /auth/me` rejects a request without a bearer token and without a cookie', async () => {
    const { token } = await createMediaUser();
    const wrongHeaders = [
      {},
      { Authorization: '' },
      { Authorization: 'Bearer ' },
      { Authorization: `Basic ${token}` },
    ];
    for (const headers of wrongHeaders) {
      const { status, body } = await callMedia('/auth/me', { headers: headers as Record<string, string> });
      expect([status, body]).toEqual([401, MISSING_TOKEN]);
    }
  });

  it('a text that is not a token, a forged token and a refresh token are invalid bearer tokens', async () => {
    const { token, refreshToken } = await createMediaUser();
    for (const wrongToken of ['null', 'undefined', 'a.b.c', forged(token), refreshToken]) {
      const { status, body } = await getMe(wrongToken);
      expect([status, body]).toEqual([401, INVALID_TOKEN]);
    }
  });

  it('an access token is valid for seven days', async () => {
    const { token } = await createMediaUser();
    vi.setSystemTime(START + 7 * DAY - 1000);
    expect((await getMe(token)).status).toBe(200);
    vi.setSystemTime(START + 7 * DAY);
    const { status, body } = await getMe(token);
    expect([status, body]).toEqual([401, TOKEN_EXPIRED]);
  });

  it('a route that requires a session rejects a request without a token, also a deletion without a confirmation', async () => {
    for (const [method, path] of [
      ['PUT', '/auth/me'],
      ['DELETE', '/auth/me'],
      ['POST', '/auth/logout'],
      ['GET', '/admin/users'],
    ] as const) {
      const { status, body } = await callMedia(path, { method, ...(method === 'GET' ? {} : { body: {} }) });
      expect([path, status, body]).toEqual([path, 401, MISSING_TOKEN]);
    }
  });
});

describe('refreshing', () => {
  const tokenPair = { accessToken: aJwt, refreshToken: aJwt, expiresIn: 604_800, tokenType: 'Bearer' };

  it('a refresh issues an access token that is valid for seven days and a refresh token that is valid for thirty days', async () => {
    const { refreshToken } = await createMediaUser();
    vi.setSystemTime(START + DAY);
    const { status, headers, body } = await refresh(refreshToken);
    expect([status, body]).toEqual([200, { success: true, data: tokenPair }]);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(body.data.refreshToken).not.toBe(refreshToken);
    vi.setSystemTime(START + 8 * DAY - 1000);
    expect((await getMe(body.data.accessToken)).status).toBe(200);
    vi.setSystemTime(START + 31 * DAY - 1000);
    expect((await refresh(body.data.refreshToken)).status).toBe(200);
  });

  it('a client that never stores a new refresh token can refresh repeatedly with its first refresh token for thirty days', async () => {
    const { refreshToken } = await createMediaUser();
    for (let day = 1; day <= 22; day += 3) {
      vi.setSystemTime(START + day * DAY);
      const { status, body } = await refresh(refreshToken);
      expect([status, body]).toEqual([200, { success: true, data: tokenPair }]);
      expect((await getMe(body.data.accessToken)).status).toBe(200);
    }
    vi.setSystemTime(START + 30 * DAY - 1000);
    expect((await refresh(refreshToken)).status).toBe(200);
    vi.setSystemTime(START + 30 * DAY);
    expect((await refresh(refreshToken)).body).toEqual(BAD_REFRESH);
  });

  it('a refresh with a text that is no token, with a forged token or with an access token is rejected and ends no session', async () => {
    const { token, refreshToken } = await createMediaUser();
    for (const wrongToken of ['garbage', forged(refreshToken), token]) {
      const { status, body } = await refresh(wrongToken);
      expect([status, body]).toEqual([401, BAD_REFRESH]);
    }
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it.each([undefined, null, '', 12])(
    'a refresh with the refresh token %j returns the error for a missing token',
    async (wrongToken) => {
      const { status, body } = await refresh(wrongToken);
      const problem = { field: 'refreshToken', message: 'Refresh token is required' };
      expect([status, body]).toEqual([400, invalidInput(problem)]);
    },
  );
});

describe('logging out', () => {
  const logOut = (token: string) => callMedia('/auth/logout', { method: 'POST', token });
  const LOGGED_OUT = { success: true, message: 'Logged out successfully' };

  it('a logout invalidates both tokens of its session, ends no other session, and can be repeated', async () => {
    const { id, plexId, plexToken, token, refreshToken } = await createMediaUser();
    const otherLogin = await plexLogin(plexToken, { id: Number(plexId), username: 'again' });
    expect(otherLogin.body.data.user.id).toBe(id);
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await logOut(token);
      expect([status, body]).toEqual([200, LOGGED_OUT]);
    }
    expect((await getMe(token)).body).toEqual(INVALID_TOKEN);
    expect((await refresh(refreshToken)).body).toEqual(BAD_REFRESH);
    expect((await getMe(otherLogin.body.data.tokens.accessToken)).status).toBe(200);
  });

  it('a logout with a forged token ends no session', async () => {
    const { token } = await createMediaUser();
    const { status, body } = await logOut(forged(token));
    expect([status, body]).toEqual([401, INVALID_TOKEN]);
    expect((await getMe(token)).status).toBe(200);
  });
});

it.each(['/', '/auth', '/auth/nothing', '/auth/me/avatar', '/admin', '/nothing?at=all'])(
  'the unknown path %s returns 404 with the error body of the contract',
  async (path) => {
    const { status, body } = await callMedia(path);
    expect([status, body]).toEqual([404, NOT_FOUND]);
  },
);
