/** The examples of the published document (reader.md): responses, errors and cURL calls. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { worker } from '../support/bindings.ts';
import { call, freshAddress, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { aJwt, failure, goldenUser, invalid, START } from '../support/golden.ts';
import { phone } from './reader-client.ts';
import { newPremiumReader } from './reading.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests check the JSON
type Json = any;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  phone.keychain.clear();
  phone.address = freshAddress();
});
afterEach(() => {
  vi.useRealTimers();
});

const tokens = {
  access: aJwt,
  refresh: aJwt,
  access_token: aJwt,
  refresh_token: aJwt,
  token_type: 'bearer',
  expires_in: expect.any(Number),
};

describe('the examples of responses', () => {
  it('a registration returns 201 with the documented fields, and with each token also under its OAuth name', async () => {
    const email = freshEmail();
    const { status, body } = await call('/auth/register', { body: { email, password: 'securepassword123' } });
    expect(status).toBe(201);
    expect(body).toEqual({ user: goldenUser(email), tokens, session_id: expect.any(Number) });
    expect(body.tokens.access).toBe(body.tokens.access_token);
    expect(body.tokens.refresh).toBe(body.tokens.refresh_token);
  });

  it('a login to an account with a chosen user name, a request to /auth/me and a refresh return the documented responses', async () => {
    const email = freshEmail();
    const username = `optional_${email.split('@')[0]}`;
    await call('/auth/register', { body: { email, password: PASSWORD, username } });
    const login = await call('/auth/login', { body: { email, password: PASSWORD } });
    expect(login.status).toBe(200);
    const user = { ...goldenUser(email), username };
    expect(login.body).toEqual({ user, tokens, session_id: expect.any(Number) });
    const me = await call('/auth/me', { token: login.body.tokens.access });
    const { is_active: _active, updated_at: _updated, ...shown } = user;
    expect([me.status, me.body]).toEqual([200, { ...shown, has_active_subscription: false }]);
    const refreshed = await call('/auth/refresh', { body: { refresh: login.body.tokens.refresh } });
    expect(refreshed.status).toBe(200);
    expect(refreshed.body).toEqual({
      access: aJwt,
      access_token: aJwt,
      token_type: 'bearer',
      expires_in: expect.any(Number),
    });
  });

  it('the response of /auth/me has an active subscription for a premium reader', async () => {
    const { token } = await newPremiumReader();
    expect((await call('/auth/me', { token })).body).toMatchObject({
      is_premium: true,
      has_active_subscription: true,
    });
  });
});

describe('the examples of errors', () => {
  const BOTH_REQUIRED = 'Email and password are required';

  it.each(['/auth/register', '/auth/login'])(
    'a request to %s without an e-mail address or a password has the documented error',
    async (path) => {
      for (const sent of [{}, { email: 'a@example.com' }, { password: 'x' }, { email: '', password: '' }]) {
        const { status, body } = await call(path, { body: sent });
        expect(status).toBe(400);
        expect(body).toMatchObject(failure('BAD_REQUEST', BOTH_REQUIRED));
        for (const { message } of body.error.details) expect(message).toBe(BOTH_REQUIRED);
      }
    },
  );

  it('a registration with a taken e-mail address has the documented error', async () => {
    const { email } = await signUp();
    const { status, body } = await call('/auth/register', { body: { email, password: PASSWORD } });
    expect(status).toBe(400);
    expect(body).toEqual(failure('BAD_REQUEST', 'User with this email already exists'));
  });

  it('a registration with a short password has the documented error', async () => {
    const { status, body } = await call('/auth/register', {
      body: { email: freshEmail(), password: 'x7!kQ' },
    });
    const message = 'This password is too short. It must contain at least 8 characters.';
    expect(status).toBe(400);
    expect(body).toEqual(invalid({ field: 'password', message }));
  });

  it('a login with a wrong password or an unknown e-mail address has the documented error', async () => {
    const { email } = await signUp();
    for (const sent of [email, freshEmail()]) {
      const { status, body } = await call('/auth/login', { body: { email: sent, password: 'wrong' } });
      expect([status, body]).toEqual([401, failure('UNAUTHORIZED', 'Invalid email or password')]);
    }
  });

  it('a request to /auth/me without a token has the documented error', async () => {
    const { status, body } = await call('/auth/me');
    const message = 'Authentication credentials were not provided.';
    expect([status, body]).toEqual([401, failure('UNAUTHORIZED', message)]);
  });

  it('a refresh without a token or with an invalid token has the documented errors', async () => {
    const missing = await call('/auth/refresh', { body: {} });
    expect([missing.status, missing.body]).toEqual([
      400,
      failure('BAD_REQUEST', 'Refresh token is required'),
    ]);
    const { token } = await signUp();
    for (const refresh of ['nonsense', token]) {
      const { status, body } = await call('/auth/refresh', { body: { refresh } });
      expect(status).toBe(400);
      expect(body).toEqual(invalid({ field: 'refresh', message: 'Invalid refresh token' }));
    }
  });
});

it('the cURL examples succeed as they are written', async () => {
  const run = (path: string, init: { method: string; headers: Record<string, string>; body?: string }) =>
    worker.fetch(
      new Request(`http://localhost:8000/api/v1${path}`, {
        ...init,
        headers: { ...init.headers, 'User-Agent': 'curl/8.14.1', 'CF-Connecting-IP': phone.address },
      }),
    );
  const json = { 'Content-Type': 'application/json' };
  const body = '{"email":"test@example.com","password":"testpass123"}';
  const registration = await run('/auth/register', { method: 'POST', headers: json, body });
  expect(registration.status).toBe(201);
  const login = await run('/auth/login', { method: 'POST', headers: json, body });
  const signedIn = (await login.json()) as Json;
  const bearer = { Authorization: `Bearer ${signedIn.tokens.access}` };
  const me = await run('/auth/me', { method: 'GET', headers: bearer });
  expect(await me.json()).toMatchObject({ email: 'test@example.com', username: 'test' });
  const refresh = JSON.stringify({ refresh: signedIn.tokens.refresh });
  const refreshed = await run('/auth/refresh', { method: 'POST', headers: json, body: refresh });
  expect(await refreshed.json()).toMatchObject({ access: aJwt });
});
