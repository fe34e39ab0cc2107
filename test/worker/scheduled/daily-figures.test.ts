/** The daily figures: counted entries of the security log, active sessions, accounts and failed e-mails. */
import { createExecutionContext } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../src/core/notifications/send-email.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { createContext } from '../../../src/core/request/create-context.ts';
import { updateDailyFigures } from '../../../src/core/scheduled/update-figures.ts';
import type { QueuedEmail } from '../../../src/store/notifications/mail-queue.ts';
import { countLogEntries, updateCurrentFigures } from '../../../src/store/scheduled/daily-figures.ts';
import { bindings } from '../support/bindings.ts';
import { signUp } from '../support/client.ts';

/** The start of 20 May 2031 in UTC. */
const TODAY_MS = Date.UTC(2031, 4, 20);
const HOUR_MS = 3_600_000;

/** A context of the scheduled job at `TODAY_MS`. */
function newContext() {
  const execution = createExecutionContext();
  const ctx = createContext({
    bindings,
    configuration: parseConfiguration(bindings),
    request: { id: 'run', address: '', userAgent: 'cron', country: null },
    actor: { kind: 'system' },
    waitUntil: (work) => execution.waitUntil(work),
  });
  return { ...ctx, nowMs: TODAY_MS };
}

const statement = (query: string, ...values: unknown[]) => bindings.DB.prepare(query).bind(...values);
/** Updates the figures like a run of the scheduled job: counts all entries that no earlier run has counted. */
const updateFigures = () => updateDailyFigures(newContext(), { endsAtMs: Date.now() + 10_000 });

let insertedCount = 0;

/** Inserts entries with one statement. The id of an entry contains its position among all inserted entries. */
async function insertEntries(type: string, count: number, atMs: number): Promise<void> {
  await statement(
    `INSERT INTO security_events (id, owner, type, created_at)
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     SELECT 'entry' || CAST(? + i AS INTEGER), 1, ?, ? FROM n`,
    count,
    insertedCount,
    type,
    atMs,
  ).run();
  insertedCount += count;
}

/** The stored figures. The key of a figure consists of the day and the name. */
async function readFigures(): Promise<Record<string, number>> {
  const { results } = await statement('SELECT day, name, value FROM daily_figures').all();
  return Object.fromEntries(results.map(({ day, name, value }) => [`${day} ${name}`, value as number]));
}

beforeEach(async () => {
  await bindings.DB.batch(
    ['security_events', 'daily_figures', 'figure_positions'].map((table) =>
      statement(`DELETE FROM ${table}`),
    ),
  );
});

describe('the count of the security log', () => {
  it('a run stores one figure for each day and counted type', async () => {
    await insertEntries('login_succeeded', 3, TODAY_MS);
    await insertEntries('login_succeeded', 2, TODAY_MS - 1);
    await insertEntries('login_failed', 4, TODAY_MS);
    await insertEntries('otp_requested', 5, TODAY_MS);
    await updateFigures();
    expect(await readFigures()).toMatchObject({
      '2031-05-20 login_succeeded': 3,
      '2031-05-19 login_succeeded': 2,
      '2031-05-20 login_failed': 4,
    });
    expect(await readFigures()).not.toHaveProperty('2031-05-20 otp_requested');
  });

  it('a run adds new entries to the figures, also an entry that is written days after the event', async () => {
    await insertEntries('login_failed', 2, TODAY_MS);
    await updateFigures();
    await updateFigures();
    await insertEntries('login_failed', 1, TODAY_MS - 3 * 24 * HOUR_MS);
    await insertEntries('login_failed', 1, TODAY_MS);
    await updateFigures();
    expect(await readFigures()).toMatchObject({ '2031-05-20 login_failed': 3, '2031-05-17 login_failed': 1 });
  });

  it('concurrent runs count each entry once', async () => {
    await insertEntries('login_succeeded', 18_000, TODAY_MS);
    await Promise.all([updateFigures(), updateFigures(), updateFigures(), updateFigures()]);
    expect(await readFigures()).toMatchObject({ '2031-05-20 login_succeeded': 18_000 });
  });

  it('a run continues where an earlier run ended', async () => {
    await insertEntries('account_locked', 25, TODAY_MS);
    const { database } = newContext();
    expect(await countLogEntries(database, 10)).toEqual({ isAtEnd: false });
    expect(await readFigures()).toMatchObject({ '2031-05-20 account_locked': 10 });
    await updateFigures();
    expect(await readFigures()).toMatchObject({ '2031-05-20 account_locked': 25 });
  });

  it('a run counts an entry that has the rowid of a deleted entry', async () => {
    await insertEntries('refresh_reuse', 5, TODAY_MS);
    await updateFigures();
    await statement(
      'DELETE FROM security_events WHERE id IN (?, ?)',
      `entry${insertedCount}`,
      `entry${insertedCount - 1}`,
    ).run();
    await insertEntries('refresh_reuse', 2, TODAY_MS);
    await updateFigures();
    await statement('DELETE FROM security_events').run();
    await insertEntries('refresh_reuse', 1, TODAY_MS);
    await updateFigures();
    expect(await readFigures()).toMatchObject({ '2031-05-20 refresh_reuse': 8 });
  });

  it('the count of one new entry reads at most 20 rows in a log of 20,000 counted entries', async () => {
    await insertEntries('login_succeeded', 20_000, TODAY_MS);
    await updateFigures();
    await insertEntries('login_succeeded', 1, TODAY_MS);
    const ctx = newContext();
    await countLogEntries(ctx.database);
    expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(20);
  });
});

