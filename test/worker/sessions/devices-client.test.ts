/** The JavaScript, Python and cURL examples of the published devices document, run against the worker. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashPassword } from '../../../src/crypto/password-hash.ts';
import { browser, localStorage, resetBrowser } from '../plugs/browser.ts';
import { updateAccount } from '../support/accounts.ts';
import { call, freshAddress, PASSWORD, signUp } from '../support/client.ts';
import { aJwt, aTime, failure, HOUR, START } from '../support/golden.ts';
import { curl, fetchUserData, login, logout, navigator, refreshToken, requests } from './devices-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: the client reads untyped JSON
type Json = any;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  resetBrowser(freshAddress());
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * Creates an account with the values of the document. The password is stored directly, because a registration rejects
 * the password `password123` of the document.
 */
async function newDocumentAccount(fields: { email?: string; username: string; password: string }) {
  const { id, email } = await signUp();
  const account = { id, email: fields.email ?? email };
  const passwordHash = hashPassword(fields.password, undefined);
  await updateAccount(account, { username: fields.username, email: account.email, passwordHash });
  return account;
}

const userBody = (fields: { uuid: string; username: string; email: string }) => ({
  id: expect.any(Number),
  first_name: '',
  last_name: '',
  is_active: true,
  is_staff: false,
  is_superuser: false,
  date_joined: aTime,
  last_login: aTime,
  profile: { expired: false, expiry_date: null, created_at: aTime, updated_at: aTime },
  ...fields,
});

const blacklisted = (reason: string) => ({
  ...failure('UNAUTHORIZED', 'Token is blacklisted', { reason }),
  code: 'token_not_valid',
});

describe('the JavaScript example', () => {
  it('the JavaScript example logs in and stores both tokens', async () => {
    const { email } = await signUp();
    const data = await login(email, PASSWORD);
    const username = email.split('@')[0];
    expect(data).toEqual({
      refresh: aJwt,
      access: aJwt,
      user: { id: expect.any(Number), username, email, first_name: '', last_name: '' },
      session_id: expect.any(Number),
    });
    expect(localStorage.getItem('access_token')).toBe(data.access);
    expect(localStorage.getItem('refresh_token')).toBe(data.refresh);
    const { body } = await call('/auth/sessions/', { token: data.access });
    expect(body[0]).toMatchObject({ client_type: 'website', device_name: navigator.userAgent });
  });

  it('the JavaScript example reads the current user', async () => {
    const { email, id } = await signUp();
    const { user } = await login(email, PASSWORD);
    const expected = userBody({ uuid: id, username: user.username, email });
    expect(await fetchUserData()).toEqual({ ...expected, id: user.id });
  });

  it('the JavaScript example refreshes every hour with the newest token', async () => {
    const { email } = await signUp();
    await login(email, PASSWORD);
    const refreshTokens = new Set([localStorage.getItem('refresh_token')]);
    for (let hour = 1; hour <= 5; hour += 1) {
      vi.setSystemTime(START + hour * (HOUR + 1000));
      expect((await fetchUserData()).detail).toBe('Token has expired');
      await refreshToken();
      expect((await fetchUserData()).email).toBe(email);
      refreshTokens.add(localStorage.getItem('refresh_token'));
    }
    expect(refreshTokens.size).toBe(6);
  });

  it('the JavaScript example logs out and deletes both tokens, and copies of the tokens are rejected', async () => {
    const { email } = await signUp();
    const { access, refresh } = await login(email, PASSWORD);
    await logout();
    expect(browser.storage.size).toBe(0);
    expect((await call('/auth/users/me/', { token: access })).status).toBe(401);
    const refused = await call('/auth/token/refresh/', { body: { refresh } });
    expect(refused.body).toEqual(blacklisted('logged_out'));
  });

  it('the functions logout and refreshToken of the JavaScript example do not throw without tokens, and fetchUserData returns an error', async () => {
    await logout();
    await refreshToken();
    expect((await fetchUserData()).detail).toBe('Could not validate credentials');
  });
});

it('the Python example logs in, reads the current user, refreshes the tokens and logs out', async () => {
  const account = { email: 'user@example.com', username: 'bot_owner', password: 'password123' };
  const { id } = await newDocumentAccount(account);

  const response = await requests.post('http://your-server/api/v1/auth/token/', {
    json: {
      login: 'user@example.com',
      password: 'password123',
      client_type: 'telegram_bot',
      telegram_user_id: 123456789,
      telegram_username: '@bot_user',
    },
  });
  const tokens: Json = await response.json();
  const access_token = tokens.access;
  const refresh_token = tokens.refresh;

  const headers = { Authorization: `Bearer ${access_token}` };
  const user_info = await requests.get('http://your-server/api/v1/auth/users/me/', { headers });
  const { password: _password, ...fields } = account;
  expect(await user_info.json()).toEqual(userBody({ uuid: id, ...fields }));

  const refresh_response = await requests.post('http://your-server/api/v1/auth/token/refresh/', {
    json: { refresh: refresh_token },
  });
  const new_tokens: Json = await refresh_response.json();
  expect(new_tokens).toEqual({ access: aJwt, refresh: aJwt });

  // The document logs out with the refresh token from before the refresh. This token still identifies the session.
  const loggedOut = await requests.post('http://your-server/api/v1/auth/logout/', {
    json: { refresh: refresh_token },
  });
  expect(loggedOut.status).toBe(200);
  for (const token of [access_token, new_tokens.access]) {
    expect((await call('/auth/users/me/', { token })).body.error.reason).toBe('logged_out');
  }
});

it('the cURL examples log in, read the current user and list the sessions', async () => {
  const { id, email } = await newDocumentAccount({ username: 'admin', password: 'yourpassword' });
  const base = 'http://127.0.0.1:8000/api/v1/auth';
  const data = `{
    "username": "admin",
    "password": "yourpassword",
    "client_type": "telegram_bot"
  }`;
  const json = { 'Content-Type': 'application/json' };
  const signedIn: Json = await (await curl('POST', `${base}/token/`, json, data)).json();

  const bearer = { Authorization: `Bearer ${signedIn.access}` };
  const user: Json = await (await curl('GET', `${base}/users/me/`, bearer)).json();
  expect(user).toEqual({ ...userBody({ uuid: id, username: 'admin', email }), id: signedIn.user.id });

  const sessions: Json = await (await curl('GET', `${base}/sessions/`, bearer)).json();
  expect(sessions).toHaveLength(2);
  expect(sessions[0]).toEqual({
    id: signedIn.session_id,
    client_type: 'telegram_bot',
    device_name: 'curl',
    telegram_user_id: null,
    telegram_username: null,
    created_at: '2031-11-21T12:00:00.000Z',
    last_activity: '2031-11-21T12:00:00.000Z',
    expires_at: '2031-11-28T12:00:00.000Z',
    ip_address: '203.0.113.2',
    user_agent: 'curl/8.14.1',
    is_active: true,
    is_current: true,
  });
});
