/** The auction contract: signup, login and the current user. */
import { describe, expect, it } from 'vitest';
import { forged, newAdministrator } from '../sessions/device.ts';
import { idOf } from '../support/accounts.ts';
import { call, freshEmail } from '../support/client.ts';
import { aJwt, aTime } from '../support/golden.ts';
import {
  DENIED,
  errorBody,
  expectedUser,
  invalidBody,
  JOHN,
  login,
  noSessionBody,
  PASSWORD,
  signUpBidder,
  signup,
  WRONG_CREDENTIALS,
} from './auction.ts';

async function deactivate(number: number): Promise<void> {
  const { change } = await newAdministrator();
  expect((await change({ id: await idOf({ number }) }, { is_active: false })).status).toBe(200);
}

describe('a signup', () => {
  it('a signup requires only a name, an e-mail address and a password', async () => {
    const email = freshEmail('bare');
    const { status, body } = await signup({ name: 'Plato', email, password: PASSWORD });
    const id = body.user.id;
    const user = { id, name: 'Plato', email, phone: null, city: null, country: null };
    const tokens = { access_token: aJwt, refresh_token: aJwt, token_type: 'bearer', expires_in: 604_800 };
    expect(body).toEqual({
      success: true,
      message: 'User registered successfully',
      user: { ...user, is_verified: false, is_active: true, created_at: aTime },
      auth_token: { user_id: id, email, created_at: body.user.created_at, ...tokens },
    });
    expect(status).toBe(200);
    expect(Number.isInteger(id)).toBe(true);
  });

  it.each([
    ['Sh0rt!a', 'Password must be at least 8 characters long'],
    ['securepassword123!', 'Password must contain at least one uppercase letter'],
    ['SECUREPASSWORD123!', 'Password must contain at least one lowercase letter'],
    ['SecurePassword!', 'Password must contain at least one digit'],
    ['SecurePassword123', 'Password must contain at least one special character'],
  ])('a signup rejects the password %s', async (password, message) => {
    const email = freshEmail('weak');
    const { status, body } = await signup({ ...JOHN, email, password });
    expect(body).toEqual(invalidBody({ field: 'password', message }));
    expect(status).toBe(400);
    expect((await login(email, password)).body).toEqual(WRONG_CREDENTIALS);
  });

  it.each([
    '!',
    '@',
    '#',
    '$',
    '%',
    '^',
    '&',
    '*',
    '(',
    ')',
    ',',
    '.',
    '?',
    '"',
    ':',
    '{',
    '}',
    '|',
    '<',
    '>',
  ])('a signup accepts %s as a special character', async (special) => {
    const body = { ...JOHN, email: freshEmail('special'), password: `Secure12${special}` };
    expect((await signup(body)).status).toBe(200);
  });

  it('a signup without fields reports every missing field', async () => {
    const { status, body } = await signup({});
    const [name, email, password] = ['name is required', 'A valid email is required', 'password is required'];
    expect(body).toEqual(
      invalidBody(
        { field: 'name', message: name },
        { field: 'email', message: email },
        { field: 'password', message: password },
      ),
    );
    expect(status).toBe(400);
  });

  it('a second signup with the same address in upper case and a v1 registration with the same address are rejected', async () => {
    const { email } = await signUpBidder();
    const second = { ...JOHN, email: email.toUpperCase(), password: PASSWORD };
    const { status, body } = await signup(second);
    expect(body).toEqual(errorBody('EMAIL_TAKEN', 'Email already registered'));
    expect(status).toBe(400);
    const v1Response = await call('/auth/register', { body: { email, password: PASSWORD } });
    expect(v1Response.body.detail).toBe('User with this email already exists');
  });
});

describe('a login', () => {
  it('a login has the same response for a wrong password and an unknown address', async () => {
    const { email } = await signUpBidder();
    const wrong = await login(email, 'WrongPassword123!');
    const unknown = await login(freshEmail('unknown'), PASSWORD);
    for (const { status, body } of [wrong, unknown]) {
      expect(body).toEqual(WRONG_CREDENTIALS);
      expect(status).toBe(401);
    }
    expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()]);
  });

  it('a login reports an inactive account only after the correct password', async () => {
    const { id, email } = await signUpBidder();
    await deactivate(id);
    expect((await login(email, 'WrongPassword123!')).body).toEqual(WRONG_CREDENTIALS);
    const { status, body } = await login(email, PASSWORD);
    expect(body).toEqual(errorBody('ACCOUNT_DEACTIVATED', 'Account is inactive. Please contact support.'));
    expect(status).toBe(403);
  });

  it.each([{}, { email: 'a@example.com' }, { password: PASSWORD }, { email: '', password: '' }])(
    'a login with %j is rejected, because both fields are required',
    async (sent) => {
      const { status, body } = await call('//auth/login', { body: sent });
      expect(body.message).toBe('Email and password are required');
      expect(status).toBe(400);
    },
  );
});

describe('the route /auth/me', () => {
  it('the route /auth/me returns the caller, with and without the user_id of the caller', async () => {
    const account = await signUpBidder();
    for (const query of ['', `?user_id=${account.id}`]) {
      const { status, body } = await account.getMe(query);
      expect(body).toEqual({ success: true, user: expectedUser(account) });
      expect(status).toBe(200);
    }
  });

  it('the route /auth/me rejects the user_id of another account and an unknown user_id', async () => {
    const [account, other] = [await signUpBidder(), await signUpBidder()];
    for (const id of [other.id, 0, -1, 2 ** 40]) {
      const { status, body } = await account.getMe(`?user_id=${id}`);
      expect(body).toEqual(DENIED);
      expect(status).toBe(403);
    }
  });

  it.each(['abc', '1.5', 'NaN'])(
    'the route /auth/me rejects the user_id %s, which is not a whole number',
    async (id) => {
      const { status, body } = await (await signUpBidder()).getMe(`?user_id=${id}`);
      expect(body).toEqual(invalidBody({ field: 'user_id', message: 'user_id must be a whole number' }));
      expect(status).toBe(400);
    },
  );

  it('the route /auth/me requires a session, with and without a user_id', async () => {
    const { id, token } = await signUpBidder();
    for (const path of ['//auth/me', `//auth/me?user_id=${id}`]) {
      const { status, body } = await call(path);
      expect(body).toEqual(noSessionBody());
      expect(status).toBe(401);
    }
    expect((await call('//auth/me', { token: forged(token) })).body).toEqual(noSessionBody('TOKEN_INVALID'));
  });

  it('the route /auth/me returns 403 for an inactive account, and both /auth/me and /auth/profile return 404 for a deleted account', async () => {
    const [inactive, deleted] = [await signUpBidder(), await signUpBidder()];
    await deactivate(inactive.id);
    const refused = await inactive.getMe();
    expect(refused.body).toEqual(errorBody('SESSION_ENDED', 'Account is inactive'));
    expect(refused.status).toBe(403);
    const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
    await call('//api/auth/me', { method: 'DELETE', token: deleted.token, body: confirmation });
    for (const response of [await deleted.getMe(), await deleted.changeProfile({ name: 'Jane' })]) {
      expect(response.body).toEqual(errorBody('ACCOUNT_DELETED', 'User not found'));
      expect(response.status).toBe(404);
    }
  });
});
