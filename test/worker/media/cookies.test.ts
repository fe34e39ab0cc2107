/** The session cookie of the media contract: how a sign-in sets it, and which requests it authenticates. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeAdmin } from '../support/accounts.ts';
import { call } from '../support/client.ts';
import { START } from '../support/golden.ts';
import {
  cookieOf,
  freshPlexUser,
  HTTP,
  HTTPS,
  openSignedInBrowser,
  REQUEST_COOKIE_HEADER,
  send,
  signInWithPlex,
  withPlex,
} from './cookie-browser.ts';
import { INVALID_TOKEN, MISSING_TOKEN } from './golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ACCESS_TOKEN_SECONDS = 7 * 86_400;
const REFRESH_TOKEN_SECONDS = 30 * 86_400;
const ACCESS_TOKEN_FIELDS = {
  accessToken: expect.any(String),
  expiresIn: ACCESS_TOKEN_SECONDS,
  tokenType: 'Bearer',
};

describe('the cookie', () => {
  it('a cookie over http has a name without a prefix, and the body has no refresh token', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { setCookie, body, accessToken, refreshToken } = await openSignedInBrowser(HTTP);
    expect(setCookie).toBe(
      `plugs_media=${accessToken}~${refreshToken}; Max-Age=${REFRESH_TOKEN_SECONDS}; Path=/; HttpOnly; SameSite=Lax`,
    );
    expect(refreshToken).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(body.data.tokens).toEqual({ ...ACCESS_TOKEN_FIELDS, accessToken });
  });

  it('a cookie over https has the prefix __Host- and is Secure', async () => {
    const { setCookie } = await openSignedInBrowser(HTTPS);
    expect(setCookie).toMatch(
      /^__Host-plugs_media=[\w.~-]+; Max-Age=259200\d; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it.each([{}, { 'X-Session-Cookie': 'false' }, { 'X-Session-Cookie': '1' }, { 'X-Session-Cookie': '' }])(
    'a sign-in with %j sets no cookie, and its body has a refresh token',
    async (headers) => {
      const response = await signInWithPlex(HTTP, freshPlexUser(), headers as Record<string, string>);
      expect([response.status, response.headers.getSetCookie()]).toEqual([200, []]);
      const { data } = await response.json<{ data: { tokens: object } }>();
      expect(data.tokens).toEqual({ ...ACCESS_TOKEN_FIELDS, refreshToken: expect.any(String) });
    },
  );

  it('a poll of an authorized PIN sets the cookie', async () => {
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
    const response = await poll(REQUEST_COOKIE_HEADER);
    const { data: signedIn } = await response.json<{ data: { tokens: object } }>();
    expect([response.status, signedIn.tokens]).toEqual([200, ACCESS_TOKEN_FIELDS]);
    const headers = { Cookie: cookieOf(response) };
    expect((await send(`${HTTP}/api/auth/me`, 'GET', undefined, headers)).status).toBe(200);
  });

  it.each([HTTP, HTTPS])('the cookie authenticates a read on %s', async (origin) => {
    expect((await (await openSignedInBrowser(origin)).getMe()).status).toBe(200);
  });

  it('the cookie authenticates an administrator', async () => {
    const { Cookie, user } = await openSignedInBrowser();
    const list = () => send(`${HTTP}/api/admin/users`, 'GET', undefined, { Cookie });
    expect((await list()).status).toBe(403);
    await makeAdmin({ email: user.email });
    expect((await list()).status).toBe(200);
  });

  it('a cookie over https is accepted only under its __Host- name', async () => {
    const { accessToken, refreshToken } = await openSignedInBrowser(HTTPS);
    const headers = { Cookie: `plugs_media=${accessToken}~${refreshToken}` };
    const response = await send(`${HTTPS}/api/auth/me`, 'GET', undefined, headers);
    expect([response.status, await response.json()]).toEqual([401, MISSING_TOKEN]);
  });

  it('the value of the cookie does not authenticate on the v1 and auction contracts, also in cookies with other names', async () => {
    const { accessToken, refreshToken } = await openSignedInBrowser();
    const value = `${accessToken}~${refreshToken}`;
    const Cookie = `plugs_media=${value}; plugs_session=${value}; plugs_web=${value}`;
    for (const path of ['/auth/me', '/plugs/', '//auth/me']) {
      expect((await call(path, { headers: { Cookie, Origin: HTTP } })).status).toBe(401);
    }
  });

  it('a cookie with the name of the auction cookie does not authenticate on the media contract', async () => {
    const { accessToken, refreshToken } = await openSignedInBrowser();
    const Cookie = `plugs_session=${accessToken}~${refreshToken}`;
    expect((await send(`${HTTP}/api/auth/me`, 'GET', undefined, { Cookie })).status).toBe(401);
  });

  it('the cookie is ignored when the request has a bearer token, also if this token is invalid', async () => {
    const [one, other] = [await openSignedInBrowser(), await openSignedInBrowser()];
    const response = await one.getMe({ Authorization: `Bearer ${other.accessToken}` });
    const { data } = await response.json<{ data: { user: { email: string } } }>();
    expect(data.user.email).toBe(other.user.email);
    expect((await one.getMe({ Authorization: 'Bearer broken' })).status).toBe(401);
  });

  it('a cookie with swapped tokens, a malformed value or only the refresh token is rejected', async () => {
    const { accessToken, refreshToken, getMe } = await openSignedInBrowser();
    for (const value of [`${refreshToken}~${accessToken}`, 'x', refreshToken]) {
      const response = await getMe({ Cookie: `plugs_media=${value}` });
      expect([response.status, await response.json()]).toEqual([401, INVALID_TOKEN]);
    }
  });

  it('a sign-in that replaces the cookie ends the session of the old cookie and no other session', async () => {
    const { Cookie, accessToken, user, getMe } = await openSignedInBrowser();
    const otherBrowser = await openSignedInBrowser(HTTP, user);
    const again = await signInWithPlex(HTTP, user, { ...REQUEST_COOKIE_HEADER, Cookie });
    expect(again.status).toBe(200);
    expect((await getMe()).status).toBe(401);
    expect((await call('//api/auth/me', { token: accessToken })).status).toBe(401);
    expect((await otherBrowser.getMe()).status).toBe(200);
    expect((await otherBrowser.getMe({ Cookie: cookieOf(again) })).status).toBe(200);
  });

  it('a sign-in that requests no cookie leaves the present cookie valid', async () => {
    const { Cookie, user, getMe } = await openSignedInBrowser();
    const other = await signInWithPlex(HTTP, user, { Cookie });
    expect([other.status, other.headers.getSetCookie()]).toEqual([200, []]);
    expect((await getMe()).status).toBe(200);
  });
});
