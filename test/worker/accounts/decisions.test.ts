/**
 * Decisions that change both the account's object and D1: a decision is stored completely or not at all, and a repeated
 * decision is applied once. A login that runs during a deactivation or a deletion is rejected.
 */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noCost } from '../../../src/rules/cost.ts';
import { findUnconfirmedClosings } from '../../../src/store/accounts/account-decisions.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { callMedia } from '../media/media.ts';
import { newAdministrator, newDevice, rotate } from '../sessions/device.ts';
import { deleteAccount, getMe as getMediaMe, restoreAccount, runJobs } from '../support/account-deletion.ts';
import {
  accountRow,
  makeAdmin,
  numberOf,
  removeAllAdmins,
  securityEventRows,
  updateAccount,
} from '../support/accounts.ts';
import { withRequestAfter } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, PASSWORD } from '../support/client.ts';
import { MINUTE, START } from '../support/golden.ts';
import { breakObjectDatabase, replaceObjectDatabase } from '../support/object-database.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(async () => {
  vi.useRealTimers();
  await bindings.DB.prepare('DROP TRIGGER IF EXISTS refusal').run();
});

type Account = { id: string; email: string };

const runAlarm = (account: Account) => runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
const logIn = ({ email }: Account, altered?: { DB: D1Database }) =>
  call('/auth/login', { body: { email, password: PASSWORD }, ...(altered && { altered }) });

describe('a deletion', () => {
  it('a deletion responds with 503 while the object of the account cannot write to D1, allows no session during this time, and can be repeated', async () => {
    const { account, access, refresh } = await newDevice();
    const repair = await breakObjectDatabase(account);
    expect((await deleteAccount(access)).status).toBe(503);
    expect((await rotate(refresh)).status).toBe(401);
    expect((await logIn(account)).status).toBe(503);
    await repair();
    expect((await deleteAccount(access)).status).toBe(200);
    expect((await getMediaMe(access)).status).toBe(401);
    const types = (await securityEventRows(account)).map(({ type }) => type);
    expect(types.filter((type) => type === 'account_deleted')).toHaveLength(1);
  });

  it('the alarm completes a deletion when the request is not repeated', async () => {
    const { account, access } = await newDevice();
    const repair = await breakObjectDatabase(account);
    await deleteAccount(access);
    await repair();
    await runAlarm(account);
    expect((await accountRow(account))?.deletedAtMs).toBe(START);
    expect((await accountRow(account))?.closingUnconfirmedAtMs).toBeNull();
  });

  it('a deletion ends the sessions permanently if D1 reports an error after it has stored the deletion', async () => {
    const { account, access, refresh } = await newDevice();
    const repair = await replaceObjectDatabase(account, async (statements) => {
      await bindings.DB.batch(statements);
      throw new Error('injected fault');
    });
    expect((await deleteAccount(access)).status).toBe(503);
    await repair();
    expect((await rotate(refresh)).status).toBe(401);
    await runAlarm(account);
    expect((await restoreAccount(account)).status).toBe(200);
    expect((await rotate(refresh)).status).toBe(401);
    expect((await call('/auth/me', { token: access })).status).toBe(401);
    expect((await logIn(account)).status).toBe(200);
  });

  it('the deletion of the last administrator is rejected and changes nothing', async () => {
    const { account, access, refresh } = await newDevice();
    await removeAllAdmins();
    await makeAdmin(account);
    expect((await deleteAccount(access)).status).toBe(400);
    expect((await rotate(refresh)).status).toBe(200);
    expect((await logIn(account)).status).toBe(200);
    await removeAllAdmins();
  });

  it('two parallel deletions of an account both succeed', async () => {
    const { account, access } = await newDevice();
    const DB = withRequestAfter(1, () => deleteAccount(access));
    const body = { confirmation: 'DELETE_MY_ACCOUNT' };
    const options = { method: 'DELETE', token: access, body, altered: { DB } };
    expect((await callMedia('/auth/me', options)).status).toBe(200);
    expect((await accountRow(account))?.deletedAtMs).toBe(START);
  });

  it('any unconfirmed deletion can be the first that the scheduled job sends again', async () => {
    const numbers = await Promise.all(
      [1, 2].map(async () => {
        const { account } = await newDevice();
        await updateAccount(account, { deletedAtMs: START, closingUnconfirmedAtMs: START });
        return numberOf(account);
      }),
    );
    const database = openDatabase(bindings.DB, noCost());
    const found = new Set<number>();
    for (let read = 0; read < 60; read += 1) {
      const [first] = await findUnconfirmedClosings(database, START + 2 * MINUTE, 1);
      found.add(first?.number ?? 0);
    }
    expect(numbers.filter((number) => found.has(number))).toEqual(numbers);
    for (const number of numbers) await updateAccount({ number }, { closingUnconfirmedAtMs: null });
  });

  it('the scheduled job sends a deletion again if the object of the account has not confirmed the deletion', async () => {
    const { account, refresh } = await newDevice();
    await updateAccount(account, { deletedAtMs: START, closingUnconfirmedAtMs: START });
    expect((await rotate(refresh)).status).toBe(200);
    await runJobs(START + 2 * MINUTE);
    expect((await rotate(refresh)).status).toBe(401);
    expect((await accountRow(account))?.closingUnconfirmedAtMs).toBeNull();
  });
});

