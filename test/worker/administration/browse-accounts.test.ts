/** The lists of accounts for administrators: order, filters, search, and the rows read among 100,000 accounts. */
import { beforeAll, describe, expect, it } from 'vitest';
import { listAccounts } from '../../../src/core/administration/administer-accounts.ts';
import {
  type BrowseAccountsInput,
  browseAccounts,
} from '../../../src/core/administration/browse-accounts.ts';
import type { Ctx } from '../../../src/core/request/context.ts';
import { makeAdmin } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { signUp } from '../support/client.ts';
import { contextOf } from '../support/core-context.ts';

const ACCOUNT_COUNT = 100_000;

let createContext: () => Ctx;

const runStatement = (query: string, ...values: unknown[]) =>
  bindings.DB.prepare(query)
    .bind(...values)
    .run();

beforeAll(async () => {
  const administrator = await signUp('administrator');
  await makeAdmin(administrator);
  // The e-mail address of every second account does not begin with the user name.
  for (let first = 1; first <= ACCOUNT_COUNT; first += 20_000) {
    await runStatement(
      `WITH RECURSIVE n (i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO users (number, id, email, username, created_at, updated_at, is_premium, is_active, is_verified)
       SELECT 1000 + i, 'id' || i, CASE WHEN i % 2 THEN 'member' ELSE 'other' END || printf('%06d', i) || '@example.com',
         'member' || printf('%06d', i), i, i, i % 5000 = 0, i % 10000 <> 0, i % 3 <> 0 FROM n`,
      first,
      first + 19_999,
    );
  }
  await runStatement('UPDATE users SET deleted_at = 1 WHERE number = 50077');
  await runStatement('UPDATE users SET expires_at = 1 WHERE number = 101000 - 3');
  await runStatement("UPDATE users SET role = 'admin' WHERE number = 2000");
  await runStatement(
    "INSERT INTO security_events (id, owner, type, created_at) VALUES ('lock', 3000, 'account_locked', ?)",
    Date.now() - 1000,
  );
  createContext = () => contextOf(administrator);
}, 60_000);

async function browse(input: Partial<BrowseAccountsInput>) {
  const ctx = createContext();
  const page = await browseAccounts(ctx, { search: '', state: null, kind: null, ...input });
  return { ...page, numbers: page.accounts.map(({ number }) => number), rowsRead: ctx.cost.d1RowsRead };
}

describe('the list of accounts', () => {
  it('the list of accounts begins with the newest account, and the first two pages read the same number of rows', async () => {
    const first = await browse({});
    expect(first.numbers).toEqual(Array.from({ length: 50 }, (_, index) => 101_000 - index));
    const second = await browse({ cursor: first.nextCursor ?? '' });
    expect(second.numbers[0]).toBe(100_950);
    expect(first.rowsRead).toBeLessThanOrEqual(60);
    expect(second.rowsRead).toBe(first.rowsRead);
    expect(first.totals).toEqual({ live: ACCOUNT_COUNT, inactive: 10 });
  });

  it.each([
    [{ state: 'deactivated' }, 10, 100],
    [{ state: 'deleted' }, 1, 100],
    [{ state: 'locked' }, 1, 100],
    [{ kind: 'admin' }, 2, 100],
  ] as const)(
    'the list of accounts with the filter %o has the length %i and reads at most %i rows',
    async (filters, count, maxRows) => {
      const page = await browse(filters);
      expect([page.accounts.length, page.nextCursor]).toEqual([count, null]);
      expect(page.rowsRead).toBeLessThanOrEqual(maxRows);
    },
  );

  it.each([{ kind: 'premium' }, { state: 'expired' }, { kind: 'unverified' }, { state: 'active' }] as const)(
    'a page with the filter %o reads at most 6,100 rows and has a cursor for the next page',
    async (filters) => {
      const page = await browse(filters);
      expect(page.rowsRead).toBeLessThanOrEqual(6_100);
      expect(page.nextCursor).not.toBeNull();
    },
  );

  it('a list with a filter finds every match, also after a page without a match', async () => {
    const allNumbers: number[] = [];
    const pageSizes: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 60; page += 1) {
      const { numbers, nextCursor } = await browse({ kind: 'premium', cursor });
      allNumbers.push(...numbers);
      pageSizes.push(numbers.length);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(allNumbers).toEqual(Array.from({ length: 20 }, (_, index) => 101_000 - index * 5_000));
    expect(pageSizes).toContain(0);
  });
});

describe('the search for accounts', () => {
  it('the search lists matching numbers first, then user names, then e-mail addresses', async () => {
    await runStatement("UPDATE users SET username = '2500-name' WHERE number = 2600");
    await runStatement("UPDATE users SET email = '2500-mail@example.com' WHERE number = 2700");
    const page = await browse({ search: '2500' });
    expect(page.numbers).toEqual([2500, 2600, 2700]);
    expect(page.rowsRead).toBeLessThanOrEqual(30);
  });

  it.each([
    ['MEMBER0421', 50],
    ['other0421', 50],
    ['member', 50],
    ['other', 50],
  ])('the search for %s fills a page and reads at most 180 rows', async (search, count) => {
    const page = await browse({ search });
    expect(page.accounts).toHaveLength(count);
    expect(page.rowsRead).toBeLessThanOrEqual(180);
  });

  it('the search lists each account once', async () => {
    const allNumbers: number[] = [];
    let cursor: string | undefined;
    do {
      const { numbers, nextCursor } = await browse({ search: 'member042', cursor });
      allNumbers.push(...numbers);
      cursor = nextCursor ?? undefined;
    } while (cursor);
    expect(allNumbers).toEqual(Array.from({ length: 1000 }, (_, index) => 43_000 + index));
  });

  it('a search applies the filter of the state', async () => {
    expect((await browse({ search: 'member', state: 'deactivated' })).accounts).toHaveLength(10);
    expect((await browse({ search: 'other04907', state: 'deleted' })).numbers).toEqual([]);
    expect((await browse({ search: 'member04907', state: 'deleted' })).numbers).toEqual([50_077]);
  });
});

describe('the list of accounts with a total', () => {
  it.each([
    [{ search: 'member0421' }, 100, 1_000],
    [{ search: 'OTHER0421' }, 50, 600],
    [{}, 100_000, 60],
    [{ isActive: false }, 10, 60],
  ])(
    'a list with the filters %o has the total %i and reads at most %i rows',
    async (filters, count, maxRows) => {
      const ctx = createContext();
      const { accounts, total } = await listAccounts(ctx, { filters, limit: 20, skip: 0 });
      expect([accounts.length, total]).toEqual([Math.min(count, 20), count]);
      expect(ctx.cost.d1RowsRead).toBeLessThanOrEqual(maxRows);
    },
  );
});
