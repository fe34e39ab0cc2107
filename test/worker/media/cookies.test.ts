/** The session cookie of the media contract. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeAdmin } from '../support/accounts.ts';
import { call } from '../support/client.ts';
import { START } from '../support/golden.ts';
import {
  ASKS_FOR_COOKIE,
  browser,
  cookieOf,
  freshPlexUser,
  HTTP,
  HTTPS,
  send,
  signIn,
  withPlex,
} from './cookie-browser.ts';
import { INVALID_TOKEN, MISSING_TOKEN } from './golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ACCESS_SECONDS = 7 * 86_400;
const REFRESH_SECONDS = 30 * 86_400;
const TOKENS = { accessToken: expect.any(String), expiresIn: ACCESS_SECONDS, tokenType: 'Bearer' };

describe('the cookie', () => {
  it('over http has a plain name, and the body has no refresh token', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { line, body, accessToken, refreshToken } = await browser(HTTP);
    expect(line).toBe(
      `plugs_media=${accessToken}~${refreshToken}; Max-Age=${REFRESH_SECONDS}; Path=/; HttpOnly; SameSite=Lax`,
    );
    expect(refreshToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(body.data.tokens).toEqual({ ...TOKENS, accessToken });
  });

  it('over https has the prefix __Host- and is Secure', async () => {
    const { line } = await browser(HTTPS);
    expect(line).toMatch(
      /^__Host-plugs_media=[\w.~-]+; Max-Age=259200\d; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it.each([{}, { 'X-Session-Cookie': 'false' }, { 'X-Session-Cookie': '1' }, { 'X-Session-Cookie': '' }])(
    'is not set for a sign-in with %j, whose body has a refresh token',
    async (headers) => {
      const response = await signIn(HTTP, freshPlexUser(), headers as Record<string, string>);
      expect([response.status, response.headers.getSetCookie()]).toEqual([200, []]);
      const { data } = await response.json<{ data: { tokens: object } }>();
      expect(data.tokens).toEqual({ ...TOKENS, refreshToken: expect.any(String) });
    },
  );

  it('is set by the poll of a PIN that signs in', async () => {
    const pin = {
      ...{ id: 4711, code: 'ABCD', qr: 'https://plex.tv/qr', expiresAt: '2030-01-01T00:00:00Z' },
      authToken: 'token-of-plex',
    };
    const started = await withPlex(pin, () => send(`${HTTP}/api/auth/plex/pin`, 'POST', undefined));
    const { data } = await started.json<{ data: { id: string } }>();
    const poll = (headers: Record<string, string>) =>
      withPlex({ ...pin, ...freshPlexUser() }, () =>
        send(`${HTTP}/api/auth/plex/pin/${data.id}`, 'GET', undefined, headers),
      );
    const response = await poll(ASKS_FOR_COOKIE);
    const { data: signedIn } = await response.json<{ data: { tokens: object } }>();
    expect([response.status, signedIn.tokens]).toEqual([200, TOKENS]);
    const headers = { Cookie: cookieOf(response) };
    expect((await send(`${HTTP}/api/auth/me`, 'GET', undefined, headers)).status).toBe(200);
  });

  it.each([HTTP, HTTPS])('authenticates a read on %s', async (origin) => {
    expect((await (await browser(origin)).getMe()).status).toBe(200);
  });

  it('authenticates an administrator', async () => {
    const { Cookie, user } = await browser();
    const list = () => send(`${HTTP}/api/admin/users`, 'GET', undefined, { Cookie });
    expect((await list()).status).toBe(403);
    await makeAdmin({ email: user.email });
    expect((await list()).status).toBe(200);
  });

  it('over https is accepted only under its __Host- name', async () => {
    const { accessToken, refreshToken } = await browser(HTTPS);
    const headers = { Cookie: `plugs_media=${accessToken}~${refreshToken}` };
    const response = await send(`${HTTPS}/api/auth/me`, 'GET', undefined, headers);
    expect([response.status, await response.json()]).toEqual([401, MISSING_TOKEN]);
  });

  it('does not authenticate on the other contracts', async () => {
    const { accessToken, refreshToken } = await browser();
    const value = `${accessToken}~${refreshToken}`;
    const Cookie = `plugs_media=${value}; plugs_session=${value}; plugs_web=${value}`;
    for (const path of ['/auth/me', '/plugs/', '//auth/me']) {
      expect((await call(path, { headers: { Cookie, Origin: HTTP } })).status).toBe(401);
    }
  });

  it('of the auction contract does not authenticate on the media contract', async () => {
    const { accessToken, refreshToken } = await browser();
    const Cookie = `plugs_session=${accessToken}~${refreshToken}`;
    expect((await send(`${HTTP}/api/auth/me`, 'GET', undefined, { Cookie })).status).toBe(401);
  });

  it('is ignored when there is a bearer token, also an invalid one', async () => {
    const [one, other] = [await browser(), await browser()];
    const response = await one.getMe({ Authorization: `Bearer ${other.accessToken}` });
    const { data } = await response.json<{ data: { user: { email: string } } }>();
    expect(data.user.email).toBe(other.user.email);
    expect((await one.getMe({ Authorization: 'Bearer broken' })).status).toBe(401);
  });

  it('is rejected when its tokens are swapped or malformed', async () => {
    const { accessToken, refreshToken, getMe } = await browser();
    for (const value of [`${refreshToken}~${accessToken}`, 'x', refreshToken]) {
      const response = await getMe({ Cookie: `plugs_media=${value}` });
      expect([response.status, await response.json()]).toEqual([401, INVALID_TOKEN]);
    }
  });

  it('that a sign-in replaces loses its session, and no other session ends', async () => {
    const { Cookie, accessToken, user, getMe } = await browser();
    const device = await browser(HTTP, user);
    const again = await signIn(HTTP, user, { ...ASKS_FOR_COOKIE, Cookie });
    expect(again.status).toBe(200);
    expect((await getMe()).status).toBe(401);
    expect((await call('//api/auth/me', { token: accessToken })).status).toBe(401);
    expect((await device.getMe()).status).toBe(200);
    expect((await device.getMe({ Cookie: cookieOf(again) })).status).toBe(200);
  });

  it('stays when a client signs in without asking for a cookie', async () => {
    const { Cookie, user, getMe } = await browser();
    const other = await signIn(HTTP, user, { Cookie });
    expect([other.status, other.headers.getSetCookie()]).toEqual([200, []]);
    expect((await getMe()).status).toBe(200);
  });
});
