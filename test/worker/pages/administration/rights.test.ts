/** The form that changes the rights of an account. */
import { expect, it } from 'vitest';
import { accountRow, updateAccount } from '../../support/accounts.ts';
import { call } from '../../support/client.ts';
import { createManagedAccount, createPageAdministrator } from './administrator.ts';

it('the form of the rights stores role, premium and expiry date, keeps the time of an unchanged date, and rejects wrong dates', async () => {
  const admin = await createPageAdministrator();
  const { path, number } = await createManagedAccount();
  const premiumUntilMs = Date.UTC(2031, 5, 1, 12);
  await updateAccount({ number }, { isPremium: true, premiumUntilMs });
  expect((await admin.read(path)).body).toContain('value="2031-06-01"');
  const rights = {
    role: 'admin',
    premium: 'until',
    premium_until: '2031-06-01',
    expiry_date: '2031-12-31',
  };
  const saved = await admin.send(`${path}/rights`, rights);
  expect(saved.headers.get('Location')).toBe(`${path}?notice=saved`);
  expect(await accountRow({ number })).toMatchObject({
    ...{ role: 'admin', isPremium: true, premiumUntilMs },
    expiresAtMs: Date.UTC(2032, 0, 1),
  });
  const { body } = await admin.read(path);
  expect(body).toContain('value="2031-12-31"');
  await admin.send(`${path}/rights`, { ...rights, role: 'user', premium: 'no', expiry_date: '' });
  expect(await accountRow({ number })).toMatchObject({ role: 'user', isPremium: false, expiresAtMs: null });
  const missingDate = await admin.send(`${path}/rights`, { ...rights, premium_until: '' });
  expect([missingDate.status, missingDate.body.includes('Enter the last day')]).toEqual([422, true]);
  const invalidDate = await admin.send(`${path}/rights`, { ...rights, expiry_date: 'soon' });
  expect([invalidDate.status, invalidDate.body.includes('Enter a date')]).toEqual([422, true]);
});

it.each(['UTC', 'Asia/Tokyo', 'America/New_York'])(
  'the form of the rights stores and shows the last day of the year 9999 in the time zone %s',
  async (timeZone) => {
    const admin = await createPageAdministrator();
    await updateAccount({ email: admin.email }, { timeZone });
    const { path, number, token } = await createManagedAccount();
    const rights = {
      role: 'user',
      premium: 'until',
      premium_until: '9999-12-31',
      expiry_date: '9999-12-31',
    };
    expect((await admin.send(`${path}/rights`, rights)).status).toBe(303);
    const { body } = await admin.read(path);
    expect(body.match(/value="9999-12-31"/g)).toHaveLength(2);
    const last = Date.parse('9999-12-31T23:59:59.999Z');
    expect(await accountRow({ number })).toMatchObject({ premiumUntilMs: last, expiresAtMs: last });
    expect((await call('/auth/me', { token })).status).toBe(200);
  },
);
