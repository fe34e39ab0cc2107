/** The common behaviour of all contracts: the challenge of a 401, request ids, and the content type of JSON. */
import { describe, expect, it } from 'vitest';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';

const ME = { v1: '/auth/me', devices: '/auth/users/me/', media: '//api/auth/me', auction: '//auth/me' };
const CHALLENGE = 'WWW-Authenticate';

describe.each(Object.entries(ME))('a 401 of %s', (_contract, path) => {
  it('asks for a bearer token', async () => {
    const response = await call(path);
    expect([response.status, response.headers.get(CHALLENGE)]).toEqual([401, 'Bearer']);
  });

  it('states that the token is invalid if one was sent', async () => {
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

it('a 401 for a wrong password has a challenge', async () => {
  const body = { email: freshEmail(), password: PASSWORD };
  for (const path of ['/auth/login', '//auth/login']) {
    const response = await call(path, { body });
    expect([response.status, response.headers.get(CHALLENGE)]).toEqual([401, 'Bearer']);
  }
});

it('the request id of a caller is not used', async () => {
  const sent = 'an-id-of-the-caller';
  const response = await call('/auth/me', { headers: { 'X-Request-Id': sent } });
  expect(response.headers.get('X-Request-Id')).not.toBe(sent);
});

it.each(['application/json ; charset=utf-8', 'application/json\t;charset=utf-8'])(
  'every contract reads a body of type %j',
  async (type) => {
    const email = freshEmail();
    const headers = { 'Content-Type': type };
    const wrong = [
      await call('/auth/login', { headers, body: { email, password: PASSWORD } }),
      await call('//auth/login', { headers, body: { email, password: PASSWORD } }),
      await call('//api/auth/refresh', { headers, body: { refreshToken: 'none' } }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401]);
  },
);
