/**
 * Values that forms and clients in other programming languages send: blank parameters, null, booleans and client types
 * in other letter cases, and names of time zones. Also the remaining lifetime of a code that is requested twice.
 */

import { createExecutionContext } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { newAdministrator } from '../sessions/device.ts';
import { accountRow } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { START } from '../support/golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const app = createApp(parseConfiguration(bindings));

/**
 * Sends a GET request without the check against the OpenAPI document, because the document does not describe the blank
 * and misspelt values of these tests.
 */
async function read(path: string, token: string) {
  const url = path.startsWith('//') ? `http://plugs.test${path.slice(1)}` : `http://plugs.test/api/v1${path}`;
  const headers = { Authorization: `Bearer ${token}`, 'CF-Connecting-IP': '203.0.113.20' };
  const response = await app.fetch(new Request(url, { headers }), bindings, createExecutionContext());
  // biome-ignore lint/suspicious/noExplicitAny: the test asserts the shape of the JSON
  return { status: response.status, body: (await response.json()) as any };
}

describe('a query', () => {
  it('a query with blank parameters has the same status as the query without the parameters', async () => {
    const { token } = await newAdministrator();
    const paths = [
      '/auth/users/',
      '/passages',
      '/plugs/',
      '/auth/events',
      '/auth/sessions/',
      '//api/admin/users',
    ];
    const blank =
      'page=&page_size=&pageSize=+&search=&is_active=&limit=%20&skip=&cursor=&sort=&tag=&all&difficulty=';
    for (const path of paths) {
      const [plain, filled] = [await read(path, token), await read(`${path}?${blank}`, token)];
      expect([path, filled.status]).toEqual([path, plain.status]);
      expect(filled.status).toBe(200);
    }
  });

  it('the response to parameters with the text null has the same fields as without the parameters, and the text nulls is rejected', async () => {
    const { token } = await newAdministrator();
    const paths = [
      '/auth/users/',
      '/passages',
      '/plugs/',
      '/auth/events',
      '/auth/sessions/',
      '//api/admin/users',
    ];
    const unset = [
      'page',
      'page_size',
      'pageSize',
      'is_active',
      'limit',
      'skip',
      'cursor',
      'sort',
      'all',
      'priority',
    ];
    const query = unset.map((name) => `${name}=null`).join('&');
    for (const path of paths) {
      const [plain, filled] = [await read(path, token), await read(`${path}?${query}`, token)];
      expect([path, filled.status, Object.keys(filled.body)]).toEqual([path, 200, Object.keys(plain.body)]);
    }
    expect((await read('/plugs/?limit=nulls', token)).status).toBe(400);
  });

  it('a search and a filter by tag treat the word null as text', async () => {
    const { token } = await signUp();
    const plug = { first_name: 'Null', last_name: 'Island', tags: ['null'] };
    await call('/plugs/', { token, body: plug });
    await call('/plugs/', { token, body: { first_name: 'Ada', last_name: 'Lovelace' } });
    for (const path of ['/plugs/search?q=null', '/plugs/?tag=null']) {
      const { status, body } = await read(path, token);
      expect([path, status, body.total]).toEqual([path, 200, 1]);
    }
  });

  it.each(['True', 'TRUE', 'true'])(
    'the parameter all accepts the boolean %s and rejects the text yes',
    async (value) => {
      const { token } = await signUp();
      const { status, body } = await read(`/auth/sessions/?all=${value}`, token);
      expect([status, 'ended_reason' in body[0]]).toEqual([200, true]);
      expect((await read('/auth/sessions/?all=yes', token)).status).toBe(400);
    },
  );
});

