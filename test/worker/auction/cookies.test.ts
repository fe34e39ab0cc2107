/** The session cookie of the auction contract, and its protection against cross-site requests. */
import { createExecutionContext } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings, worker } from '../support/bindings.ts';
import { checked } from '../support/checked.ts';
import { call, freshAddress, freshEmail } from '../support/client.ts';
import { DAY, START } from '../support/golden.ts';
import { DENIED, error, JOHN, login, NEW_PASSWORD, NO_SESSION, PASSWORD } from './auction.ts';

afterEach(() => {
  vi.useRealTimers();
});

const HTTP = 'http://plugs.test';
const HTTPS = 'https://plugs.test';
const LIFETIME_SECONDS = 7 * 86_400;
const SHOP = 'https://shop.test';

const appWithShop = createApp(parseConfiguration({ ...bindings, ALLOWED_ORIGINS: SHOP }));
const sendToAppWithShop = checked(
  async (request) => appWithShop.fetch(request, bindings, createExecutionContext()),
  bindings,
);

function request(url: string, method: string, sent: unknown, headers: Record<string, string> = {}): Request {
  const defaults = { 'Content-Type': 'application/json', 'CF-Connecting-IP': freshAddress() };
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
  return new Request(url, { method, headers: { ...defaults, ...headers }, ...body });
}

const send = (...sent: Parameters<typeof request>) => worker.fetch(request(...sent));

/** A new account in a browser that authenticates only with the cookie. */
async function browser(origin = HTTP) {
  const email = freshEmail('browser');
  const answer = await send(`${origin}/auth/signup`, 'POST', { ...JOHN, email, password: PASSWORD });
  const [line = ''] = answer.headers.getSetCookie();
  const { auth_token } = await answer.json<{ auth_token: { access_token: string; refresh_token: string } }>();
  const [Cookie = ''] = line.split(';', 1);
  const getMe = (headers: Record<string, string> = {}) =>
    send(`${origin}/auth/me`, 'GET', undefined, { Cookie, ...headers });
  return { email, line, Cookie, token: auth_token.access_token, refresh: auth_token.refresh_token, getMe };
}

/** Every request that changes state and accepts the cookie. */
const UNSAFE: [string, string, object | undefined][] = [
  ['PATCH', '/auth/profile', { name: 'Mallory' }],
  ['POST', '/auth/change-password', { current_password: PASSWORD, new_password: NEW_PASSWORD }],
  ['POST', '/auth/logout', undefined],
];

