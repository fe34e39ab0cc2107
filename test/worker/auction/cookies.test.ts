/** The session cookie of the auction contract, and its protection against cross-site requests. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress, freshEmail } from '../support/client.ts';
import { DAY, START } from '../support/golden.ts';
import { FOREIGN_HEADERS, SHOP, sendToAppWithShop } from '../support/other-sites.ts';
import { DENIED, errorBody, JOHN, login, NEW_PASSWORD, noSessionBody, PASSWORD } from './auction.ts';

afterEach(() => {
  vi.useRealTimers();
});

const HTTP = 'http://plugs.test';
const HTTPS = 'https://plugs.test';
const LIFETIME_SECONDS = 7 * 86_400;

function createRequest(
  url: string,
  method: string,
  sent: unknown,
  headers: Record<string, string> = {},
): Request {
  const defaults = { 'Content-Type': 'application/json', 'CF-Connecting-IP': freshAddress() };
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
  return new Request(url, { method, headers: { ...defaults, ...headers }, ...body });
}

const send = (...sent: Parameters<typeof createRequest>) => worker.fetch(createRequest(...sent));

/**
 * Creates an account and returns its cookie and tokens. `getMe` reads the account with the cookie, as a browser does.
 */
async function signUpInBrowser(origin = HTTP) {
  const email = freshEmail('browser');
  const response = await send(`${origin}/auth/signup`, 'POST', { ...JOHN, email, password: PASSWORD });
  const [setCookie = ''] = response.headers.getSetCookie();
  const { auth_token } = await response.json<{
    auth_token: { access_token: string; refresh_token: string };
  }>();
  const [Cookie = ''] = setCookie.split(';', 1);
  const getMe = (headers: Record<string, string> = {}) =>
    send(`${origin}/auth/me`, 'GET', undefined, { Cookie, ...headers });
  return {
    email,
    setCookie,
    Cookie,
    token: auth_token.access_token,
    refresh: auth_token.refresh_token,
    getMe,
  };
}

/** Every request that changes state and that the cookie can authenticate. */
const UNSAFE_REQUESTS: [string, string, object | undefined][] = [
  ['PATCH', '/auth/profile', { name: 'Mallory' }],
  ['POST', '/auth/change-password', { current_password: PASSWORD, new_password: NEW_PASSWORD }],
  ['POST', '/auth/logout', undefined],
];

/** Headers with which the cookie must not authenticate an unsafe request. Basic credentials are not a bearer token. */
const UNTRUSTED_HEADERS = [...FOREIGN_HEADERS, { Authorization: 'Basic bm9ib2R5' }];

describe('the cookie', () => {
  it('a cookie over http contains the access token and has a Max-Age of seven days', async () => {
    const { setCookie, token } = await signUpInBrowser(HTTP);
    expect(setCookie).toBe(
      `plugs_session=${token}; Max-Age=${LIFETIME_SECONDS}; Path=/; HttpOnly; SameSite=Lax`,
    );
  });

  it('a cookie over https has the prefix __Host- and is Secure', async () => {
    const { setCookie, token } = await signUpInBrowser(HTTPS);
    const attributes = `Max-Age=${LIFETIME_SECONDS}; Path=/; HttpOnly; Secure; SameSite=Lax`;
    expect(setCookie).toBe(`__Host-plugs_session=${token}; ${attributes}`);
  });

  it.each([HTTP, HTTPS])(
    'a successful login on %s sets the cookie, and a failed login does not',
    async (origin) => {
      const { email } = await signUpInBrowser(origin);
      const successful = await send(`${origin}/auth/login`, 'POST', { email, password: PASSWORD });
      const failed = await send(`${origin}/auth/login`, 'POST', { email, password: 'no' });
      expect(successful.headers.getSetCookie()).toHaveLength(1);
      expect(successful.headers.get('Cache-Control')).toBe('no-store');
      expect(failed.headers.getSetCookie()).toEqual([]);
    },
  );

  it.each([HTTP, HTTPS])('the cookie authenticates a read on %s', async (origin) => {
    expect((await (await signUpInBrowser(origin)).getMe()).status).toBe(200);
  });

  it('a cookie over https is accepted only under its __Host- name', async () => {
    const { token } = await signUpInBrowser(HTTPS);
    const withoutPrefix = { Cookie: `plugs_session=${token}` };
    expect((await send(`${HTTPS}/auth/me`, 'GET', undefined, withoutPrefix)).status).toBe(401);
  });

  it.each([HTTP, HTTPS])('a logout on %s removes the cookie and ends the session', async (origin) => {
    const { Cookie, setCookie, getMe } = await signUpInBrowser(origin);
    const response = await send(`${origin}/auth/logout`, 'POST', undefined, { Cookie, Origin: origin });
    expect(await response.json()).toEqual({ success: true, message: 'Logged out' });
    const cleared = setCookie.replace(/=[^;]*; Max-Age=\d+/, '=; Max-Age=0');
    expect(response.headers.getSetCookie()).toEqual([cleared]);
    expect(response.headers.get('Clear-Site-Data')).toBe('"cache"');
    expect((await getMe()).status).toBe(401);
  });

  it.each([HTTP, HTTPS])(
    'a login on %s that sends the cookie ends the session of the cookie and no other session',
    async (origin) => {
      const { Cookie, email, getMe } = await signUpInBrowser(origin);
      const otherToken = (await login(email, PASSWORD)).body.auth_token.access_token;
      const response = await send(`${origin}/auth/login`, 'POST', { email, password: PASSWORD }, { Cookie });
      expect(response.status).toBe(200);
      const { auth_token } = await response.json<{ auth_token: { access_token: string } }>();
      expect(await (await getMe()).json()).toEqual(noSessionBody('SESSION_ENDED'));
      for (const token of [auth_token.access_token, otherToken]) {
        expect((await call('//auth/me', { token })).status).toBe(200);
      }
    },
  );

  it('a signup or a login that sends the cookie of another account ends the session of the cookie', async () => {
    const [one, other] = [await signUpInBrowser(), await signUpInBrowser()];
    const fresh = { ...JOHN, email: freshEmail('browser'), password: PASSWORD };
    const signedUp = await send(`${HTTP}/auth/signup`, 'POST', fresh, { Cookie: one.Cookie });
    expect([signedUp.status, (await one.getMe()).status]).toEqual([200, 401]);
    const credentials = { email: fresh.email, password: PASSWORD };
    const signedIn = await send(`${HTTP}/auth/login`, 'POST', credentials, { Cookie: other.Cookie });
    expect([signedIn.status, (await other.getMe()).status]).toEqual([200, 401]);
  });

  it('a failed login neither replaces the cookie nor ends the session', async () => {
    const { Cookie, email, getMe } = await signUpInBrowser();
    const response = await send(`${HTTP}/auth/login`, 'POST', { email, password: 'no' }, { Cookie });
    expect([response.status, response.headers.getSetCookie()]).toEqual([401, []]);
    expect((await getMe()).status).toBe(200);
  });

  it.each(['invalid', ''])('the invalid cookie value %j does not prevent a login', async (token) => {
    const { email } = await signUpInBrowser();
    const headers = { Cookie: `plugs_session=${token}` };
    const response = await send(`${HTTP}/auth/login`, 'POST', { email, password: PASSWORD }, headers);
    expect([response.status, response.headers.getSetCookie().length]).toEqual([200, 1]);
  });

  it('a cookie that contains a refresh token, is malformed or has expired is rejected', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { refresh, getMe } = await signUpInBrowser();
    const swapped = await getMe({ Cookie: `plugs_session=${refresh}` });
    expect(await swapped.json()).toEqual(noSessionBody('TOKEN_INVALID'));
    expect(await (await getMe({ Cookie: 'plugs_session=x' })).json()).toEqual(noSessionBody('TOKEN_INVALID'));
    vi.setSystemTime(START + 7 * DAY);
    expect(await (await getMe()).json()).toEqual(noSessionBody('TOKEN_EXPIRED'));
  });

  it('the cookie is ignored when there is a bearer token, also an invalid bearer token', async () => {
    const [one, other] = [await signUpInBrowser(), await signUpInBrowser()];
    const { user } = await (await one.getMe({ Authorization: `Bearer ${other.token}` })).json<{
      user: { email: string };
    }>();
    expect(user.email).toBe(other.email);
    expect((await one.getMe({ Authorization: 'Bearer broken' })).status).toBe(401);
  });

  it('the cookie does not authenticate requests to v1 and media', async () => {
    const { Cookie } = await signUpInBrowser();
    for (const path of ['/auth/me', '/plugs/', '//api/auth/me']) {
      expect((await call(path, { headers: { Cookie, Origin: HTTP } })).status).toBe(401);
    }
  });
});

