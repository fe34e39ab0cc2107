/** Logins and old tokens after a restore of D1, and after the loss of an account's object. */
import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resetIncarnations } from '../../../src/core/request/incarnation.ts';
import { noCost } from '../../../src/rules/cost.ts';
import { openDatabase } from '../../../src/store/database/database.ts';
import { beginIncarnation } from '../../../src/store/database/incarnation.ts';
import type { D1Access } from '../../../src/tools/cli/database/d1.ts';
import { restoreBackup } from '../../../src/tools/cli/database/restore-steps.ts';
import { accountRow, updateAccount } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { call, PASSWORD, signUp, type TestAccount } from '../support/client.ts';
import { NEW_PASSWORD, replacePassword } from './device.ts';

beforeEach(() => {
  resetIncarnations();
});
afterEach(() => {
  vi.useRealTimers();
});

/**
 * Begins a new incarnation, like `npm run restore`, and clears the worker's cache of the incarnation.
 * The incarnation is the time of the last restore.
 */
async function finishRestore(): Promise<void> {
  await beginIncarnation(openDatabase(bindings.DB, noCost()), Date.now());
  resetIncarnations();
}

/** Deletes the stored data of the account's object, and evicts the object from memory. */
async function loseObject(account: TestAccount): Promise<void> {
  const stub = bindings.ACCOUNTS.getByName(account.id);
  await runInDurableObject(stub, (_, { storage }) => storage.deleteAll());
  await evictDurableObject(stub);
}

const logIn = ({ email }: TestAccount, password: string) =>
  call('/auth/login', { body: { email, password } });
const meStatus = async (token: string) => (await call('/auth/me', { token })).status;
const refreshStatus = async (token: string) =>
  (await call('/auth/refresh', { body: { refresh_token: token } })).status;

/** Signs in three times and expects that each access token and each refresh token works. Returns the session ids. */
async function expectSignIns(account: TestAccount, password: string): Promise<number[]> {
  const ids: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { status, body } = await logIn(account, password);
    expect(status).toBe(200);
    expect(await meStatus(body.tokens.access_token)).toBe(200);
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(200);
    ids.push(body.session_id);
  }
  return ids;
}

describe('a restored D1 with empty objects', () => {
  it('a restored D1 with empty objects accepts the current password and rejects the tokens of the earlier session', async () => {
    const account = await signUp();
    await replacePassword(account.email);
    const { body } = await logIn(account, NEW_PASSWORD);
    await loseObject(account);
    await finishRestore();
    expect(await meStatus(body.tokens.access_token)).toBe(401);
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(401);
    const ids = await expectSignIns(account, NEW_PASSWORD);
    expect(ids).not.toContain(body.session_id);
    expect(await meStatus(body.tokens.access_token)).toBe(401);
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(401);
  });
});

/** The objects have stored decisions that are later than the state of the restored D1. */
describe('a restored D1 with newer objects', () => {
  it('a restored D1 with newer objects accepts the password of the restored row and rejects the tokens of the earlier session', async () => {
    const account = await signUp();
    const before = await accountRow(account);
    await replacePassword(account.email);
    const { body } = await logIn(account, NEW_PASSWORD);
    await updateAccount(account, { passwordHash: before?.passwordHash ?? null, passwordEpoch: 0 });
    await finishRestore();
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(401);
    const ids = await expectSignIns(account, PASSWORD);
    expect(Math.min(...ids)).toBeGreaterThan(body.session_id);
    expect(await meStatus(body.tokens.access_token)).toBe(401);
  });

  it('a restored D1 does not receive the queued changes of a newer object', async () => {
    const account = await signUp();
    await runInDurableObject(bindings.ACCOUNTS.getByName(account.id), (_, { storage }) => {
      const owner = Math.floor(account.sessionId / 2 ** 22);
      const change = {
        type: 'password_replaced',
        owner,
        passwordHash: 'x',
        epoch: 9,
        isReset: false,
        atMs: 1,
      };
      storage.sql.exec('INSERT INTO changes (decision) VALUES (?)', JSON.stringify([change]));
    });
    await finishRestore();
    await expectSignIns(account, PASSWORD);
    expect((await accountRow(account))?.passwordHash).not.toBe('x');
  });
});

describe('npm run restore', () => {
  it('npm run restore ends all sessions of the backup, even if the rebuild of the search index fails', async () => {
    const account = await signUp();
    const access: D1Access = {
      query: () => Promise.reject(new Error('D1 does not respond')),
      execute: async (statements) => {
        await bindings.DB.batch(statements.map((statement) => bindings.DB.prepare(statement)));
      },
    };
    await expect(restoreBackup(access, async () => {})).rejects.toThrow('D1 does not respond');
    resetIncarnations();
    expect(await meStatus(account.token)).toBe(401);
    expect(await refreshStatus(account.refreshToken)).toBe(401);
  });
});

describe('the loss of one object', () => {
  it('after the loss of an object, the current password is valid, new session ids are higher, and the old tokens are rejected', async () => {
    const account = await signUp();
    await replacePassword(account.email);
    const { body } = await logIn(account, NEW_PASSWORD);
    await loseObject(account);
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(401);
    const ids = await expectSignIns(account, NEW_PASSWORD);
    expect(Math.min(...ids)).toBeGreaterThan(body.session_id);
    expect(await meStatus(body.tokens.access_token)).toBe(401);
  });

  it('after the loss of an object, neither of two concurrent logins ends the session of the other login', async () => {
    const account = await signUp();
    await loseObject(account);
    const logins = await Promise.all([logIn(account, PASSWORD), logIn(account, PASSWORD)]);
    for (const { body } of logins) expect(await meStatus(body.tokens.access_token)).toBe(200);
  });

  it('after the loss of an object, no session is refreshed after the expiry of the account', async () => {
    const account = await signUp();
    const expiresAtMs = Date.now() + 3_600_000;
    await updateAccount(account, { expiresAtMs });
    await loseObject(account);
    const { body } = await logIn(account, PASSWORD);
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: expiresAtMs });
    expect(await refreshStatus(body.tokens.refresh_token)).toBe(401);
  });

  it('after the loss of an object, a deactivated account can neither refresh a session nor sign in', async () => {
    const account = await signUp();
    await updateAccount(account, { isActive: false });
    await loseObject(account);
    expect(await refreshStatus(account.refreshToken)).toBe(401);
    expect((await logIn(account, PASSWORD)).status).toBe(401);
  });
});
