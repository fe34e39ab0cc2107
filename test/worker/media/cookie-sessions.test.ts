/** The refresh, the logout and the deletion of the account with the session cookie of the media contract. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress } from '../support/client.ts';
import { DAY, START } from '../support/golden.ts';
import { cookieOf, HTTP, openSignedInBrowser, REQUEST_COOKIE_HEADER, send } from './cookie-browser.ts';
import { BAD_REFRESH, INVALID_TOKEN, invalidInput, TOKEN_EXPIRED } from './golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ACCESS_TOKEN_FIELDS = { accessToken: expect.any(String), expiresIn: 7 * 86_400, tokenType: 'Bearer' };
const CLEARED_COOKIE = 'plugs_media=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax';
const SAME_ORIGIN = { Origin: HTTP };
const REFRESH_LIFETIME_DAYS = 30;

const refresh = (headers: Record<string, string>, body?: object) =>
  send(`${HTTP}/api/auth/refresh`, 'POST', body, headers);
const logOut = (headers: Record<string, string>) =>
  send(`${HTTP}/api/auth/logout`, 'POST', undefined, headers);

describe('a refresh', () => {
  it('a refresh by cookie replaces the cookie, and the body contains no refresh token', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { Cookie, getMe } = await openSignedInBrowser();
    vi.setSystemTime(START + 8 * DAY);
    expect(await (await getMe()).json()).toEqual(TOKEN_EXPIRED);
    const response = await refresh({ ...SAME_ORIGIN, Cookie });
    expect([response.status, await response.json()]).toEqual([
      200,
      { success: true, data: ACCESS_TOKEN_FIELDS },
    ]);
    const renewedHeaders = { Cookie: cookieOf(response) };
    expect(renewedHeaders.Cookie).not.toBe(Cookie);
    expect((await getMe(renewedHeaders)).status).toBe(200);
    vi.setSystemTime(START + 16 * DAY);
    const later = await refresh({ ...SAME_ORIGIN, ...renewedHeaders }, {});
    expect([later.status, (await getMe({ Cookie: cookieOf(later) })).status]).toEqual([200, 200]);
  });

  it.each([undefined, {}, { refreshToken: null }, { refreshToken: '' }])(
    'a refresh reads the refresh token from the cookie when the body is %j',
    async (body) => {
      const { Cookie } = await openSignedInBrowser();
      expect((await refresh({ ...SAME_ORIGIN, Cookie }, body)).status).toBe(200);
    },
  );

  it('a refresh with a token in the body and X-Session-Cookie moves the session into a cookie', async () => {
    const { refreshToken } = await openSignedInBrowser();
    const plain = await refresh({}, { refreshToken });
    expect([plain.headers.getSetCookie(), (await plain.json<{ data: object }>()).data]).toEqual([
      [],
      { ...ACCESS_TOKEN_FIELDS, refreshToken: expect.any(String) },
    ]);
    const moved = await refresh(REQUEST_COOKIE_HEADER, { refreshToken });
    expect([moved.status, (await moved.json<{ data: object }>()).data]).toEqual([200, ACCESS_TOKEN_FIELDS]);
    expect(cookieOf(moved)).toMatch(/^plugs_media=/);
  });

  it('a refresh that moves another session into the cookie ends the session of the replaced cookie', async () => {
    const [one, other] = [await openSignedInBrowser(), await openSignedInBrowser()];
    const { refreshToken } = other;
    const moved = await refresh({ ...REQUEST_COOKIE_HEADER, Cookie: one.Cookie }, { refreshToken });
    expect([moved.status, (await one.getMe()).status, (await other.getMe()).status]).toEqual([200, 401, 200]);
    const same = await refresh({ ...REQUEST_COOKIE_HEADER, Cookie: other.Cookie }, { refreshToken });
    expect([same.status, (await other.getMe()).status]).toEqual([200, 200]);
  });

  it('a refresh without a refresh token in the body or in the cookie is rejected', async () => {
    const required = invalidInput({ field: 'refreshToken', message: 'Refresh token is required' });
    const { accessToken } = await openSignedInBrowser();
    for (const Cookie of ['', 'plugs_media=', `plugs_media=${accessToken}`]) {
      const response = await refresh({ ...SAME_ORIGIN, Cookie });
      expect([response.status, await response.json()]).toEqual([400, required]);
    }
  });

  it('a refresh with the cookie of an ended session is rejected and sets no cookie', async () => {
    const { Cookie } = await openSignedInBrowser();
    await logOut({ ...SAME_ORIGIN, Cookie });
    const response = await refresh({ ...SAME_ORIGIN, Cookie });
    expect([response.status, await response.json()]).toEqual([401, BAD_REFRESH]);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('a logout', () => {
  it('a logout ends the session of the cookie and removes the cookie', async () => {
    const { Cookie, getMe, refreshToken } = await openSignedInBrowser();
    const response = await logOut({ ...SAME_ORIGIN, Cookie });
    expect([response.status, response.headers.getSetCookie()]).toEqual([200, [CLEARED_COOKIE]]);
    expect(response.headers.get('Clear-Site-Data')).toBe('"cache"');
    expect((await getMe()).status).toBe(401);
    expect((await refresh({}, { refreshToken })).status).toBe(401);
  });

  it.each([8, 31])(
    'a logout removes a cookie that is %i days old, and ends its session if the refresh token is still valid',
    async (days) => {
      vi.useFakeTimers({ toFake: ['Date'], now: START });
      const { Cookie, user } = await openSignedInBrowser();
      vi.setSystemTime(START + days * DAY);
      const response = await logOut({ ...SAME_ORIGIN, Cookie });
      expect([response.status, response.headers.getSetCookie()]).toEqual([200, [CLEARED_COOKIE]]);
      if (days > REFRESH_LIFETIME_DAYS) return;
      const { body } = await openSignedInBrowser(HTTP, user);
      const sessions = await call('/auth/sessions/', { token: body.data.tokens.accessToken });
      expect(sessions.body).toHaveLength(1);
    },
  );

  it('a logout with a cookie that contains an invalid access token and a valid refresh token ends the session', async () => {
    const { refreshToken, getMe } = await openSignedInBrowser();
    const response = await logOut({ ...SAME_ORIGIN, Cookie: `plugs_media=x~${refreshToken}` });
    expect([response.status, (await getMe()).status]).toEqual([200, 401]);
  });

  it('a logout with an invalid cookie returns 401 and removes the cookie', async () => {
    const response = await logOut({ ...SAME_ORIGIN, Cookie: 'plugs_media=x~y' });
    expect([response.status, await response.json()]).toEqual([401, INVALID_TOKEN]);
    expect(response.headers.getSetCookie()).toEqual([CLEARED_COOKIE]);
  });

  it('a logout with a bearer token sets no cookie', async () => {
    const { accessToken } = await openSignedInBrowser();
    const response = await logOut({ Authorization: `Bearer ${accessToken}` });
    expect([response.status, response.headers.getSetCookie()]).toEqual([200, []]);
  });

  it('a logout requires neither a body nor a Content-Type', async () => {
    const { Cookie, getMe } = await openSignedInBrowser();
    const headers = { Cookie, Origin: HTTP, 'CF-Connecting-IP': freshAddress() };
    const bare = new Request(`${HTTP}/api/auth/logout`, { method: 'POST', headers });
    expect([(await worker.fetch(bare)).status, (await getMe()).status]).toEqual([200, 401]);
  });
});

it('the deletion of an account by cookie removes the cookie and ends the session', async () => {
  const { Cookie, getMe } = await openSignedInBrowser();
  const deletion = { confirmation: 'DELETE_MY_ACCOUNT' };
  const response = await send(`${HTTP}/api/auth/me`, 'DELETE', deletion, { ...SAME_ORIGIN, Cookie });
  expect([response.status, response.headers.getSetCookie()]).toEqual([200, [CLEARED_COOKIE]]);
  expect((await getMe()).status).toBe(401);
});
