/**
 * Storage failures during login, refresh and logout. First each storage call of the worker fails in turn. Then the
 * writes of the account's object to D1 fail.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { AlteredBindings } from '../support/altered-worker.ts';
import { withBatch } from '../support/altered-worker.ts';
import { bindings } from '../support/bindings.ts';
import { call, signUp, type TestAccount, type TestResponse } from '../support/client.ts';
import { breakObjectDatabase } from '../support/object-database.ts';

/** Counts the storage calls of a request, and throws an error at the call with a given number. */
class Fault {
  readonly #failingCall: number;
  #callCount = 0;
  /** The name of the binding whose call failed, or null if no call has failed. */
  failedBinding: string | null = null;

  /** @param failingCall the number of the call that fails; the first call has the number 1 */
  constructor(failingCall: number) {
    this.#failingCall = failingCall;
  }

  /** Counts one call. Throws if it is the call that fails. */
  countCall(binding: string): void {
    this.#callCount += 1;
    if (this.#callCount !== this.#failingCall) return;
    this.failedBinding = binding;
    throw new Error('injected fault');
  }
}

/** Bindings that report each call to `fault`. The failing call throws before it has an effect. */
function faultyBindings(fault: Fault): AlteredBindings {
  const faultyObjects = <Name extends 'ACCOUNTS' | 'UNKNOWN_IDENTIFIERS' | 'ADDRESS_LIMITS'>(name: Name) =>
    ({
      getByName: (key: string) =>
        new Proxy(bindings[name].getByName(key), {
          get:
            (stub, method) =>
            async (...input: unknown[]) => {
              fault.countCall(name);
              const target = stub as unknown as Record<string | symbol, (...args: unknown[]) => unknown>;
              return target[method]?.(...input);
            },
        }),
    }) as unknown as (typeof bindings)[Name];
  return {
    DB: withBatch(async (statements) => {
      fault.countCall('DB');
      return bindings.DB.batch(statements);
    }),
    EDGE_CACHE: {
      get: async (keys: string[]) => {
        fault.countCall('EDGE_CACHE');
        return bindings.EDGE_CACHE.get(keys);
      },
    } as unknown as KVNamespace,
    ACCOUNTS: faultyObjects('ACCOUNTS'),
    UNKNOWN_IDENTIFIERS: faultyObjects('UNKNOWN_IDENTIFIERS'),
    ADDRESS_LIMITS: faultyObjects('ADDRESS_LIMITS'),
  };
}

type Operation = (account: TestAccount, altered?: AlteredBindings) => Promise<TestResponse>;

const ADDRESS = '192.0.2.77';
const OPERATIONS: Record<string, Operation> = {
  login: ({ email, password }, altered) =>
    call('/auth/login', { body: { email, password }, address: ADDRESS, ...(altered && { altered }) }),
  refresh: ({ refreshToken }, altered) =>
    call('/auth/refresh', { body: { refresh_token: refreshToken }, ...(altered && { altered }) }),
  logout: ({ refreshToken }, altered) =>
    call('/auth/logout', { body: { refresh_token: refreshToken }, ...(altered && { altered }) }),
};

describe.each(Object.entries(OPERATIONS))('a storage failure during %s', (_name, operate) => {
  it('the response is 503 without a token, or 200 if the failed call was optional, and the next request succeeds', async () => {
    const failedBindings: string[] = [];
    for (let failingCall = 1; failingCall < 12; failingCall += 1) {
      const account = await signUp();
      const fault = new Fault(failingCall);
      const failed = await operate(account, faultyBindings(fault));
      if (fault.failedBinding === null) break;
      failedBindings.push(fault.failedBinding);
      if (failed.status !== 200) {
        expect(failed.status).toBe(503);
        expect(failed.headers.get('Retry-After')).toBe('5');
        expect(JSON.stringify(failed.body)).not.toContain('eyJ');
      }
      expect((await operate(account)).status).toBe(200);
    }
    expect(failedBindings).toContain('ACCOUNTS');
  });
});

/** The ids of the sessions of an account that have not ended, read from D1. */
async function readLiveSessionIds(account: TestAccount): Promise<number[]> {
  const rows = await bindings.DB.prepare(
    'SELECT sessions.id FROM sessions JOIN users ON users.number = owner WHERE users.id = ? AND ended_at IS NULL',
  )
    .bind(account.id)
    .all<{ id: number }>();
  return rows.results.map(({ id }) => id);
}

describe('a failed write to D1 after the object has stored the change', () => {
  it('a login returns 503 without tokens, and its session ends', async () => {
    const account = await signUp();
    const repair = await breakObjectDatabase(account);
    const failed = await OPERATIONS.login?.(account);
    expect(failed?.status).toBe(503);
    expect(failed?.body).not.toHaveProperty('tokens');
    await repair();
    await runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
    expect(await readLiveSessionIds(account)).toEqual([account.sessionId]);
    expect((await OPERATIONS.login?.(account))?.status).toBe(200);
  });

  it('a logout returns 503, the refresh token of its session is rejected immediately, and the alarm updates D1', async () => {
    const account = await signUp();
    const repair = await breakObjectDatabase(account);
    expect((await OPERATIONS.logout?.(account))?.status).toBe(503);
    expect((await OPERATIONS.refresh?.(account))?.status).toBe(401);
    expect(await readLiveSessionIds(account)).toEqual([account.sessionId]);
    await repair();
    await runDurableObjectAlarm(bindings.ACCOUNTS.getByName(account.id));
    expect(await readLiveSessionIds(account)).toEqual([]);
    const refused = await call('/auth/me', { token: account.token });
    expect(refused.body.error.reason).toBe('logged_out');
  });

  it('the alarm updates D1 if the object was evicted after the failed write', async () => {
    const account = await signUp();
    const stub = bindings.ACCOUNTS.getByName(account.id);
    await breakObjectDatabase(account);
    await OPERATIONS.logout?.(account);
    // The next call creates a new instance of the object, which uses the real D1.
    await evictDurableObject(stub);
    expect(await readLiveSessionIds(account)).toEqual([account.sessionId]);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await readLiveSessionIds(account)).toEqual([]);
  });

  it('a change that D1 rejects stays stored in the object and does not block the end of a session', async () => {
    const account = await signUp();
    await runInDurableObject(bindings.ACCOUNTS.getByName(account.id), (_, { storage }) => {
      const event = { id: 'poison', owner: null, type: 'login_failed', createdAtMs: 1 };
      storage.sql.exec(
        'INSERT INTO changes (decision) VALUES (?)',
        JSON.stringify([{ type: 'event', event }]),
      );
    });
    expect((await OPERATIONS.logout?.(account))?.status).toBe(200);
    expect(await readLiveSessionIds(account)).toEqual([]);
    const rows = await runInDurableObject(bindings.ACCOUNTS.getByName(account.id), (_, { storage }) =>
      storage.sql.exec('SELECT key FROM changes').toArray(),
    );
    expect(rows).toHaveLength(1);
  });

  it('the alarm retries while D1 is unavailable, and then ends the session in D1', async () => {
    const account = await signUp();
    const stub = bindings.ACCOUNTS.getByName(account.id);
    const repair = await breakObjectDatabase(account);
    await OPERATIONS.logout?.(account);
    for (let retry = 0; retry < 3; retry += 1) expect(await runDurableObjectAlarm(stub)).toBe(true);
    await repair();
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await readLiveSessionIds(account)).toEqual([]);
  });

  it('a repeated logout updates D1 without the alarm', async () => {
    const account = await signUp();
    const repair = await breakObjectDatabase(account);
    await OPERATIONS.logout?.(account);
    await repair();
    expect((await OPERATIONS.logout?.(account))?.status).toBe(200);
    expect(await readLiveSessionIds(account)).toEqual([]);
  });
});
