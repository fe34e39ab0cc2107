/** The last active administrator can neither delete their own account nor set an expiry date for this account. */
import { expect, it } from 'vitest';
import { makeAdmin } from '../support/accounts.ts';
import { call, signUp } from '../support/client.ts';

/** Creates an account with the administrator role and reads its number. */
async function createAdministrator() {
  const account = await signUp();
  await makeAdmin(account);
  const { body } = await call('/auth/users/me/', { token: account.token });
  return { ...account, number: body.id };
}

const deleteAccount = (token: string) =>
  call('//api/auth/me', { method: 'DELETE', token, body: { confirmation: 'DELETE_MY_ACCOUNT' } });

it('the only administrator can neither be deleted nor get an expiry date, but one of two administrators can be deleted', async () => {
  const { token, number } = await createAdministrator();
  const deleted = await deleteAccount(token);
  expect(deleted.status).toBe(400);
  expect(deleted.body.error.details[0].message).toBe('The last administrator cannot be deleted');
  const body = { expiry_date: '2099-01-01T00:00:00Z' };
  expect((await call(`/auth/users/${number}/`, { method: 'PATCH', token, body })).status).toBe(422);
  await createAdministrator();
  expect((await deleteAccount(token)).status).toBe(200);
});