describe('the figure of the active sessions', () => {
  /** Inspects at most `limit` sessions. If no inspection has begun, begins one only if `mayBeginInspection` is true. */
  const inspectSessions = (mayBeginInspection: boolean, limit: number) =>
    updateCurrentFigures(newContext().database, { nowMs: Date.now(), mayBeginInspection, limit });
  const today = new Date().toISOString().slice(0, 10);

  it('several runs together count the active sessions, without ended and expired sessions', async () => {
    await statement('DELETE FROM sessions').run();
    const accounts = [await signUp(), await signUp(), await signUp(), await signUp(), await signUp()];
    await statement('UPDATE sessions SET ended_at = 1 WHERE id = ?', accounts[1]?.sessionId).run();
    await statement('UPDATE sessions SET expires_at = 1 WHERE id = ?', accounts[2]?.sessionId).run();
    // The first call inspects no session, because no inspection has begun.
    await inspectSessions(false, 2);
    await inspectSessions(true, 2);
    await inspectSessions(false, 2);
    expect(await readFigures()).not.toHaveProperty(`${today} active_sessions`);
    await inspectSessions(false, 2);
    expect(await readFigures()).toHaveProperty(`${today} active_sessions`, 3);
    await inspectSessions(false, 2);
    await statement('UPDATE sessions SET ended_at = 1').run();
    await inspectSessions(true, 100);
    expect(await readFigures()).toHaveProperty(`${today} active_sessions`, 0);
  });
});

it('the numbers of accounts are correct after a deactivation, a deletion, a restoration and an erasure', async () => {
  const { id } = await signUp();
  const { id: other } = await signUp();
  const readTotals = () =>
    statement('SELECT live, inactive FROM account_totals').first<{ live: number; inactive: number }>();
  const { live = 0, inactive = 0 } = (await readTotals()) ?? {};
  expect(live).toBe((await statement('SELECT count(*) AS n FROM users').first<{ n: number }>())?.n);
  await statement('UPDATE users SET is_active = 0 WHERE id IN (?, ?)', id, other).run();
  expect(await readTotals()).toEqual({ live, inactive: inactive + 2 });
  await statement('UPDATE users SET deleted_at = 1 WHERE id = ?', id).run();
  expect(await readTotals()).toEqual({ live: live - 1, inactive: inactive + 1 });
  await statement('UPDATE users SET deleted_at = NULL, is_active = 1 WHERE id = ?', id).run();
  expect(await readTotals()).toEqual({ live, inactive: inactive + 1 });
  await statement('DELETE FROM users WHERE id IN (?, ?)', id, other).run();
  expect(await readTotals()).toEqual({ live: live - 2, inactive });
  await updateFigures();
  expect(await readFigures()).toHaveProperty('2031-05-20 accounts', live - 2);
});

it('a failed e-mail counts once, on the day of its last attempt', async () => {
  const ctx = { ...newContext(), mail: { send: () => Promise.reject(new Error('refused')) } };
  const email: QueuedEmail = {
    ...{ id: 'failing', recipient: 'a@example.com', template: 'password_changed', state: 'waiting' },
    data: { name: '', device: 'd', address: 'a', country: null, time: 't' },
    ...{ attempts: 6, nextAttemptAtMs: 0, createdAtMs: 0 },
  };
  await deliver(ctx, email);
  expect(await readFigures()).toEqual({});
  await deliver(ctx, { ...email, attempts: 7 });
  expect(await readFigures()).toEqual({ '2031-05-20 emails_failed': 1 });
});
