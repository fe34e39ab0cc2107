/** The password change, the logout and unknown paths of the auction contract. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, freshAddress } from '../support/client.ts';
import { HOUR, MINUTE, START } from '../support/golden.ts';
import {
  type Bidder,
  DENIED,
  errorBody,
  invalidBody,
  login,
  NEW_PASSWORD,
  noSessionBody,
  PASSWORD,
  signUpBidder,
  WRONG_CREDENTIALS,
} from './auction.ts';

afterEach(() => {
  vi.useRealTimers();
});

const validChange = { current_password: PASSWORD, new_password: NEW_PASSWORD };
const wrongChange = { ...validChange, current_password: 'WrongPassword123!' };
const WRONG_CURRENT = errorBody('WRONG_CURRENT_PASSWORD', 'Current password is incorrect');
const lockedBody = (seconds: number) =>
  errorBody('ACCOUNT_LOCKED', `Account temporarily locked. Try again in ${seconds} seconds.`);
const logOut = (token: string) => call('//auth/logout', { method: 'POST', token });
const createSessionToken = async ({ email }: Bidder) =>
  (await login(email, PASSWORD)).body.auth_token.access_token;

interface Session {
  is_current: boolean;
  is_active: boolean;
  ended_reason: string | null;
}

/** Lists the active and ended sessions of the account, each with the fields that the test compares. */
async function listSessions(token: string): Promise<Session[]> {
  const { body } = await call('/auth/sessions/?all=true', { token });
  return body.map(({ is_current, is_active, ended_reason }: Session) => ({
    is_current,
    is_active,
    ended_reason,
  }));
}

