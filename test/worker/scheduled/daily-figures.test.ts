/** The daily figures: each entry of the security log is counted once, and no run reads the whole log. */
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

const DAY = Date.UTC(2031, 4, 20);
const HOUR_MS = 3_600_000;

function context() {
  const execution = createExecutionContext();
  const ctx = createContext({
    bindings,
    configuration: parseConfiguration(bindings),
    request: { id: 'run', address: '', userAgent: 'cron', country: null },
    actor: { kind: 'system' },
    waitUntil: (work) => execution.waitUntil(work),
  });
  return { ...ctx, nowMs: DAY };
}

const run = (query: string, ...values: unknown[]) => bindings.DB.prepare(query).bind(...values);
const countAll = () => updateDailyFigures(context(), { endsAtMs: Date.now() + 10_000 });

let entries = 0;

/** Inserts entries with one statement. The id of an entry contains its position among all inserted entries. */
async function insertEntries(type: string, count: number, atMs: number): Promise<void> {
  await run(
    `INSERT INTO security_events (id, owner, type, created_at)
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     SELECT 'entry' || CAST(? + i AS INTEGER), 1, ?, ? FROM n`,
    count,
    entries,
    type,
    atMs,
  ).run();
  entries += count;
}

async function figures(): Promise<Record<string, number>> {
  const { results } = await run('SELECT day, name, value FROM daily_figures').all();
  return Object.fromEntries(results.map(({ day, name, value }) => [`${day} ${name}`, value as number]));
}

beforeEach(async () => {
  await bindings.DB.batch(
    ['security_events', 'daily_figures', 'figure_positions'].map((table) => run(`DELETE FROM ${table}`)),
  );
});

describe('the count of the security log', () => {
  it('a run stores one figure for each day and type', async () => {
    await insertEntries('login_succeeded', 3, DAY);
    await insertEntries('login_succeeded', 2, DAY - 1);
    await insertEntries('login_failed', 4, DAY);
    await insertEntries('otp_requested', 5, DAY);
    await countAll();
    expect(await figures()).toMatchObject({
      '2031-05-20 login_succeeded': 3,
      '2031-05-19 login_succeeded': 2,
      '2031-05-20 login_failed': 4,
    });
    expect(await figures()).not.toHaveProperty('2031-05-20 otp_requested');
  });

  it('a run adds new entries to the figures, also an entry that was written after its day', async () => {
    await insertEntries('login_failed', 2, DAY);
    await countAll();
    await countAll();
    await insertEntries('login_failed', 1, DAY - 3 * 24 * HOUR_MS);
    await insertEntries('login_failed', 1, DAY);
    await countAll();
    expect(await figures()).toMatchObject({ '2031-05-20 login_failed': 3, '2031-05-17 login_failed': 1 });
  });

  it('concurrent runs count each entry once', async () => {
    await insertEntries('login_succeeded', 18_000, DAY);
    await Promise.all([countAll(), countAll(), countAll(), countAll()]);
    expect(await figures()).toMatchObject({ '2031-05-20 login_succeeded': 18_000 });
  });

  it('a run continues where an earlier run ended', async () => {
    await insertEntries('account_locked', 25, DAY);
    const { database } = context();
    expect(await countLogEntries(database, 10)).toEqual({ isAtEnd: false });
    expect(await figures()).toMatchObject({ '2031-05-20 account_locked': 10 });
    await countAll();
    expect(await figures()).toMatchObject({ '2031-05-20 account_locked': 25 });
  });

  it('a run counts an entry that has the rowid of a deleted entry', async () => {
    await insertEntries('refresh_reuse', 5, DAY);
    await countAll();
    await run(
      'DELETE FROM security_events WHERE id IN (?, ?)',
      `entry${entries}`,
      `entry${entries - 1}`,
    ).run();
    await insertEntries('refresh_reuse', 2, DAY);
    await countAll();
    await run('DELETE FROM security_events').run();
    await insertEntries('refresh_reuse', 1, DAY);
    await countAll();
    expect(await figures()).toMatchObject({ '2031-05-20 refresh_reuse': 8 });
  });

  it('a run reads only the new entries of a large log', async () => {
    await insertEntries('login_succeeded', 20_000, DAY);
    await countAll();
    await insertEntries('login_succeeded', 1, DAY);
    const ctx = context();
    await countLogEntries(ctx.database);
    expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(20);
  });
});

describe('the figure of the active sessions', () => {
  const inspect = (mayBeginInspection: boolean, limit: number) =>
    updateCurrentFigures(context().database, { nowMs: Date.now(), mayBeginInspection, limit });
  const today = new Date().toISOString().slice(0, 10);

  it('several runs together count the active sessions, without ended and expired sessions', async () => {
    await run('DELETE FROM sessions').run();
    const accounts = [await signUp(), await signUp(), await signUp(), await signUp(), await signUp()];
    await run('UPDATE sessions SET ended_at = 1 WHERE id = ?', accounts[1]?.sessionId).run();
    await run('UPDATE sessions SET expires_at = 1 WHERE id = ?', accounts[2]?.sessionId).run();
    await inspect(false, 2);
    await inspect(true, 2);
    await inspect(false, 2);
    expect(await figures()).not.toHaveProperty(`${today} active_sessions`);
    await inspect(false, 2);
    expect(await figures()).toHaveProperty(`${today} active_sessions`, 3);
    await inspect(false, 2);
    await run('UPDATE sessions SET ended_at = 1').run();
    await inspect(true, 100);
    expect(await figures()).toHaveProperty(`${today} active_sessions`, 0);
  });
});

it('the number of accounts follows creation, deactivation, deletion, restoration and erasure', async () => {
  const { id } = await signUp();
  const { id: other } = await signUp();
  const totals = () =>
    run('SELECT live, inactive FROM account_totals').first<{ live: number; inactive: number }>();
  const { live = 0, inactive = 0 } = (await totals()) ?? {};
  expect(live).toBe((await run('SELECT count(*) AS n FROM users').first<{ n: number }>())?.n);
  await run('UPDATE users SET is_active = 0 WHERE id IN (?, ?)', id, other).run();
  expect(await totals()).toEqual({ live, inactive: inactive + 2 });
  await run('UPDATE users SET deleted_at = 1 WHERE id = ?', id).run();
  expect(await totals()).toEqual({ live: live - 1, inactive: inactive + 1 });
  await run('UPDATE users SET deleted_at = NULL, is_active = 1 WHERE id = ?', id).run();
  expect(await totals()).toEqual({ live, inactive: inactive + 1 });
  await run('DELETE FROM users WHERE id IN (?, ?)', id, other).run();
  expect(await totals()).toEqual({ live: live - 2, inactive });
  await countAll();
  expect(await figures()).toHaveProperty('2031-05-20 accounts', live - 2);
});

it('a failed e-mail counts on the day of its last attempt', async () => {
  const ctx = { ...context(), mail: { send: () => Promise.reject(new Error('refused')) } };
  const email: QueuedEmail = {
    ...{ id: 'failing', recipient: 'a@example.com', template: 'password_changed', state: 'waiting' },
    data: { name: '', device: 'd', address: 'a', country: null, time: 't' },
    ...{ attempts: 6, nextAttemptAtMs: 0, createdAtMs: 0 },
  };
  await deliver(ctx, email);
  expect(await figures()).toEqual({});
  await deliver(ctx, { ...email, attempts: 7 });
  expect(await figures()).toEqual({ '2031-05-20 emails_failed': 1 });
});