describe('a change by an administrator', () => {
  it('a change by an administrator and its event are written together or not at all', async () => {
    const { account } = await newDevice();
    const admin = await newAdministrator();
    await bindings.DB.prepare(
      `CREATE TRIGGER refusal BEFORE INSERT ON security_events WHEN NEW.type = 'account_changed'
         BEGIN SELECT RAISE(ABORT, 'refused by the test'); END`,
    ).run();
    const change = () =>
      numberOf(account).then((number) =>
        call(`/auth/users/${number}/`, { method: 'PATCH', token: admin.token, body: { role: 'admin' } }),
      );
    expect((await change()).status).toBe(503);
    expect((await accountRow(account))?.role).toBe('user');
    await bindings.DB.prepare('DROP TRIGGER refusal').run();
    expect((await change()).status).toBe(200);
    expect((await accountRow(account))?.role).toBe('admin');
    const events = await securityEventRows(account);
    expect(events.filter(({ type }) => type === 'account_changed')).toHaveLength(1);
  });

  it('the removal of a role ends the sessions if D1 reports an error after it has stored the removal', async () => {
    const { account, refresh } = await newDevice();
    await makeAdmin(account);
    const admin = await newAdministrator();
    const repair = await replaceObjectDatabase(account, async (statements) => {
      await bindings.DB.batch(statements);
      throw new Error('injected fault');
    });
    const path = `/auth/users/${await numberOf(account)}/`;
    const changed = await call(path, { method: 'PATCH', token: admin.token, body: { role: 'user' } });
    expect(changed.status).toBe(503);
    await repair();
    await runAlarm(account);
    expect((await rotate(refresh)).body.error.reason).toBe('revoked');
  });
});

describe('a login during another request', () => {
  /** A D1 that runs another request after the first batch of a login. This batch reads the account. */
  const withRequestAfterRead = (otherRequest: () => Promise<unknown>) => withRequestAfter(1, otherRequest);

  it('a login that has read the account before its deactivation is rejected and leaves no session', async () => {
    const { account } = await newDevice();
    const admin = await newAdministrator();
    const deactivate = () => admin.change(account, { is_active: false });
    const login = await logIn(account, { DB: withRequestAfterRead(deactivate) });
    expect([login.status, login.body.detail]).toEqual([401, 'Account is deactivated']);
    await admin.change(account, { is_active: true });
    const { body } = await logIn(account);
    const { body: sessions } = await call('/auth/sessions/', { token: body.tokens.access_token });
    expect(sessions).toHaveLength(1);
  });

  it('a login that has read the account before its expiry was set to the past is rejected', async () => {
    const { account } = await newDevice();
    const admin = await newAdministrator();
    const expire = () => admin.change(account, { expiry_date: new Date(START).toISOString() });
    const login = await logIn(account, { DB: withRequestAfterRead(expire) });
    expect([login.status, login.body.detail]).toEqual([401, 'Account has expired']);
  });

  it.each([
    ['set', null, START + 20 * MINUTE, 401],
    ['removed', START + 20 * MINUTE, null, 200],
  ])(
    'a login that has read the account before its expiry was %s does not change the expiry of its sessions',
    async (_, beforeMs, afterMs, status) => {
      const { account } = await newDevice();
      const admin = await newAdministrator();
      const setExpiry = (atMs: number | null) =>
        admin.change(account, { expiry_date: atMs === null ? null : new Date(atMs).toISOString() });
      await setExpiry(beforeMs);
      const login = await logIn(account, { DB: withRequestAfterRead(() => setExpiry(afterMs)) });
      expect(login.status).toBe(200);
      vi.setSystemTime(START + 20 * MINUTE);
      const body = { refresh_token: login.body.tokens.refresh_token };
      expect((await call('/auth/refresh', { body })).status).toBe(status);
    },
  );

  it('a login that has read the account before its deletion is rejected', async () => {
    const { account, access } = await newDevice();
    const login = await logIn(account, { DB: withRequestAfterRead(() => deleteAccount(access)) });
    expect([login.status, login.body.detail]).toEqual([401, 'Invalid email or password']);
  });
});
