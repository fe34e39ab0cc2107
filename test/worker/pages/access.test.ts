/**
 * The pages accept only their own cookie. The APIs reject the token of this cookie. A sign-in redirects only to pages.
 */
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../contracts/routes.ts';
import { call, PASSWORD, signUp } from '../support/client.ts';
import { readPage, sendForm, signUpOnPage } from './page-client.ts';

const WEEK_SECONDS = 7 * 86_400;
const pageRoutes = ROUTES.filter(({ access }) => access === 'page');
const routeCases = pageRoutes.map((route) => [`${route.method} ${route.path}`, route] as const);

describe('a page for signed-in users', () => {
  it.each(routeCases)(
    'the route %s serves a request with the cookie of the pages',
    async (_, { path, status, form }) => {
      const { cookie } = await signUpOnPage();
      const response = form
        ? await sendForm(`/${path}`, form({} as never), { cookie })
        : await readPage(`/${path}`, { cookie });
      expect(response.status).toBe(status);
    },
  );

  it.each(routeCases)(
    'without a session, the route %s redirects to the sign-in, or rejects a form with 401 and a link to the sign-in',
    async (_, { path, method, form }) => {
      if (form) {
        const response = await sendForm(`/${path}`, form({} as never));
        expect(response.status).toBe(401);
        expect(response.body).toContain('/web/sign-in');
        return;
      }
      const response = await readPage(`/${path}`);
      expect([method, response.status]).toEqual(['GET', 303]);
      expect(response.headers.get('Location')).toMatch(/^\/web\/sign-in/);
    },
  );
});

it('the cookie is HttpOnly and SameSite=Lax, and contains a token of type page that is valid for 7 days', async () => {
  const { email } = await signUpOnPage();
  const response = await sendForm('//web/sign-in', { email, password: PASSWORD });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^plugs_web=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
  const claims = decodeJwt(/=([^;]+)/.exec(cookie)?.[1] ?? '');
  expect(claims.typ).toBe('page');
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(WEEK_SECONDS);
});

it('the APIs reject the token of the pages', async () => {
  const { cookie } = await signUpOnPage();
  const token = cookie.slice('plugs_web='.length);
  for (const path of ['/auth/me', '/plugs/', '//api/auth/me', '//auth/me?user_id=1']) {
    expect([path, (await call(path, { token })).status]).toEqual([path, 401]);
  }
  const auctionResponse = await call('//auth/me?user_id=1', {
    headers: { Cookie: `plugs_session=${token}` },
  });
  expect(auctionResponse.status).toBe(401);
  expect((await call('/auth/refresh', { body: { refresh_token: token } })).status).toBe(401);
});

it('the pages reject the tokens of the APIs', async () => {
  const { token, refreshToken } = await signUp();
  for (const other of [token, refreshToken, 'none']) {
    expect((await readPage('//web', { cookie: `plugs_web=${other}` })).status).toBe(303);
  }
  expect((await readPage('//web', { cookie: `plugs_session=${token}` })).status).toBe(303);
  expect((await call('//web', { token })).status).toBe(303);
});

describe('the page after the sign-in', () => {
  it.each(['/web/account', '/web/account?notice=saved', '/admin/accounts'])(
    'a sign-in redirects to the requested page %s',
    async (next) => {
      const { email } = await signUpOnPage();
      const response = await sendForm('//web/sign-in', { email, password: PASSWORD, next });
      expect(response.headers.get('Location')).toBe(next);
    },
  );

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/web\\..\\',
    '/docs',
    '/webbed',
    'javascript:1',
    '/web/\nx',
    '/web/account?\r\nname: value',
    '/admin/\0',
    '/web/\u0085',
  ])('a sign-in redirects to /web instead of %j', async (next) => {
    const { email } = await signUpOnPage();
    const response = await sendForm('//web/sign-in', { email, password: PASSWORD, next });
    expect(response.headers.get('Location')).toBe('/web');
  });
});
