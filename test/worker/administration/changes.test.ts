/** The immediate effects of an administrator's change, and the rule that one active administrator must remain. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  badToken,
  ended,
  expectRefused,
  me,
  newAdministrator,
  newDevice,
  rotate,
  signIn,
} from '../sessions/device.ts';
import { activeAdminCount, numberOf, removeAllAdmins } from '../support/accounts.ts';
import { databaseWithBarrier } from '../support/altered-worker.ts';
import { call, PASSWORD, signUp, type TestResponse } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { failure, invalid, MINUTE, START } from '../support/golden.ts';

useTestClock();

const NO_ACCOUNT = failure('UNAUTHORIZED', 'No active account found with the given credentials');
const LAST_ADMINISTRATOR = failure(
  'UNPROCESSABLE',
  'The last active administrator cannot be deactivated or demoted',
);

const logIn = (email: string, password = PASSWORD) => call('/auth/login', { body: { email, password } });

/**
 * Expects that `/auth/login` rejects the correct password with this message. A wrong password and `/auth/token/` must
 * not reveal the reason.
 */
async function expectNoLogin(email: string, message: string): Promise<void> {
  expectRefused(await logIn(email, 'wrong'), failure('UNAUTHORIZED', 'Invalid email or password'));
  expectRefused(await logIn(email), failure('UNAUTHORIZED', message));
  expectRefused(await signIn({ username: email, password: PASSWORD }), NO_ACCOUNT);
}

describe('a deactivation', () => {
  it('a deactivation ends every session immediately and rejects logins until the account is activated again', async () => {
    const { change } = await newAdministrator();
    const { account, access, refresh } = await newDevice();
    const response = await change(account, { is_active: false });
    expect([response.status, response.body.is_active]).toEqual([200, false]);
    for (const token of [access, account.token]) expectRefused(await me(token), ended('deactivated'));
    for (const token of [refresh, account.refreshToken]) {
      expectRefused(await rotate(token), badToken('Token is blacklisted', 'deactivated'));
    }
    await expectNoLogin(account.email, 'Account is deactivated');

    await change(account, { is_active: true });
    expectRefused(await me(access), ended('deactivated'));
    expect((await rotate(refresh)).status).toBe(401);
    expect((await logIn(account.email)).status).toBe(200);
  });
});

describe('a change of the role', () => {
  it('a new role applies from the next request', async () => {
    const { change } = await newAdministrator();
    const account = await signUp();
    expect((await call('/auth/users/', { token: account.token })).status).toBe(403);
    await change(account, { role: 'admin' });
    expect((await call('/auth/users/', { token: account.token })).status).toBe(200);
  });

  it('the removal of the administrator role ends the sessions of the account', async () => {
    const { change } = await newAdministrator();
    const other = await newAdministrator();
    await change(other, { role: 'user' });
    expectRefused(await call('/auth/users/', { token: other.token }), ended('revoked'));
    expectRefused(await rotate(other.refreshToken), badToken('Token is blacklisted', 'revoked'));
    const { access } = await newDevice(other);
    expect((await call('/auth/users/', { token: access })).status).toBe(403);
  });

  it('a change to the present role ends no session', async () => {
    const { change } = await newAdministrator();
    const account = await signUp();
    expect((await change(account, { role: 'user' })).status).toBe(200);
    expect((await me(account.token)).status).toBe(200);
  });
});

