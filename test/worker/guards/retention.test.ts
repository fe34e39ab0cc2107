/** The alarms of the objects that count attempts: when the alarms delete entries, and when the objects are erased. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { expect, it, vi } from 'vitest';
import { bindings } from '../support/bindings.ts';
import { useTestClock } from '../support/clock.ts';
import { DAY, START } from '../support/golden.ts';

useTestClock();

const LIMIT = { max: 5, windowMs: DAY };
const LOCKOUT = { maxFailures: 10, lockMs: DAY };

/** The names of the tables of an object, and the time of its alarm. */
function readState(stub: DurableObjectStub): Promise<{ tables: string[]; alarmAtMs: number | null }> {
  return runInDurableObject(stub, async (_, { storage }) => {
    const names =
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'";
    const tables = storage.sql.exec<{ name: string }>(names).toArray();
    return { tables: tables.map(({ name }) => name), alarmAtMs: await storage.getAlarm() };
  });
}

/** Evicts the object, so that a new instance runs the alarm. Then runs the alarm. Returns whether an alarm was set. */
async function runAlarmAt(stub: DurableObjectStub, atMs: number): Promise<boolean> {
  await evictDurableObject(stub);
  vi.setSystemTime(atMs);
  return runDurableObjectAlarm(stub);
}

const addressLimit = () => bindings.ADDRESS_LIMITS.getByName(crypto.randomUUID());
const unknownIdentifier = () => bindings.UNKNOWN_IDENTIFIERS.getByName(crypto.randomUUID());

it.each([
  [
    'AddressLimit',
    DAY,
    async () => {
      const stub = addressLimit();
      await stub.countCall({ bucket: 'login', subjects: [{ subject: 'subject', limit: LIMIT }] });
      return stub;
    },
  ],
  [
    'UnknownIdentifier',
    400 * DAY,
    async () => {
      const stub = unknownIdentifier();
      await stub.reserveAttempt({ subject: 'subject', addressBlock: '192.0.2.1', policy: LOCKOUT });
      return stub;
    },
  ],
])(
  'an object %s that is not in memory is erased by its alarm after its last entry has ended, and has no alarm afterwards',
  async (_, retentionMs, createEntry) => {
    const stub = await createEntry();
    expect(await runAlarmAt(stub, START + retentionMs - 1)).toBe(true);
    expect(await readState(stub)).toMatchObject({ alarmAtMs: expect.any(Number) });
    expect(await runAlarmAt(stub, START + retentionMs)).toBe(true);
    expect(await readState(stub)).toEqual({ tables: [], alarmAtMs: null });
  },
);

const account = () => bindings.ACCOUNTS.getByName(crypto.randomUUID());
const FROM_BLOCK = { subject: 'subject', requestingBlock: '192.0.2.0/24', limit: LIMIT };
const ATTEMPT = { subject: 'subject', addressBlock: '192.0.2.1', policy: LOCKOUT };

/** The number of entries in the tables of the guard. */
function countEntries(stub: DurableObjectStub): Promise<number> {
  return runInDurableObject(stub, (_, { storage }) =>
    ['failures', 'windows', 'otps']
      .map((table) => storage.sql.exec<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`).one().rows)
      .reduce((sum, rows) => sum + rows, 0),
  );
}

it.each<[string, number, (stub: ReturnType<typeof account>) => Promise<unknown>]>([
  ['a failed attempt', 400, (stub) => stub.reserveAttempt(ATTEMPT)],
  [
    'a request for a code',
    30,
    (stub) =>
      stub.requestOtp({
        ...FROM_BLOCK,
        ...{ emailsPerBlock: LIMIT, emailsInAll: LIMIT, purpose: 'password_reset', nonce: 'nonce' },
        policy: { lifeMs: DAY, maxTries: 5 },
      }),
  ],
  [
    'a try of a code',
    30,
    (stub) => stub.takeOtpTry({ ...FROM_BLOCK, maxTriesPerBlock: 5, purpose: 'password_reset' }),
  ],
  [
    'an invalid reset token',
    30,
    (stub) => stub.checkResetToken({ ...FROM_BLOCK, tokenHash: 'hash', isCounted: true }),
  ],
  ['an e-mail', 30, (stub) => stub.takeAllowance({ name: 'email:account_locked', limit: LIMIT })],
])(
  'the alarms of an account without a session delete %s after at most %i days and 30 more, and then end',
  async (_, retentionDays, createEntry) => {
    const stub = account();
    // After the alarm has ended, a further entry of the same instance sets the alarm again.
    for (const startMs of [START, START + 1000 * DAY]) {
      vi.setSystemTime(startMs);
      await createEntry(stub);
      expect(await countEntries(stub)).toBeGreaterThan(0);
      for (let days = 30; days < retentionDays; days += 30) {
        vi.setSystemTime(startMs + days * DAY);
        expect(await runDurableObjectAlarm(stub)).toBe(true);
        expect(await countEntries(stub)).toBeGreaterThan(0);
      }
      vi.setSystemTime(startMs + (retentionDays + 30) * DAY);
      expect(await runDurableObjectAlarm(stub)).toBe(true);
      expect(await countEntries(stub)).toBe(0);
      expect(await runDurableObjectAlarm(stub)).toBe(false);
    }
  },
);
