/**
 * In the media, auction and v1 contracts, a client that reads an account and sends the same values back changes nothing
 * and receives no error. Concurrent changes of different preferences are all stored.
 */
import { describe, expect, it, vi } from 'vitest';
import { signUpBidder } from '../auction/auction.ts';
import { callMedia, createMediaUser, plexLogin } from '../media/media.ts';
import { newAdministrator } from '../sessions/device.ts';
import {
  accountRow,
  makeAdmin,
  removeAllAdmins,
  securityEventRows,
  updateAccount,
} from '../support/accounts.ts';
import { call, freshEmail, mailTo, PASSWORD, signUp } from '../support/client.ts';

const putProfile = (token: string, body: unknown) => callMedia('/auth/me', { method: 'PUT', token, body });
const rowOf = async (id: string) => accountRow({ id });

/**
 * Runs `send` with a clock that is one minute later. Expects 200, no changed column of the account and no new event.
 */
async function expectNoChange(id: string, send: () => Promise<{ status: number; body: unknown }>) {
  const before = [await rowOf(id), (await securityEventRows({ id })).length];
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  try {
    const { status, body } = await send();
    // The body is part of the comparison only so that a failed test shows the body.
    expect([status, body]).toEqual([200, body]);
    expect([await rowOf(id), (await securityEventRows({ id })).length]).toEqual(before);
  } finally {
    vi.useRealTimers();
  }
}

describe('the media profile', () => {
  const readProfile = async (token: string) => (await callMedia('/auth/me', { token })).body.data.user;

  it('the media profile of an account whose default name has an apostrophe can be sent back, but no account can choose such a name', async () => {
    const email = `o'brien${freshEmail('x')}`;
    const { body } = await call('/auth/register', { body: { email, password: PASSWORD } });
    const { access_token: token } = body.tokens;
    const form = await readProfile(token);
    expect(form.username).toBe(email.split('@')[0]);
    await expectNoChange(body.user.id, () => putProfile(token, form));
    const message = 'Username may contain only letters, numbers, and ./+/-/_ characters';
    for (const each of [token, (await signUp()).token]) {
      const refused = await putProfile(each, { username: `${form.username}2` });
      expect([refused.status, refused.body.error.details]).toEqual([400, [{ field: 'username', message }]]);
    }
  });

  it.each([null, '', ' '])(
    'the media profile of an account without an address can be sent back with the address %j',
    async (email) => {
      const user = await createMediaUser();
      await updateAccount({ id: user.id }, { email: null });
      const form = await readProfile(user.token);
      expect(form.email).toBeNull();
      await expectNoChange(user.id, () => putProfile(user.token, { ...form, email }));
    },
  );

  it('the media profile with a pending address can be sent back unchanged and causes no second code', async () => {
    const user = await createMediaUser();
    const email = freshEmail('pending');
    await putProfile(user.token, { email });
    await mailTo(email);
    const form = await readProfile(user.token);
    await expectNoChange(user.id, () => putProfile(user.token, form));
    expect(await mailTo(email)).toHaveLength(1);
  });

  it('the media profile with default preferences can be sent back unchanged', async () => {
    const user = await createMediaUser();
    const form = await readProfile(user.token);
    await expectNoChange(user.id, () => putProfile(user.token, form));
    expect((await rowOf(user.id))?.preferences).toBeNull();
  });
});

describe('the auction profile', () => {
  const patch = (token: string, body: unknown) => call('//auth/profile', { method: 'PATCH', token, body });
  const readProfile = async (token: string) => {
    const { id, name, phone, city, country, avatar_url } = (await call('//auth/me', { token })).body.user;
    return { user_id: id, name, phone, city, country, avatar_url };
  };

  it.each([
    ['two first names', { firstName: 'Mary Ann', lastName: 'Smith' }],
    ['no name', { firstName: '', lastName: '' }],
    ['a last name only', { firstName: '', lastName: 'van Dyke' }],
    ['the longest names', { firstName: 'é'.repeat(150), lastName: 'ß'.repeat(150) }],
    ['the longest places', { city: 'c'.repeat(150), country: 'd'.repeat(150) }],
  ])('the auction profile of an account with %s can be sent back unchanged', async (_, values) => {
    const account = await signUp();
    await updateAccount(account, values);
    const form = await readProfile(account.token);
    await expectNoChange(account.id, () => patch(account.token, form));
  });

  it('the profile of an account that signed up on the auction site can be sent back unchanged', async () => {
    const account = await signUpBidder();
    const id = (await accountRow({ number: account.id }))?.id ?? '';
    await expectNoChange(id, async () => patch(account.token, await readProfile(account.token)));
  });

  it('the auction profile with a picture from Plex can be sent back unchanged', async () => {
    const plexUser = { id: 8_200_001, username: 'painter', thumb: 'https://plex.tv/a b' };
    const { body } = await plexLogin('token-of-painter', plexUser);
    const token = body.data.tokens.accessToken;
    await expectNoChange(body.data.user.id, async () => patch(token, await readProfile(token)));
  });
});

describe('v1', () => {
  it('the time zone of the account can be sent back unchanged', async () => {
    const account = await signUp();
    await updateAccount(account, { timeZone: 'America/New_York' });
    const { timezone } = (await call('/auth/me', { token: account.token })).body;
    await expectNoChange(account.id, () =>
      call('/auth/timezone', { method: 'PUT', token: account.token, body: { timezone } }),
    );
  });

  it('the account of an administrator with an expiry can be sent back unchanged by another administrator', async () => {
    await removeAllAdmins();
    const admin = await newAdministrator();
    const account = await signUp();
    await makeAdmin(account);
    const number = (await accountRow(account))?.number;
    await updateAccount(account, { expiresAtMs: Date.now() + 86_400_000, premiumUntilMs: 5_000 });
    const path = `/auth/users/${number}/`;
    const form = (await call(path, { token: admin.token })).body;
    const body = {
      is_active: form.is_active,
      role: form.role,
      is_premium: form.is_premium,
      premium_until: form.premium_until,
      expiry_date: form.profile.expiry_date,
      is_verified: form.is_verified,
    };
    await expectNoChange(account.id, () => call(path, { method: 'PATCH', token: admin.token, body }));
  });
});

it('concurrent changes of different preferences are all stored', async () => {
  const user = await createMediaUser();
  const changes = [{ theme: 'dark' }, { notifications: false }, { language: 'de-CH' }];
  const responses = await Promise.all(changes.map((preferences) => putProfile(user.token, { preferences })));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
  const { preferences } = (await callMedia('/auth/me', { token: user.token })).body.data.user;
  expect(preferences).toEqual({ theme: 'dark', notifications: false, language: 'de-CH' });
});