describe.each(UNSAFE_REQUESTS)('%s %s with the cookie', (method, path, sent) => {
  it.each(UNTRUSTED_HEADERS)(
    'a request with the cookie and %j is rejected and changes nothing',
    async (headers) => {
      const { Cookie, email, getMe } = await signUpInBrowser();
      const response = await send(HTTP + path, method, sent, { Cookie, ...headers });
      expect(await response.json()).toEqual(DENIED);
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
      const { user } = await (await getMe()).json<{ user: { name: string } }>();
      expect(user.name).toBe(JOHN.name);
      expect((await login(email, PASSWORD)).status).toBe(200);
    },
  );

  it.each([{ Origin: HTTP }, { 'Sec-Fetch-Site': 'same-origin' }])(
    'a request with the cookie and %j is accepted',
    async (headers) => {
      const { Cookie } = await signUpInBrowser();
      expect((await send(HTTP + path, method, sent, { Cookie, ...headers })).status).toBe(200);
    },
  );

  it('a request with the cookie from an allowed origin is accepted, and the origin may read the response', async () => {
    const { Cookie } = await signUpInBrowser();
    const response = await sendToAppWithShop(
      createRequest(HTTP + path, method, sent, { Cookie, Origin: SHOP }),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(SHOP);
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBe('true');
  });

  it('a request with a bearer token does not require a trusted origin', async () => {
    const { token, Cookie } = await signUpInBrowser();
    const headers = { Authorization: `Bearer ${token}`, Cookie, Origin: 'https://evil.test' };
    expect((await send(HTTP + path, method, sent, headers)).status).toBe(200);
  });
});

it('a logout requires neither a body nor a Content-Type', async () => {
  const { Cookie, getMe } = await signUpInBrowser();
  const headers = { Cookie, Origin: HTTP, 'CF-Connecting-IP': freshAddress() };
  const bare = new Request(`${HTTP}/auth/logout`, { method: 'POST', headers });
  expect((await worker.fetch(bare)).status).toBe(200);
  expect((await getMe()).status).toBe(401);
});

it.each([
  ['POST', '/auth/signup'],
  ['POST', '/auth/login'],
  ['PATCH', '/auth/profile'],
  ['POST', '/auth/change-password'],
  ['POST', '/auth/logout'],
])('%s %s rejects a Content-Type other than application/json', async (method, path) => {
  const { Cookie } = await signUpInBrowser();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const headers = { Cookie, Origin: HTTP, 'Content-Type': type };
    const response = await send(HTTP + path, method, {}, headers);
    expect(await response.json()).toEqual(
      errorBody('UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be application/json'),
    );
    expect(response.status).toBe(415);
  }
});
