/** The token route of the devices client, and bearer tokens on its routes. */
import { decodeJwt } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { numberOf, updateAccount } from '../support/accounts.ts';
import { call, freshAddress, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { aJwt, DAY, failure, HOUR, START } from '../support/golden.ts';
import { badToken, expectRefused, forged, me, newDevice, rotate, signIn } from './device.ts';

useTestClock();

const NO_ACCOUNT = failure('UNAUTHORIZED', 'No active account found with the given credentials');

function lifetimeMsOf(token: string): number {
  const { iat = 0, exp = 0 } = decodeJwt(token);
  return (exp - iat) * 1000;
}

describe('a sign-in', () => {
  it('a sign-in returns both tokens, the account with its number as the id, and the session id', async () => {
    const { email, id } = await signUp();
    await updateAccount({ id }, { firstName: 'John', lastName: 'Doe' });
    const response = await signIn({ username: email, password: PASSWORD });
    expect(response.status).toBe(200);
    const number = await numberOf({ id });
    const username = email.split('@')[0];
    expect(response.body).toEqual({
      refresh: aJwt,
      access: aJwt,
      user: { id: number, username, email, first_name: 'John', last_name: 'Doe' },
      session_id: Number(decodeJwt(response.body.access).sid),
    });
    // In a session of the strict policy, the worker shortens the lifetime of an access token by up to 10 %.
    expect(lifetimeMsOf(response.body.access)).toBeGreaterThanOrEqual(0.9 * HOUR);
    expect(lifetimeMsOf(response.body.access)).toBeLessThanOrEqual(HOUR);
    expect(lifetimeMsOf(response.body.refresh)).toBe(7 * DAY);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it.each(['username', 'login', 'email'])(
    'a sign-in accepts a user name or e-mail address in the field %s, in any letter case',
    async (field) => {
      const { email } = await signUp('Mixed.Case');
      for (const name of [email, email.toUpperCase(), email.split('@')[0] ?? '', ` ${email} `]) {
        expect((await signIn({ [field]: name, password: PASSWORD })).status).toBe(200);
      }
    },
  );

  // Letters outside ASCII are stored in lower case (RFC 8265, UsernameCaseMapped).
  it.each(['Ünal', 'ÜNAL'])('a sign-in as %s finds the user name Ünal', async (typed) => {
    const email = freshEmail('unal');
    const number = email.replace(/\D/g, '');
    const body = { email, password: PASSWORD, username: `Ünal${number}` };
    expect((await call('/auth/register', { body })).body.user.username).toBe(`ünal${number}`);
    expect((await signIn({ username: `${typed}${number}`, password: PASSWORD })).status).toBe(200);
  });

  it.each([{}, { username: 'john' }, { password: PASSWORD }, { username: '', password: PASSWORD }])(
    'a sign-in with %j returns 400, because both fields are required',
    async (body) => {
      const response = await signIn(body);
      expect(response.status).toBe(400);
      expect(response.body.detail).toBe('Username and password are required');
      expect(response.body.error.code).toBe('BAD_REQUEST');
    },
  );

  it('a sign-in returns the same error for a wrong password, an unknown user, a deactivated and an expired account', async () => {
    const { email } = await signUp();
    expectRefused(await signIn({ username: email, password: 'wrong' }), NO_ACCOUNT);
    expectRefused(await signIn({ username: freshEmail('unknown'), password: PASSWORD }), NO_ACCOUNT);
    for (const values of [{ isActive: false }, { expiresAtMs: START }]) {
      const { id, email: username } = await signUp();
      await updateAccount({ id }, values);
      expectRefused(await signIn({ username, password: PASSWORD }), NO_ACCOUNT);
    }
  });

  it.each(['with', 'without'])(
    'ten failed sign-ins lock an identifier %s an account',
    async (withOrWithout) => {
      const username = withOrWithout === 'with' ? (await signUp()).email : freshEmail('unknown');
      for (let time = 0; time < 10; time += 1) await signIn({ username, password: 'wrong' });
      const response = await signIn({ username, password: PASSWORD });
      expectRefused(
        response,
        failure('UNAUTHORIZED', 'Account temporarily locked. Try again in 3600 seconds.'),
      );
      expect(response.headers.get('Retry-After')).toBe('3600');
    },
  );

  it('five failed sign-ins block a client address, and failures of the web login count too', async () => {
    const address = freshAddress();
    const failSignIn = () => signIn({ username: freshEmail('unknown'), password: 'wrong' }, address);
    for (let time = 0; time < 4; time += 1) await failSignIn();
    await call('/auth/login', { address, body: { email: freshEmail('unknown'), password: 'wrong' } });
    const response = await failSignIn();
    expect(response.status).toBe(429);
    const message = 'Rate limit exceeded. Try again in 900 seconds.';
    expect(response.body).toEqual(failure('RATE_LIMIT_EXCEEDED', message));
    expect(response.headers.get('Retry-After')).toBe('900');
  });

  it.each(['ios', 'android', 'mobile'])(
    'a client of type %s has longer lifetimes, and a refresh does not replace its refresh token',
    async (type) => {
      const { access, refresh } = await newDevice(undefined, { client_type: type });
      expect(lifetimeMsOf(access)).toBe(7 * DAY);
      expect(lifetimeMsOf(refresh)).toBe(30 * DAY);
      for (const day of [1, 29]) {
        vi.setSystemTime(START + day * DAY);
        const { status, body } = await rotate(refresh);
        expect([status, body]).toEqual([200, { access: aJwt, refresh }]);
      }
    },
  );

  it('a sign-in stores the client type, the device name and the Telegram fields with the session', async () => {
    const { access } = await newDevice(undefined, {
      client_type: 'telegram_bot',
      device_name: 'My Device',
      telegram_user_id: 123456789,
      telegram_username: '@username',
    });
    const { body } = await call('/auth/sessions/', { token: access });
    expect(body[0]).toMatchObject({
      client_type: 'telegram_bot',
      device_name: 'My Device',
      telegram_user_id: 123456789,
      telegram_username: '@username',
    });
  });
});

describe('a bearer token on the routes of the devices client', () => {
  it('the routes of accounts, sessions and events require a bearer token', async () => {
    for (const path of ['/auth/users/me/', '/auth/sessions/', '/auth/events', '/auth/users/']) {
      const message = 'Authentication credentials were not provided.';
      expectRefused(await call(path), failure('UNAUTHORIZED', message));
    }
  });

  it('a text that is not a token, a forged token and a refresh token are rejected as bearer tokens', async () => {
    const { access, refresh } = await newDevice();
    for (const token of ['garbage', forged(access), refresh]) {
      expectRefused(await me(token), badToken('Could not validate credentials'));
    }
  });

  it('a bearer token that has expired is rejected as expired', async () => {
    const { access } = await newDevice();
    vi.setSystemTime(START + HOUR);
    expectRefused(await me(access), badToken('Token has expired'));
  });
});
