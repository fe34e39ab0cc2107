/** Only trusted origins can change state with the session cookie of the media contract (OWASP, CSRF). */
import { describe, expect, it } from 'vitest';
import { FOREIGN_HEADERS, SHOP, sendToAppWithShop } from '../support/other-sites.ts';
import { HTTP, openSignedInBrowser, REQUEST_COOKIE_HEADER, requestTo, send } from './cookie-browser.ts';
import { mediaError } from './golden.ts';

const FORBIDDEN = mediaError('INSUFFICIENT_PERMISSIONS', 'Admin access required');

/** Every route that changes state and accepts the cookie, with a valid body. */
const UNSAFE_ROUTES: [method: string, path: string, body: object | undefined][] = [
  ['PUT', '/api/auth/me', { preferences: { theme: 'dark' } }],
  ['DELETE', '/api/auth/me', { confirmation: 'DELETE_MY_ACCOUNT' }],
  ['POST', '/api/auth/refresh', undefined],
  ['POST', '/api/auth/logout', undefined],
];

const UNTRUSTED_HEADERS = [...FOREIGN_HEADERS, { ...REQUEST_COOKIE_HEADER }];

describe.each(UNSAFE_ROUTES)('%s %s by cookie', (method, path, sent) => {
  it.each(UNTRUSTED_HEADERS)(
    'the route rejects a request with the cookie and the headers %j, and changes nothing',
    async (headers) => {
      const { Cookie, getMe, body } = await openSignedInBrowser();
      const response = await send(HTTP + path, method, sent, { Cookie, ...headers });
      expect([response.status, await response.json()]).toEqual([403, FORBIDDEN]);
      expect(response.headers.getSetCookie()).toEqual([]);
      const { data } = await (await getMe()).json<{ data: { user: object } }>();
      expect(data.user).toMatchObject({ id: body.data.user.id, preferences: { theme: 'system' } });
    },
  );

  it.each([{ Origin: HTTP }, { 'Sec-Fetch-Site': 'same-origin' }])(
    'the route accepts a request with the cookie and the headers %j',
    async (headers) => {
      const { Cookie } = await openSignedInBrowser();
      expect((await send(HTTP + path, method, sent, { Cookie, ...headers })).status).toBe(200);
    },
  );

  it('the route accepts a request with the cookie from an allowed origin, which may read the response', async () => {
    const { Cookie } = await openSignedInBrowser();
    const response = await sendToAppWithShop(requestTo(HTTP + path, method, sent, { Cookie, Origin: SHOP }));
    expect(response.status).toBe(200);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(SHOP);
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBe('true');
  });

  it('the route rejects a request with the cookie and a Content-Type other than JSON', async () => {
    const { Cookie } = await openSignedInBrowser();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const headers = { Cookie, Origin: HTTP, 'Content-Type': type };
      expect((await send(HTTP + path, method, sent ?? {}, headers)).status).toBe(415);
    }
  });
});

it.each(UNSAFE_ROUTES.filter(([, path]) => path !== '/api/auth/refresh'))(
  '%s %s with a bearer token does not require a trusted origin',
  async (method, path, sent) => {
    const { accessToken, Cookie } = await openSignedInBrowser();
    const headers = { Authorization: `Bearer ${accessToken}`, Cookie, Origin: 'https://evil.test' };
    expect((await send(HTTP + path, method, sent, headers)).status).toBe(200);
  },
);

it('a refresh with the token in the body does not require a trusted origin', async () => {
  const { refreshToken, Cookie } = await openSignedInBrowser();
  const headers = { Cookie, Origin: 'https://evil.test' };
  expect((await send(`${HTTP}/api/auth/refresh`, 'POST', { refreshToken }, headers)).status).toBe(200);
});

it('a preflight allows the header that requests a cookie only if the origin is allowed', async () => {
  const preflight = (Origin: string) =>
    sendToAppWithShop(
      requestTo(`${HTTP}/api/auth/plex/login`, 'OPTIONS', undefined, {
        Origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,x-session-cookie',
      }),
    );
  expect((await preflight('https://evil.test')).headers.get('Access-Control-Allow-Origin')).toBeNull();
  const allowed = await preflight(SHOP);
  expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('x-session-cookie');
});
