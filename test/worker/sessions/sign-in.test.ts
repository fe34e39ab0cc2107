/** The responses of login, `/auth/me` and refresh, and the tokens that these routes accept. */
import { afterEach, expect, it, vi } from 'vitest';
import { call, freshEmail, PASSWORD, signUp, type TestResponse } from '../support/client.ts';
import { aJwt, aTime, failure, goldenUser, HOUR, invalid, MINUTE, START } from '../support/golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const logIn = (body: Record<string, unknown>) => call('/auth/login', { body });
const refresh = (body: unknown) => call('/auth/refresh', { body });
const me = (token?: string, headers?: Record<string, string>) =>
  call('/auth/me', { token, ...(headers && { headers }) });

/**
 * The expected `tokens` of a response. `access` and `refresh` repeat the tokens of `access_token` and `refresh_token`.
 */
function expectedTokens(pair: Record<string, string>) {
  return {
    access_token: aJwt,
    refresh_token: aJwt,
    token_type: 'bearer',
    expires_in: 1800,
    access: pair.access_token,
    refresh: pair.refresh_token,
  };
}

function expectResponse({ status, body }: TestResponse, wantedStatus: number, wantedBody: unknown): void {
  expect(body).toEqual(wantedBody);
  expect(status).toBe(wantedStatus);
}

it('a login returns the user, the tokens and the session', async () => {
  const { email, id } = await signUp();
  const { status, body, headers } = await logIn({ email, password: PASSWORD });
  expect(status).toBe(200);
  expect(body).toEqual({
    user: goldenUser(email, id),
    tokens: expectedTokens(body.tokens),
    session_id: expect.any(Number),
  });
  expect(headers.get('Cache-Control')).toBe('no-store');
});

it('a login ignores spaces and letter case of the e-mail address, and unknown fields', async () => {
  const { email, id } = await signUp();
  const { body } = await logIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD, is_premium: true });
  expect(body.user).toMatchObject({ id, is_premium: false });
});

it.each([
  [{}, ['email', 'password']],
  [{ email: 'a@example.com' }, ['password']],
  [{ password: 'x' }, ['email']],
  [{ email: ' ', password: '' }, ['email', 'password']],
  [{ email: null, password: 7 }, ['email', 'password']],
])('a login with %j is rejected with an error for each missing or invalid field', async (body, fields) => {
  const message = 'Email and password are required';
  expectResponse(await logIn(body), 400, invalid(...fields.map((field) => ({ field, message }))));
});

it('an app with a CFNetwork user agent and without a client type gets the access token lifetime of iOS', async () => {
  const { email } = await signUp();
  const headers = { 'User-Agent': 'Reader/1 CFNetwork/1490.0.4 Darwin/23.2.0' };
  const { body } = await call('/auth/login', { body: { email, password: PASSWORD }, headers });
  expect(body.tokens.expires_in).toBe(7 * 24 * 3600);
});

it('an unknown address and a wrong password have the same response, including the header names', async () => {
  const { email } = await signUp();
  const wrong = await logIn({ email, password: 'wrong' });
  const unknown = await logIn({ email: freshEmail('unknown'), password: 'wrong' });
  for (const response of [wrong, unknown]) {
    expectResponse(response, 401, failure('UNAUTHORIZED', 'Invalid email or password'));
  }
  expect([...unknown.headers.keys()].sort()).toEqual([...wrong.headers.keys()].sort());
});

it('the route /auth/me returns the account of the caller', async () => {
  const { token, id, email } = await signUp();
  expectResponse(await me(token), 200, {
    id,
    email,
    username: email.split('@')[0],
    is_premium: false,
    has_active_subscription: false,
    first_name: '',
    last_name: '',
    timezone: 'UTC',
    is_verified: false,
    created_at: aTime,
  });
});

it('the scheme of a bearer token is case-insensitive', async () => {
  const { token } = await signUp();
  expect((await me(undefined, { Authorization: `bearer ${token}` })).status).toBe(200);
});

it.each([undefined, 'Basic dXNlcjpwYXNz', 'Bearer', ''])(
  'the Authorization header %j counts as no token',
  async (header) => {
    const response = await me(undefined, header === undefined ? undefined : { Authorization: header });
    expectResponse(response, 401, failure('UNAUTHORIZED', 'Authentication credentials were not provided.'));
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
  },
);

it('the contact manager has its own error body for a missing token and for an invalid token', async () => {
  expectResponse(await call('/plugs/'), 401, failure('HTTP_ERROR', 'Authentication required'));
  expectResponse(
    await call('/plugs/', { token: 'garbage' }),
    401,
    failure('HTTP_ERROR', 'Could not validate credentials'),
  );
});

it.each(['garbage', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.'])(
  'the token %s is rejected as invalid',
  async (token) => {
    expectResponse(await me(token), 401, failure('UNAUTHORIZED', 'Could not validate credentials'));
  },
);

it('the routes of the account and of the contact manager reject an expired access token as expired', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { token } = await signUp();
  vi.setSystemTime(START + 31 * MINUTE);
  expectResponse(await me(token), 401, failure('UNAUTHORIZED', 'Token has expired'));
  expectResponse(await call('/plugs/', { token }), 401, failure('HTTP_ERROR', 'Token has expired'));
});

it('an access token is still valid one second before thirty minutes have passed', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { token } = await signUp();
  vi.setSystemTime(START + 30 * MINUTE - 1000);
  expect((await me(token)).status).toBe(200);
});

it('an access token is not accepted as a refresh token, and a refresh token not as an access token', async () => {
  const { token, refreshToken } = await signUp();
  const message = 'Could not validate credentials';
  expectResponse(await me(refreshToken), 401, failure('UNAUTHORIZED', message));
  expectResponse(await refresh({ refresh_token: token }), 401, failure('UNAUTHORIZED', message));
});

it('a refresh issues a valid pair of tokens', async () => {
  const { refreshToken } = await signUp();
  const { status, body } = await refresh({ refresh_token: refreshToken });
  expect(status).toBe(200);
  expect(body).toEqual(expectedTokens(body));
  expect((await me(body.access_token)).status).toBe(200);
});

it('a refresh with the field `refresh` issues only an access token', async () => {
  const registered = await call('/auth/register', { body: { email: freshEmail(), password: PASSWORD } });
  const { status, body } = await refresh({ refresh: registered.body.tokens.refresh });
  expect(status).toBe(200);
  expect(body).toEqual({
    access: aJwt,
    access_token: body.access,
    token_type: 'bearer',
    expires_in: 7 * 24 * 3600,
  });
  expect((await me(body.access)).status).toBe(200);
});

it.each([{}, { refresh_token: null }, { refresh: '' }, { refresh_token: '' }])(
  'a refresh with %j is rejected because no refresh token is sent',
  async (body) => {
    const response = await refresh(body);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ detail: 'Refresh token is required' });
  },
);

it('the response to an invalid refresh token is 401 for the field `refresh_token` and 400 for the field `refresh`', async () => {
  const details = [{ field: 'refresh', message: 'Invalid refresh token' }];
  const unauthorized = failure('UNAUTHORIZED', 'Could not validate credentials');
  expectResponse(await refresh({ refresh_token: 'garbage' }), 401, unauthorized);
  expectResponse(await refresh({ refresh: 'garbage' }), 400, invalid(...details));
});

it('an expired refresh token is rejected as expired', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { refreshToken } = await signUp();
  vi.setSystemTime(START + 7 * 24 * HOUR + 1000);
  const response = await refresh({ refresh_token: refreshToken });
  expect(response.status).toBe(401);
  expect(response.body).toMatchObject({ detail: 'Token has expired' });
});
