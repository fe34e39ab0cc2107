/**
 * The security log of an account contains the changes that an administrator makes to the account, without the session,
 * the address, the country and the user agent of the administrator. Changes to the own account of the administrator are
 * an exception.
 */
import { expect, it } from 'vitest';
import { newAdministrator } from '../sessions/device.ts';
import { numberOf, securityEventRows, updateAccount } from '../support/accounts.ts';
import { type CallOptions, call, signUp } from '../support/client.ts';

const REQUEST_DATA: CallOptions = { address: '203.0.113.78', headers: { 'User-Agent': 'Probe/1.0' } };
const NO_REQUEST_DATA = { sessionId: null, address: null, userAgent: null, country: null };

it('the events of an import and a restoration contain no data of the administrator', async () => {
  const account = await signUp();
  const { token } = await newAdministrator();
  await updateAccount(account, { isVerified: true });
  const number = await numberOf(account);
  const users = [{ email: account.email, city: 'Rye' }];
  await call('/admin/users/import', { ...REQUEST_DATA, token, body: { users } });
  const confirmation = { confirmation: 'DELETE_MY_ACCOUNT' };
  await call('//api/auth/me', { method: 'DELETE', token: account.token, body: confirmation });
  await call(`/auth/users/${number}/restore`, { ...REQUEST_DATA, method: 'POST', token });
  const rows = await securityEventRows({ number });
  const changes = rows.filter(({ type }) => type === 'account_changed' || type === 'account_restored');
  expect(changes).toHaveLength(2);
  const details = ['{"imported":["city"],"by":"administrator"}', '{"by":"administrator"}'];
  for (const detail of details)
    expect(changes).toContainEqual(expect.objectContaining({ ...NO_REQUEST_DATA, detail }));
});

it('the event of a change by administrators to their own account contains the address and the user agent', async () => {
  const admin = await newAdministrator();
  const { id, ...account } = (await call('/auth/users/me/', { token: admin.token })).body;
  expect(account.is_staff).toBe(true);
  const change = { method: 'PATCH', token: admin.token, body: { is_premium: true } };
  await call(`/auth/users/${id}/`, { ...REQUEST_DATA, ...change });
  const rows = await securityEventRows({ number: id });
  expect(rows).toContainEqual(
    expect.objectContaining({ type: 'account_changed', address: '203.0.113.78', userAgent: 'Probe/1.0' }),
  );
});
