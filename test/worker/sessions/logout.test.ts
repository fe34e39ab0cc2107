/** Logout: what names a session ends it, and what does not ends nothing. */
import { afterEach, expect, it, vi } from 'vitest';
import { type Answer, call, PASSWORD, signUp } from '../support/client.ts';
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

it('it ends the session for both its tokens, which say why afterwards', async () => {
  const { token, refreshToken } = await signUp();
  const answer = await logOut({ refresh_token: refreshToken }, token);
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(LOGGED_OUT);
  for (const refused of [await me(token), await refresh({ refresh_token: refreshToken })]) {
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual(ENDED);
  }
  const plugs = await call('/plugs/', { token });
  expect(plugs.body).toEqual(
    failure('HTTP_ERROR', 'Could not validate credentials', { reason: 'logged_out' }),
  );
});

it('the other dialect is told 400 afterwards', async () => {
  const { refreshToken } = await signUp();
  await logOut({ refresh: refreshToken });
  const answer = await refresh({ refresh: refreshToken });
  expect(answer.status).toBe(400);
  expect(answer.body.detail).toBe('Invalid refresh token');
});

interface Tokens {
  token: string;
  refreshToken: string;
}

async function expectEndedTwice(end: (tokens: Tokens) => Promise<Answer>): Promise<void> {
  const account = await signUp();
  for (let time = 0; time < 2; time += 1) {
    const answer = await end(account);
    expect(answer.body).toEqual(LOGGED_OUT);
    expect(answer.status).toBe(200);
  }
  expect((await me(account.token)).status).toBe(401);
}

it('a refresh token is enough, under either name, twice as well', async () => {
  await expectEndedTwice(({ refreshToken }) => logOut({ refresh_token: refreshToken }));
  await expectEndedTwice(({ refreshToken }) => logOut({ refresh: refreshToken }));
});

it('a bearer token with an empty object is enough, twice as well', async () => {
  await expectEndedTwice(({ token }) => logOut({}, token));
});

it('a bearer token with no body is enough, twice as well', async () => {
  await expectEndedTwice(({ token }) => logOut(undefined, token));
});

it.each([{}, { refresh: '' }])('with %j and no bearer token it asks for one', async (body) => {
  const answer = await logOut(body);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(failure('BAD_REQUEST', 'Refresh token is required'));
});

it('with no body and no bearer token it asks for one', async () => {
  const answer = await logOut(undefined);
  expect(answer.body).toEqual(failure('BAD_REQUEST', 'Refresh token is required'));
});

it('an access token in the place of a refresh token ends nothing', async () => {
  const { token } = await signUp();
  expect((await logOut({ refresh_token: token })).status).toBe(401);
  expect((await me(token)).status).toBe(200);
});

it('a token with a broken signature ends nothing', async () => {
  const { token, refreshToken } = await signUp();
  const forged = `${refreshToken.slice(0, refreshToken.lastIndexOf('.'))}.${'A'.repeat(43)}`;
  expect((await logOut({ refresh_token: forged })).status).toBe(401);
  expect((await me(token)).status).toBe(200);
});

it('it ends its own session and no other', async () => {
  const { email, token } = await signUp();
  const { body: other } = await call('/auth/login', { body: { email, password: PASSWORD } });
  await logOut({ refresh_token: other.tokens.refresh_token });
  expect((await me(other.tokens.access_token)).status).toBe(401);
  expect((await me(token)).status).toBe(200);
});

it('an expired access token still ends its session', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const { token, refreshToken } = await signUp();
  vi.setSystemTime(START + HOUR);
  expect((await logOut({}, token)).status).toBe(200);
  expect((await refresh({ refresh_token: refreshToken })).body).toEqual(ENDED);
});