const FOREIGN: Record<string, string>[] = [
  {},
  { Origin: 'https://evil.test' },
  { Origin: 'null' },
  { Origin: HTTPS },
  { Origin: 'http://plugs.test.evil.test' },
  { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'same-origin' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
  { Authorization: 'Basic bm9ib2R5' },
];

describe('the cookie', () => {
  it('over http contains the access token and lasts as long as the token', async () => {
    const { line, token } = await browser(HTTP);
    expect(line).toBe(`plugs_session=${token}; Max-Age=${LIFETIME_SECONDS}; Path=/; HttpOnly; SameSite=Lax`);
  });

  it('over https is a __Host- cookie and Secure', async () => {
    const { line, token } = await browser(HTTPS);
    const attributes = `Max-Age=${LIFETIME_SECONDS}; Path=/; HttpOnly; Secure; SameSite=Lax`;
    expect(line).toBe(`__Host-plugs_session=${token}; ${attributes}`);
  });

  it.each([HTTP, HTTPS])('is set by a successful login on %s, and not by a failed one', async (origin) => {
    const { email } = await browser(origin);
    const right = await send(`${origin}/auth/login`, 'POST', { email, password: PASSWORD });
    const wrong = await send(`${origin}/auth/login`, 'POST', { email, password: 'no' });
    expect(right.headers.getSetCookie()).toHaveLength(1);
    expect(right.headers.get('Cache-Control')).toBe('no-store');
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it.each([HTTP, HTTPS])('authenticates a read on %s', async (origin) => {
    expect((await (await browser(origin)).getMe()).status).toBe(200);
  });

  it('over https is accepted only under its __Host- name', async () => {
    const { token } = await browser(HTTPS);
    const planted = { Cookie: `plugs_session=${token}` };
    expect((await send(`${HTTPS}/auth/me`, 'GET', undefined, planted)).status).toBe(401);
  });

  it.each([HTTP, HTTPS])('is cleared on %s by a logout, which ends the session', async (origin) => {
    const { Cookie, line, getMe } = await browser(origin);
    const answer = await send(`${origin}/auth/logout`, 'POST', undefined, { Cookie, Origin: origin });
    expect(await answer.json()).toEqual({ success: true, message: 'Logged out' });
    const cleared = line.replace(/=[^;]*; Max-Age=\d+/, '=; Max-Age=0');
    expect(answer.headers.getSetCookie()).toEqual([cleared]);
    expect(answer.headers.get('Clear-Site-Data')).toBe('"cache"');
    expect((await getMe()).status).toBe(401);
  });

  it.each([HTTP, HTTPS])('is replaced on %s by a login, which ends the previous session', async (origin) => {
    const { Cookie, email, getMe } = await browser(origin);
    const device = (await login(email, PASSWORD)).body.auth_token.access_token;
    const answer = await send(`${origin}/auth/login`, 'POST', { email, password: PASSWORD }, { Cookie });
    expect(answer.status).toBe(200);
    const { auth_token } = await answer.json<{ auth_token: { access_token: string } }>();
    expect(await (await getMe()).json()).toEqual(NO_SESSION('SESSION_ENDED'));
    for (const token of [auth_token.access_token, device]) {
      expect((await call('//auth/me', { token })).status).toBe(200);
    }
  });

  it('is replaced by a signup and by the login of another account, which end the previous session', async () => {
    const [one, other] = [await browser(), await browser()];
    const fresh = { ...JOHN, email: freshEmail('browser'), password: PASSWORD };
    const signedUp = await send(`${HTTP}/auth/signup`, 'POST', fresh, { Cookie: one.Cookie });
    expect([signedUp.status, (await one.getMe()).status]).toEqual([200, 401]);
    const credentials = { email: fresh.email, password: PASSWORD };
    const signedIn = await send(`${HTTP}/auth/login`, 'POST', credentials, { Cookie: other.Cookie });
    expect([signedIn.status, (await other.getMe()).status]).toEqual([200, 401]);
  });

  it('is neither replaced nor ended by a failed login', async () => {
    const { Cookie, email, getMe } = await browser();
    const answer = await send(`${HTTP}/auth/login`, 'POST', { email, password: 'no' }, { Cookie });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
    expect((await getMe()).status).toBe(200);
  });

  it.each(['invalid', ''])('does not prevent a login when it is invalid: %s', async (token) => {
    const { email } = await browser();
    const headers = { Cookie: `plugs_session=${token}` };
    const answer = await send(`${HTTP}/auth/login`, 'POST', { email, password: PASSWORD }, headers);
    expect([answer.status, answer.headers.getSetCookie().length]).toEqual([200, 1]);
  });

  it('is rejected when it contains a refresh token, is malformed or has expired', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { refresh, getMe } = await browser();
    const swapped = await getMe({ Cookie: `plugs_session=${refresh}` });
    expect(await swapped.json()).toEqual(NO_SESSION('TOKEN_INVALID'));
    expect(await (await getMe({ Cookie: 'plugs_session=x' })).json()).toEqual(NO_SESSION('TOKEN_INVALID'));
    vi.setSystemTime(START + 7 * DAY);
    expect(await (await getMe()).json()).toEqual(NO_SESSION('TOKEN_EXPIRED'));
  });

  it('is ignored when there is a bearer token, also an invalid one', async () => {
    const [one, other] = [await browser(), await browser()];
    const { user } = await (await one.getMe({ Authorization: `Bearer ${other.token}` })).json<{
      user: { email: string };
    }>();
    expect(user.email).toBe(other.email);
    expect((await one.getMe({ Authorization: 'Bearer broken' })).status).toBe(401);
  });

  it('does not authenticate on the other contracts, which have no protection for cookies', async () => {
    const { Cookie } = await browser();
    for (const path of ['/auth/me', '/plugs/', '//api/auth/me']) {
      expect((await call(path, { headers: { Cookie, Origin: HTTP } })).status).toBe(401);
    }
  });
});

describe.each(UNSAFE)('%s %s by cookie', (method, path, sent) => {
  it.each(FOREIGN)('is rejected with %j and changes nothing', async (headers) => {
    const { Cookie, email, getMe } = await browser();
    const answer = await send(HTTP + path, method, sent, { Cookie, ...headers });
    expect(await answer.json()).toEqual(DENIED);
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
    const { user } = await (await getMe()).json<{ user: { name: string } }>();
    expect(user.name).toBe(JOHN.name);
    expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it.each([{ Origin: HTTP }, { 'Sec-Fetch-Site': 'same-origin' }])('is accepted with %j', async (headers) => {
    const { Cookie } = await browser();
    expect((await send(HTTP + path, method, sent, { Cookie, ...headers })).status).toBe(200);
  });

  it('is accepted from an allowed origin, which may read the response', async () => {
    const { Cookie } = await browser();
    const answer = await sendToAppWithShop(request(HTTP + path, method, sent, { Cookie, Origin: SHOP }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(SHOP);
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBe('true');
  });

  it('does not require a trusted origin with a bearer token', async () => {
    const { token, Cookie } = await browser();
    const headers = { Authorization: `Bearer ${token}`, Cookie, Origin: 'https://evil.test' };
    expect((await send(HTTP + path, method, sent, headers)).status).toBe(200);
  });
});

it('a logout requires neither a body nor a Content-Type', async () => {
  const { Cookie, getMe } = await browser();
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
])('%s %s rejects a body that is not JSON', async (method, path) => {
  const { Cookie } = await browser();
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const headers = { Cookie, Origin: HTTP, 'Content-Type': type };
    const answer = await send(HTTP + path, method, {}, headers);
    expect(await answer.json()).toEqual(
      error('UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be application/json'),
    );
    expect(answer.status).toBe(415);
  }
});