describe('the last active administrator', () => {
  const DISABLING_CHANGES = [{ is_active: false }, { role: 'user' }] as const;

  beforeEach(async () => {
    await removeAllAdmins();
  });

  it.each(DISABLING_CHANGES)(
    'the change %j of the last active administrator is rejected together with all other fields of the request',
    async (values) => {
      const admin = await newAdministrator();
      const inactive = await newAdministrator();
      await admin.change(inactive, { is_active: false });
      const response = await admin.change(admin, { ...values, is_premium: true });
      expect([response.status, response.body]).toEqual([422, LAST_ADMINISTRATOR]);
      const { body } = await call(`/auth/users/${await numberOf(admin)}`, { token: admin.token });
      expect(body).toMatchObject({ is_active: true, role: 'admin', is_premium: false });
    },
  );

  it.each(DISABLING_CHANGES)(
    'one administrator remains when two administrators concurrently send %j for each other',
    async (values) => {
      const admins = [await newAdministrator(), await newAdministrator()] as const;
      const numbers = await Promise.all(admins.map(numberOf));
      const altered = { DB: databaseWithBarrier(2) };
      const change = (senderIndex: number, targetIndex: number): Promise<TestResponse> => {
        const options = { method: 'PATCH', token: admins[senderIndex]?.token, altered, body: values };
        return call(`/auth/users/${numbers[targetIndex]}/`, options);
      };
      const responses = await Promise.all([change(0, 1), change(1, 0)]);
      expect(responses.map(({ status }) => status).sort()).toEqual([200, 422]);
      expect(await activeAdminCount()).toBe(1);
    },
  );

  it('an administrator can be demoted when another active administrator exists', async () => {
    const admin = await newAdministrator();
    await newAdministrator();
    expect((await admin.change(admin, { role: 'user' })).status).toBe(200);
    expectRefused(await me(admin.token), ended('revoked'));
    expect(await activeAdminCount()).toBe(1);
  });
});

it('premium access applies from the next request and ends at premium_until', async () => {
  const { change } = await newAdministrator();
  const account = await signUp();
  const readPremium = async () => {
    const { body } = await call('/auth/me', { token: account.token });
    return [body.is_premium, body.has_active_subscription];
  };
  expect(await readPremium()).toEqual([false, false]);
  await change(account, { is_premium: true });
  expect(await readPremium()).toEqual([true, true]);
  await change(account, { premium_until: new Date(START + 60_000).toISOString() });
  expect(await readPremium()).toEqual([true, true]);
  vi.setSystemTime(START + 60_000);
  expect(await readPremium()).toEqual([false, false]);
  await change(account, { premium_until: null });
  expect(await readPremium()).toEqual([true, true]);
  await change(account, { is_premium: false });
  expect(await readPremium()).toEqual([false, false]);
});

describe('an expiry date', () => {
  it('an expired account rejects logins, access tokens and refresh tokens', async () => {
    const { change, token } = await newAdministrator();
    const { account, access, refresh } = await newDevice();
    const { body } = await change(account, { expiry_date: new Date(START).toISOString() });
    expect(body.profile).toMatchObject({ expired: true, expiry_date: new Date(START).toISOString() });
    expectRefused(await me(access), badToken('Token has expired', 'expired'));
    expectRefused(await rotate(refresh), badToken('Token is invalid or expired', 'expired'));
    await expectNoLogin(account.email, 'Account has expired');
    const read = await call(`/auth/users/${await numberOf(account)}/`, { token });
    expect(read.body.profile.expired).toBe(true);
  });

  it('an account expires at its future expiry date, and the removal of the date makes the session valid again', async () => {
    const { change } = await newAdministrator();
    const { account, refresh } = await newDevice();
    await change(account, { expiry_date: new Date(START + 20 * MINUTE).toISOString() });
    vi.setSystemTime(START + 19 * MINUTE);
    const { body } = await rotate(refresh);
    expect((await me(body.access)).status).toBe(200);
    vi.setSystemTime(START + 20 * MINUTE);
    expectRefused(await me(body.access), badToken('Token has expired', 'expired'));
    expectRefused(await rotate(body.refresh), badToken('Token is invalid or expired', 'expired'));
    await change(account, { expiry_date: null });
    expect((await rotate(body.refresh)).status).toBe(200);
  });
});

it.each([
  ['is_active', 'no', 'is_active must be true or false'],
  ['role', 'owner', 'role must be user or admin'],
  ['is_premium', 1, 'is_premium must be true or false'],
  ['premium_until', 'tomorrow', 'premium_until must be an ISO 8601 time'],
  ['expiry_date', '2026-02-30T00:00:00Z', 'expiry_date must be an ISO 8601 time'],
  ['is_verified', null, 'is_verified must be true or false'],
])('a change of %s to %j is rejected and changes no other field', async (field, value, message) => {
  const { change } = await newAdministrator();
  const account = await signUp();
  const before = await change(account, {});
  const response = await change(account, { is_verified: true, is_premium: true, [field]: value });
  expect([response.status, response.body]).toEqual([400, invalid({ field, message })]);
  expect((await change(account, {})).body).toEqual(before.body);
});
