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
