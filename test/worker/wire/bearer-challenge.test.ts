/** The challenge of a 401, and the content type of JSON in several contracts. Also request ids of callers. */
import { describe, expect, it } from 'vitest';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';

/** Routes that require a token, by contract. `devices` is the part of the v1 contract for the devices client. */
const ACCOUNT_ROUTES = {
  v1: '/auth/me',
  devices: '/auth/users/me/',
  media: '//api/auth/me',
  auction: '//auth/me',
};
const CHALLENGE = 'WWW-Authenticate';

describe.each(Object.entries(ACCOUNT_ROUTES))('a 401 response of %s', (_contract, path) => {
  it('a 401 response to a request without a token has the challenge Bearer', async () => {
    const response = await call(path);
    expect([response.status, response.headers.get(CHALLENGE)]).toEqual([401, 'Bearer']);
  });

  it('a 401 response to an invalid token, or to the token of an ended session, states that the token is invalid', async () => {
    const { token } = await signUp();
    await call('/auth/logout', { method: 'POST', token, body: {} });
    for (const sent of ['no-token', token]) {
      const response = await call(path, { token: sent });
      expect([response.status, response.headers.get(CHALLENGE)]).toEqual([
        401,
        'Bearer error="invalid_token"',
      ]);
    }
  });
});

it('a 401 response to a failed login has the challenge Bearer', async () => {
  const body = { email: freshEmail(), password: PASSWORD };
  for (const path of ['/auth/login', '//auth/login']) {
    const response = await call(path, { body });
    expect([response.status, response.headers.get(CHALLENGE)]).toEqual([401, 'Bearer']);
  }
});

it('a response does not repeat the request id that the caller sends', async () => {
  const sent = 'an-id-of-the-caller';
  const response = await call('/auth/me', { headers: { 'X-Request-Id': sent } });
  const id = response.headers.get('X-Request-Id');
  expect(id).toBeTruthy();
  expect(id).not.toBe(sent);
});

it.each(['application/json ; charset=utf-8', 'application/json\t;charset=utf-8'])(
  'the v1, auction and media contracts read a body with the Content-Type %j',
  async (type) => {
    const email = freshEmail();
    const headers = { 'Content-Type': type };
    const responses = [
      await call('/auth/login', { headers, body: { email, password: PASSWORD } }),
      await call('//auth/login', { headers, body: { email, password: PASSWORD } }),
      await call('//api/auth/refresh', { headers, body: { refreshToken: 'none' } }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([401, 401, 401]);
  },
);
