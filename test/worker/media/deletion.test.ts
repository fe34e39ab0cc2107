/** A user deletes their own account, and an administrator restores it. */
import { describe, expect, it } from 'vitest';
import { newAdministrator } from '../sessions/device.ts';
import { deleteAccount, getMe, restoreAccount, runJobs } from '../support/account-deletion.ts';
import { numberOf } from '../support/accounts.ts';
import { call, freshEmail, PASSWORD, signUp } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, failure, MINUTE, NOT_FOUND, START } from '../support/golden.ts';
import { BAD_REFRESH, invalidInput, USER_NOT_FOUND } from './golden.ts';
import { callMedia, createMediaUser, type MediaUser, plexLogin } from './media.ts';

useTestClock();

const DELETED = { success: true, message: 'Account deleted successfully' };

const logInWithPlexAgain = ({ plexToken, plexId, username, email }: MediaUser) =>
  plexLogin(plexToken, { id: Number(plexId), username, email, confirmed: true });
const registerAs = ({ email }: MediaUser) => call('/auth/register', { body: { email, password: PASSWORD } });

describe('deleting the account', () => {
  it.each([{}, { confirmation: 'yes' }, { confirmation: 'delete_my_account' }, { confirmation: true }])(
    'a deletion requires the documented confirmation and rejects %j',
    async (body) => {
      const { token } = await createMediaUser();
      const problem = { field: 'confirmation', message: 'confirmation must be DELETE_MY_ACCOUNT' };
      const { status, body: response } = await deleteAccount(token, body);
      expect([status, response]).toEqual([400, invalidInput(problem)]);
      expect((await getMe(token)).status).toBe(200);
    },
  );

  it('a deletion ends every session immediately, also for the contract v1', async () => {
    const user = await createMediaUser();
    const otherTokens = (await logInWithPlexAgain(user)).body.data.tokens;
    const { status, body } = await deleteAccount(user.token);
    expect([status, body]).toEqual([200, DELETED]);
    for (const token of [user.token, otherTokens.accessToken]) {
      const refused = await getMe(token);
      expect([refused.status, refused.body]).toEqual([401, USER_NOT_FOUND]);
      expect((await call('/plugs/', { token })).status).toBe(401);
    }
    for (const refreshToken of [user.refreshToken, otherTokens.refreshToken]) {
      const refused = await callMedia('/auth/refresh', { body: { refreshToken } });
      expect([refused.status, refused.body]).toEqual([401, BAD_REFRESH]);
    }
    expect((await deleteAccount(user.token)).body).toEqual(USER_NOT_FOUND);
  });

  it('a deletion releases the e-mail address, the user name and the Plex id for new accounts', async () => {
    const user = await createMediaUser();
    await deleteAccount(user.token);
    const { status, body } = await registerAs(user);
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ email: user.email, username: user.username, is_verified: false });
    expect(body.user.id).not.toBe(user.id);
    const viaPlex = await logInWithPlexAgain(user);
    expect(viaPlex.body.data.user).toMatchObject({ email: null, plexId: user.plexId });
    expect(viaPlex.body.data.user.id).not.toBe(user.id);
  });

  it('a login to a deleted account fails like a login with an unknown e-mail address', async () => {
    const { email, token } = await signUp();
    await deleteAccount(token);
    const refused = await call('/auth/login', { body: { email, password: PASSWORD } });
    expect([refused.status, refused.body]).toEqual([
      401,
      failure('UNAUTHORIZED', 'Invalid email or password'),
    ]);
  });

  it('a deletion removes the user from the total of the list for administrators', async () => {
    const { token } = await newAdministrator();
    const countAccounts = async () => (await callMedia('/admin/users', { token })).body.data.total;
    const user = await createMediaUser();
    const before = await countAccounts();
    await deleteAccount(user.token);
    expect(await countAccounts()).toBe(before - 1);
  });
});

describe('restoring a deleted account', () => {
  it('an account that is restored before 30 days have passed has its plugs and its Plex id, but no session', async () => {
    const user = await createMediaUser();
    const body = { first_name: 'Lasting', last_name: 'One' };
    await call('/plugs/', { token: user.token, body });
    await deleteAccount(user.token);
    await runJobs(START + 30 * DAY - MINUTE);
    const restored = await restoreAccount(user);
    expect(restored.status).toBe(200);
    expect(restored.body).toMatchObject({ uuid: user.id, email: user.email, is_active: true });
    expect((await getMe(user.token)).status).toBe(401);
    const { user: restoredUser, tokens } = (await logInWithPlexAgain(user)).body.data;
    expect(restoredUser).toMatchObject({ id: user.id, email: user.email, plexId: user.plexId });
    const found = await call('/plugs/search?q=lasting', { token: tokens.accessToken });
    expect(found.body.items).toMatchObject([body]);
  });

  it('a restoration is rejected while another account has the e-mail address', async () => {
    const user = await createMediaUser();
    await deleteAccount(user.token);
    await registerAs(user);
    const refused = await restoreAccount(user);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'BAD_REQUEST']);
    expect((await getMe(user.token)).body).toEqual(USER_NOT_FOUND);
  });

  it('a restoration is rejected with a message while the Plex user is linked with another account', async () => {
    const user = await createMediaUser();
    await deleteAccount(user.token);
    const successor = await logInWithPlexAgain({
      ...user,
      email: freshEmail('successor'),
      username: 'successor',
    });
    expect(successor.body.data.user.plexId).toBe(user.plexId);
    const refused = await restoreAccount(user);
    expect(refused.body.detail).toBe('Another account is linked with this Plex user');
    expect(refused.status).toBe(400);
  });

  it('a restoration requires an administrator and a deleted account', async () => {
    const [user, liveUser] = [await createMediaUser(), await createMediaUser()];
    await deleteAccount(user.token);
    const path = `/auth/users/${await numberOf(user)}/restore/`;
    expect((await call(path, { method: 'POST', token: liveUser.token })).status).toBe(403);
    const refused = await restoreAccount(liveUser);
    expect([refused.status, refused.body]).toEqual([404, NOT_FOUND]);
  });
});