describe('a password change', () => {
  it.each(['with', 'without'])('a password change %s a user_id replaces the password', async (variant) => {
    const account = await signUpBidder();
    const sent = variant === 'with' ? { user_id: account.id, ...validChange } : validChange;
    const { status, body } = await account.changePassword(sent);
    expect(body).toEqual({ success: true, message: 'Password changed successfully' });
    expect(status).toBe(200);
    expect((await login(account.email, PASSWORD)).body).toEqual(WRONG_CREDENTIALS);
    expect((await login(account.email, NEW_PASSWORD)).status).toBe(200);
  });

  it('a password change ends every other session with a reason, and the current session remains valid', async () => {
    const account = await signUpBidder();
    const others = [await createSessionToken(account), await createSessionToken(account)];
    await account.changePassword(validChange);
    for (const token of others) {
      expect((await call('//auth/me', { token })).body).toEqual(noSessionBody('SESSION_ENDED'));
      expect((await call('/auth/me', { token })).body.error.reason).toBe('password_changed');
    }
    expect((await account.getMe()).status).toBe(200);
    const ended = { is_current: false, is_active: false, ended_reason: 'password_changed' };
    const current = { is_current: true, is_active: true, ended_reason: null };
    expect(await listSessions(account.token)).toEqual([ended, ended, current]);
    const refreshed = await call('/auth/refresh', { body: { refresh_token: account.refreshToken } });
    expect(refreshed.status).toBe(200);
  });

  it('a wrong current password is rejected and changes nothing', async () => {
    const account = await signUpBidder();
    const other = await createSessionToken(account);
    const { status, body } = await account.changePassword(wrongChange);
    expect(body).toEqual(WRONG_CURRENT);
    expect(status).toBe(401);
    expect((await call('//auth/me', { token: other })).status).toBe(200);
    expect((await login(account.email, PASSWORD)).status).toBe(200);
  });

  it('a wrong current password counts as a failed login, and ten failures lock the account for an hour', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const account = await signUpBidder();
    for (let attempt = 0; attempt < 5; attempt += 1) await login(account.email, 'WrongPassword123!');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await account.changePassword(wrongChange)).body).toEqual(WRONG_CURRENT);
    }
    const refused = await account.changePassword(validChange);
    expect(refused.body).toEqual(lockedBody(3600));
    expect(refused.status).toBe(401);
    expect(refused.headers.get('Retry-After')).toBe('3600');
    expect((await login(account.email, PASSWORD)).body).toEqual(lockedBody(3600));
    expect((await account.getMe()).status).toBe(200);
    vi.setSystemTime(START + HOUR);
    expect((await account.changePassword(validChange)).status).toBe(200);
  });

  it('after five wrong current passwords, password changes from the client address are rejected with 429 for fifteen minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const account = await signUpBidder();
    const address = freshAddress();
    for (let attempt = 0; attempt < 5; attempt += 1) await account.changePassword(wrongChange, { address });
    const refused = await account.changePassword(validChange, { address });
    expect(refused.body).toEqual(
      errorBody('LIMIT_EXCEEDED', 'Rate limit exceeded. Try again in 900 seconds.'),
    );
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('900');
    vi.setSystemTime(START + 15 * MINUTE);
    expect((await account.changePassword(validChange, { address })).status).toBe(200);
  });

  it('a password change reports every rule that the new password violates', async () => {
    const account = await signUpBidder();
    const { status, body } = await account.changePassword({ ...validChange, new_password: 'weak' });
    const field = 'new_password';
    expect(body).toEqual(
      invalidBody(
        { field, message: 'Password must be at least 8 characters long' },
        { field, message: 'Password must contain at least one uppercase letter' },
        { field, message: 'Password must contain at least one digit' },
        { field, message: 'Password must contain at least one special character' },
      ),
    );
    expect(status).toBe(400);
    expect((await login(account.email, PASSWORD)).status).toBe(200);
  });

  it('a password change without fields reports every missing field', async () => {
    const { status, body } = await (await signUpBidder()).changePassword({});
    const missing = ['current_password', 'new_password'];
    expect(body).toEqual(
      invalidBody(...missing.map((field) => ({ field, message: `${field} is required` }))),
    );
    expect(status).toBe(400);
  });

  it('a password change rejects the user_id of another account, and a request without a session', async () => {
    const [account, other] = [await signUpBidder(), await signUpBidder()];
    const foreign = await account.changePassword({ user_id: other.id, ...validChange });
    expect(foreign.body).toEqual(DENIED);
    expect(foreign.status).toBe(403);
    const anonymous = await call('//auth/change-password', { body: { user_id: other.id, ...validChange } });
    expect(anonymous.body).toEqual(noSessionBody());
    expect(anonymous.status).toBe(401);
    for (const { email } of [account, other]) expect((await login(email, PASSWORD)).status).toBe(200);
  });

  it('a password change returns 404 for a deleted account', async () => {
    const account = await signUpBidder();
    const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
    await call('//api/auth/me', { method: 'DELETE', token: account.token, body: confirmation });
    const { status, body } = await account.changePassword(validChange);
    expect(body).toEqual(errorBody('ACCOUNT_DELETED', 'User not found'));
    expect(status).toBe(404);
  });
});

describe('a logout', () => {
  it('a logout ends the session and can be repeated, and both tokens of the session are rejected', async () => {
    const account = await signUpBidder();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { status, body } = await logOut(account.token);
      expect(body).toEqual({ success: true, message: 'Logged out' });
      expect(status).toBe(200);
    }
    expect((await account.getMe()).body).toEqual(noSessionBody('SESSION_ENDED'));
    const refresh = await call('/auth/refresh', { body: { refresh_token: account.refreshToken } });
    expect(refresh.body.error.reason).toBe('logged_out');
  });

  it('a logout ends no other session', async () => {
    const account = await signUpBidder();
    const other = await createSessionToken(account);
    await logOut(account.token);
    expect((await call('//auth/me', { token: other })).status).toBe(200);
  });

  it('a logout requires a session', async () => {
    const { status, body } = await call('//auth/logout', { method: 'POST' });
    expect(body).toEqual(noSessionBody());
    expect(status).toBe(401);
  });
});

it('an unknown path returns 404 with the error body of the contract', async () => {
  const { status, body } = await call('//auth/nothing');
  expect(body).toEqual(errorBody('NOT_FOUND', 'Not found'));
  expect(status).toBe(404);
});
