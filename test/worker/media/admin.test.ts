/** The list of all users for administrators of the media contract. */
import { describe, expect, it, vi } from 'vitest';
import { newAdministrator } from '../sessions/device.ts';
import { call } from '../support/client.ts';
import { useTestClock } from '../support/clock.ts';
import { MINUTE, START } from '../support/golden.ts';
import { invalidInput, mediaError } from './golden.ts';
import { callMedia, createMediaUser, type MediaUser } from './media.ts';

useTestClock();

const FORBIDDEN = mediaError('INSUFFICIENT_PERMISSIONS', 'Admin access required');

describe('the list of all users', () => {
  const listUsers = (token: string, query = '') => callMedia(`/admin/users${query}`, { token });
  const listedUser = ({ me: { preferences: _preferences, ...user } }: MediaUser) => user;

  it('an administrator receives the list in pages, in the order of registration and with the total number of users', async () => {
    const { token } = await newAdministrator();
    const [first, second] = [await createMediaUser(), await createMediaUser()];
    const { total } = (await listUsers(token)).body.data;
    const { status, body } = await listUsers(token, `?page=${total}&pageSize=1`);
    const page = { users: [listedUser(second)], total, page: total, pageSize: 1 };
    expect([status, body]).toEqual([200, { success: true, data: page }]);
    const previousPage = await listUsers(token, `?page=${total - 1}&pageSize=1`);
    expect(previousPage.body.data.users).toEqual([listedUser(first)]);
    const firstPage = (await listUsers(token)).body.data;
    expect([firstPage.page, firstPage.pageSize, firstPage.users.length]).toEqual([
      1,
      20,
      Math.min(20, total),
    ]);
  });

  it('the list rejects a user after one round trip to D1, and also rejects a former administrator', async () => {
    const [{ token }, formerAdministrator] = [await createMediaUser(), await newAdministrator()];
    const refused = await listUsers(token);
    expect([refused.status, refused.body]).toEqual([403, FORBIDDEN]);
    expect(refused.cost.trips).toBe(1);
    expect(refused.cost.rowsRead).toBeLessThanOrEqual(3);
    const otherAdministrator = await newAdministrator();
    await otherAdministrator.change(formerAdministrator, { role: 'user' });
    vi.setSystemTime(START + MINUTE);
    const login = await call('/auth/login', {
      body: { email: formerAdministrator.email, password: formerAdministrator.password },
    });
    expect((await listUsers(login.body.tokens.access_token)).body).toEqual(FORBIDDEN);
  });

  it.each([
    ['page=0', 'page', 1_000_000],
    ['pageSize=201', 'pageSize', 200],
    ['pageSize=x', 'pageSize', 200],
  ])('the list rejects the query %s', async (query, field, max) => {
    const { status, body } = await listUsers((await newAdministrator()).token, `?${query}`);
    const message = `${field} must be a whole number from 1 to ${max}`;
    expect([status, body]).toEqual([400, invalidInput({ field, message })]);
  });
});
