/**
 * The security log and the overview on the pages of administrators: filters, the export, and the number of rows read
 * among a million entries.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  browseSecurityLog,
  exportSecurityLog,
} from '../../../src/core/administration/browse-security-log.ts';
import { readOverview } from '../../../src/core/administration/read-overview.ts';
import type { Ctx } from '../../../src/core/request/context.ts';
import type { LogFilters } from '../../../src/store/security-log/log-browser.ts';
import { makeAdmin } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { signUp } from '../support/client.ts';
import { contextOf } from '../support/core-context.ts';

const ENTRY_COUNT = 1_000_000;
const ENTRIES_PER_STATEMENT = 50_000;
const NO_FILTERS: LogFilters = {
  ...{ type: null, owner: null, address: null, fromMs: null, untilMs: null, isCausedByAdministrator: false },
};

const FIGURE_NAMES = [
  'registered',
  'login_succeeded',
  'login_failed',
  'account_locked',
  'refresh_reuse',
  'accounts',
];

let createContext: () => Ctx;

/**
 * Inserts entries. Entry `i` has the time `i`. Every 1,000th entry is a lock, every 10,000th entry is an action of an
 * administrator, and ten entries have the address 192.0.2.7.
 */
beforeAll(async () => {
  const administrator = await signUp('administrator');
  await makeAdmin(administrator);
  await bindings.DB.prepare('DELETE FROM security_events').run();
  for (let first = 1; first <= ENTRY_COUNT; first += ENTRIES_PER_STATEMENT) {
    await bindings.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO security_events (id, owner, type, address, actor, created_at)
       SELECT i, i % 100000, CASE WHEN i % 1000 = 0 THEN 'account_locked' WHEN i % 3 THEN 'login_succeeded'
         ELSE 'login_failed' END, CASE WHEN i % 100000 = 7 THEN '192.0.2.7' ELSE '198.51.100.1' END,
         CASE WHEN i % 10000 = 0 THEN 1 END, i FROM n`,
    )
      .bind(first, first + ENTRIES_PER_STATEMENT - 1)
      .run();
  }
  createContext = () => contextOf(administrator);
}, 120_000);

async function browse(filters: Partial<LogFilters>, cursor?: string) {
  const ctx = createContext();
  const page = await browseSecurityLog(ctx, { filters: { ...NO_FILTERS, ...filters }, cursor });
  const times = page.entries.map(({ event }) => event.createdAtMs);
  return { ...page, times, rowsRead: ctx.cost.d1RowsRead };
}

describe('the security log', () => {
  it('the security log begins with the newest entry, and the first two pages read the same number of rows', async () => {
    const first = await browse({});
    expect(first.times).toEqual(Array.from({ length: 50 }, (_, index) => ENTRY_COUNT - index));
    const second = await browse({}, first.nextCursor ?? '');
    expect(second.times[0]).toBe(ENTRY_COUNT - 50);
    expect(first.rowsRead).toBeLessThanOrEqual(210);
    expect(second.rowsRead).toBe(first.rowsRead);
  });

  it.each([
    [{ type: 'account_locked' }, 50, 210],
    [{ owner: 4242 }, 10, 50],
    [{ owner: 4242, type: 'login_failed' }, 4, 50],
    [{ isCausedByAdministrator: true }, 50, 210],
    [{ fromMs: 5_000, untilMs: 5_019 }, 20, 90],
  ] as const)(
    'the security log with the filters %o reads a limited number of rows',
    async (filters, count, maxPageRows) => {
      const { entries, rowsRead } = await browse(filters);
      expect(entries).toHaveLength(count);
      // The filters of types and of actions of administrators can exclude inspected entries. With such a filter, a second
      // statement searches for the last inspected entry.
      expect(rowsRead).toBeLessThanOrEqual(
        'isCausedByAdministrator' in filters || 'type' in filters ? 2 * maxPageRows + 4_000 : maxPageRows,
      );
    },
  );

  it('the security log with a frequent type fills a page and reads at most 40,400 rows', async () => {
    const { entries, rowsRead } = await browse({ type: 'login_failed' });
    expect(entries).toHaveLength(50);
    expect(rowsRead).toBeLessThanOrEqual(40_400);
  });

  it('with the filter of an address, each page reads at most 80,100 rows, and the pages together contain every match', async () => {
    const allTimes: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const { times, nextCursor, rowsRead } = await browse({ address: '192.0.2.7' }, cursor);
      expect(rowsRead).toBeLessThanOrEqual(80_100);
      allTimes.push(...times);
      cursor = nextCursor ?? undefined;
      pages += 1;
    } while (cursor);
    expect(allTimes).toEqual(Array.from({ length: 10 }, (_, index) => 900_007 - index * 100_000));
    expect(pages).toBe(ENTRY_COUNT / 20_000 + 1);
  });

  it('the overview reads its figures and the newest actions, but does not count entries of the security log', async () => {
    await bindings.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
       INSERT INTO daily_figures (day, name, value)
       SELECT date('now', '-' || i || ' days'), figure.value, i FROM n, json_each(?) AS figure`,
    )
      .bind(JSON.stringify(FIGURE_NAMES))
      .run();
    const ctx = createContext();
    const { figures, actions, days } = await readOverview(ctx);
    expect([figures.length, actions.length, days.length]).toEqual([30 * FIGURE_NAMES.length, 5, 30]);
    expect(ctx.cost).toMatchObject({ d1Trips: 1, objectCalls: 0 });
    expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(30 * FIGURE_NAMES.length + 40);
  });

  it('an export contains at most 5,000 entries, and a cursor if there are more entries', async () => {
    const ctx = createContext();
    const { entries, nextCursor } = await exportSecurityLog(ctx, { filters: NO_FILTERS });
    expect([entries.length, nextCursor === null]).toEqual([5_000, false]);
  });
});