describe('a body', () => {
  it.each([null, '', ' '])('a token that is %j in a body counts as absent', async (none) => {
    const { refreshToken } = await signUp();
    const pair = await call('/auth/refresh', { body: { refresh: none, refresh_token: refreshToken } });
    expect([pair.status, typeof pair.body.refresh_token]).toEqual([200, 'string']);
    const { access_token: token, refresh_token: refresh } = pair.body;
    const accessOnly = await call('/auth/refresh', { body: { refresh_token: none, refresh } });
    expect([accessOnly.status, typeof accessOnly.body.access]).toEqual([200, 'string']);
    expect((await call('/auth/refresh', { body: { refresh_token: none } })).body.detail).toBe(
      'Refresh token is required',
    );
    const loggedOut = await call('/auth/logout', { token, body: { refresh: none, refresh_token: none } });
    expect(loggedOut.status).toBe(200);
  });

  it.each([null, '', ' '])('a telegram_user_id that is %j in a body counts as absent', async (none) => {
    const { email } = await signUp();
    const body = { email, password: PASSWORD, telegram_user_id: none };
    expect((await call('/auth/token/', { body })).status).toBe(200);
  });

  it.each(['x', 0, -5, 1.5])('a telegram_user_id that is %j is rejected', async (telegram_user_id) => {
    const wrong = await call('/auth/token/', {
      body: { email: 'a@example.com', password: PASSWORD, telegram_user_id },
    });
    expect(wrong.body.detail).toBe('telegram_user_id must be a positive whole number');
  });

  it('the revocation of all sessions with keep_current null also ends the current session', async () => {
    const { token } = await signUp();
    const { status } = await call('/auth/sessions/revoke_all/', { token, body: { keep_current: null } });
    expect(status).toBe(200);
    expect((await call('/auth/me', { token })).status).toBe(401);
  });

  it.each([
    ['IOS', 604_800, 'ios'],
    ['Web', 1800, 'web'],
    ['My Tool', 604_800, 'My Tool'],
  ])(
    'a registration with the client_type %s gets access tokens for %i seconds and a session of the type %s',
    async (client_type, expiresIn, shown) => {
      const { body } = await call('/auth/register', {
        body: { email: freshEmail(), password: PASSWORD, client_type },
      });
      expect(body.tokens.expires_in).toBe(expiresIn);
      const sessions = await call('/auth/sessions/', { token: body.tokens.access_token });
      expect(sessions.body[0].client_type).toBe(shown);
    },
  );
});

it.each(['IST', 'PST', 'BST', 'cst', 'SystemV/PST8'])(
  'the name %s is rejected as a time zone',
  async (timezone) => {
    const account = await signUp();
    const sent = { method: 'PUT', token: account.token, body: { timezone } };
    expect((await call('/auth/timezone', sent)).status).toBe(400);
    const registered = { email: freshEmail(), password: PASSWORD, timezone };
    expect((await call('/auth/register', { body: registered })).status).toBe(400);
    expect((await accountRow(account))?.timeZone).toBe('UTC');
  },
);

describe('a second request for a code', () => {
  it.each(['with', 'without'])(
    'a second request for a code to an address %s an account returns the remaining seconds of the first code until this code expires',
    async (withOrWithout) => {
      vi.useFakeTimers({ toFake: ['Date'], now: START });
      const email = withOrWithout === 'with' ? (await signUp()).email : freshEmail('unknown');
      const requestCode = async () => (await call('/auth/send-otp', { body: { email } })).body.expires_in;
      expect(await requestCode()).toBe(300);
      vi.setSystemTime(START + 100_000);
      expect(await requestCode()).toBe(200);
      vi.setSystemTime(START + 300_000);
      expect(await requestCode()).toBe(300);
    },
  );

  it.each([
    ['/auth/verify-email/send', {}],
    ['/auth/change-email', { new_email: 'moved.here@example.com' }],
  ])(
    'a second request for a code by the route %s returns the remaining seconds of the first code',
    async (path, body) => {
      vi.useFakeTimers({ toFake: ['Date'], now: START });
      const { token } = await signUp();
      const requestCode = async () => (await call(path, { token, body })).body.expires_in;
      expect(await requestCode()).toBe(300);
      vi.setSystemTime(START + 60_000);
      expect(await requestCode()).toBe(240);
    },
  );
});
