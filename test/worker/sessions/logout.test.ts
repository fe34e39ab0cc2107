/**
 * The logout: a refresh token in the body or a bearer token ends its session. An access token in the body or a token
 * with an invalid signature ends no session.
 */
import { afterEach, expect, it, vi } from 'vitest';
import { call, PASSWORD, signUp, type TestResponse } from '../support/client.ts';
import { failure, HOUR, START } from '../support/golden.ts';

afterEach(() => {
  vi.useRealTimers();
});

const logOut = (body: unknown, token?: string) => call('/auth/logout/', { method: 'POST', body, token });
const me = (token: string) => call('/auth/me', { token });
const refresh = (body: unknown) => call('/auth/refresh', { body });

const LOGGED_OUT = {
  message: 'Logout successful',
  detail: 'Session revoked and token blacklisted',
  success: true,
};
const ENDED = failure('UNAUTHORIZED', 'Could not validate credentials', { reason: 'logged_out' });

it('a logout ends the session, and both tokens are then rejected with the reason', async () => {
  const { token, refreshToken } = await signUp();
  const response = await logOut({ refresh_token: refreshToken }, token);
  expect(response.status).toBe(200);
  expect(response.body).toEqual(LOGGED_OUT);
  for (const refused of [await me(token), await refresh({ refresh_token: refreshToken })]) {
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual(ENDED);
  }
  const plugs = await call('/plugs/', { token });
  expect(plugs.body).toEqual(
    failure('HTTP_ERROR', 'Could not validate credentials', { reason: 'logged_out' }),
  );
});

it('a refresh with the field `refresh` after a logout is rejected with 400', async () => {
  const { refreshToken } = await signUp();
  await logOut({ refresh: refreshToken });
  const response = await refresh({ refresh: refreshToken });
  expect(response.status).toBe(400);
  expect(response.body.detail).toBe('Invalid refresh token');
});

interface Tokens {
  token: string;
  refreshToken: string;
}

/** Signs up and expects that a logout succeeds, also when the request is repeated, and that the session has ended. */
async function expectAcceptedTwice(logOutWith: (tokens: Tokens) => Promise<TestResponse>): Promise<void> {
  const account = await signUp();
  for (let time = 0; time < 2; time += 1) {
    const response = await logOutWith(account);
    expect(response.body).toEqual(LOGGED_OUT);
    expect(response.status).toBe(200);
  }
  expect((await me(account.token)).status).toBe(401);
}

it('a logout accepts a refresh token in `refresh_token` or `refresh` without a bearer token, also a second time', async () => {
  await expectAcceptedTwice(({ refreshToken }) => logOut({ refresh_token: refreshToken }));
  await expectAcceptedTwice(({ refreshToken }) => logOut({ refresh: refreshToken }));
});

it('a logout accepts a bearer token with an empty object, also a second time', async () => {
  await expectAcceptedTwice(({ token }) => logOut({}, token));
});

it('a logout accepts a bearer token without a body, also a second time', async () => {
  await expectAcceptedTwice(({ token }) => logOut(undefined, token));
});

it.each([{}, { refresh: '' }])(
  'a logout with the body %j and without a bearer token is rejected',
  async (body) => {
    const response = await logOut(body);
    expect(response.status).toBe(400);
    expect(response.body).toEqual(failure('BAD_REQUEST', 'Refresh token is required'));
  },
);

it('a logout with neither a body nor a bearer token is rejected', async () => {
  const response = await logOut(undefined);
  expect(response.body).toEqual(failure('BAD_REQUEST', 'Refresh token is required'));
});

it('an access token in the field `refresh_token` is rejected and ends no session', async () => {
  const { token } = await signUp();
  expect((await logOut({ refresh_token: token })).status).toBe(401);
  expect((await me(token)).status).toBe(200);
});

it('a refresh token with an invalid signature is rejected and ends no session', async () => {
  const { token, refreshToken } = await signUp();
  const forged = `${refreshToken.slice(0, refreshToken.lastIndexOf('.'))}.${'A'.repeat(43)}`;
  expect((await logOut({ refresh_token: forged })).status).toBe(401);
  expect((await me(token)).status).toBe(200);
});

it('a logout ends the session of the refresh token and no other session', async () => {
  const { email, token } = await signUp();
  const { body: other } = await call('/auth/login', { body: { email, password: PASSWORD } });
  await logOut({ refresh_token: other.tokens.refresh_token });
  expect((await me(other.tokens.access_token)).status).toBe(401);
  expect((await me(token)).status).toBe(200);
});

it('a logout with an expired access token ends the session of the token', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { token, refreshToken } = await signUp();
  vi.setSystemTime(START + HOUR);
  expect((await logOut({}, token)).status).toBe(200);
  expect((await refresh({ refresh_token: refreshToken })).body).toEqual(ENDED);
});
