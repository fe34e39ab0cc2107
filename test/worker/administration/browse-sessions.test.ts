/**
 * The sessions of all accounts: filters, search, and the number of rows read among 100,000 accounts and 200,000
 * sessions.
 */
import { beforeAll, expect, it } from 'vitest';
import {
  type BrowseSessionsInput,
  browseSessions,
} from '../../../src/core/administration/browse-sessions.ts';
import type { Ctx } from '../../../src/core/request/context.ts';
import { makeAdmin } from '../support/accounts.ts';
import { bindings } from '../support/bindings.ts';
import { signUp } from '../support/client.ts';
import { contextOf } from '../support/core-context.ts';

const ACCOUNT_COUNT = 100_000;
const ROWS_PER_STATEMENT = 20_000;
/** The id of a session is the number of its account multiplied by this factor, plus a sequence number. */
const ACCOUNT_NUMBER_FACTOR = 2 ** 22;

let createContext: () => Ctx;

const runStatement = (query: string, ...values: unknown[]) =>
  bindings.DB.prepare(query)
    .bind(...values)
    .run();

beforeAll(async () => {
  const administrator = await signUp('administrator');
  await makeAdmin(administrator);
  for (let first = 1; first <= ACCOUNT_COUNT; first += ROWS_PER_STATEMENT) {
    const range = [first, first + ROWS_PER_STATEMENT - 1];
    await runStatement(
      `WITH RECURSIVE n (i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO users (number, id, email, username, created_at, updated_at)
       SELECT 1000 + i, 'id' || i, 'm' || i || '@example.com', 'member' || printf('%06d', i), i, i FROM n`,
      ...range,
    );
    // Each account has two sessions, of which the first has ended. The sessions of 100 accounts have the same client
    // address.
    await runStatement(
      `WITH RECURSIVE n (i) AS (SELECT CAST(? AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO sessions (id, owner, client_type, device_name, address, user_agent, created_at, last_activity_at,
         expires_at, ended_at)
       SELECT (1000 + i) * ${ACCOUNT_NUMBER_FACTOR} + s.place, 1000 + i, CASE WHEN i % 3 THEN 'web' ELSE 'ios' END,
         'Device ' || (i % 10), '10.0.' || (i / 100 / 250) || '.' || (i / 100 % 250), 'agent', 1000 + s.place, 1, 9e15,
         CASE WHEN s.place = 0 THEN 5 END
       FROM n CROSS JOIN (SELECT 0 AS place UNION ALL SELECT 1) AS s`,
      ...range,
    );
  }
  createContext = () => contextOf(administrator);
}, 60_000);

async function browse(input: Partial<BrowseSessionsInput>) {
  const ctx = createContext();
  const noFilters = { search: '', device: '', clientType: null, state: null };
  const page = await browseSessions(ctx, { ...noFilters, ...input });
  return { ...page, names: page.sessions.map(({ username }) => username), rowsRead: ctx.cost.d1RowsRead };
}

const memberName = (number: number) => `member${String(number).padStart(6, '0')}`;

/** Reads all pages and returns the ids of their sessions. */
async function browseAll(input: Partial<BrowseSessionsInput>) {
  const sessionIds: number[] = [];
  let cursor: string | undefined;
  do {
    const { sessions, nextCursor } = await browse({ ...input, cursor });
    sessionIds.push(...sessions.map(({ session }) => session.id));
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return sessionIds;
}

it('the list of sessions begins with the newest account, and the first two pages read the same number of rows', async () => {
  const first = await browse({});
  expect(first.names.slice(0, 3)).toEqual([
    memberName(ACCOUNT_COUNT),
    memberName(ACCOUNT_COUNT),
    memberName(ACCOUNT_COUNT - 1),
  ]);
  const second = await browse({ cursor: first.nextCursor ?? '' });
  expect(second.names[0]).toBe(memberName(ACCOUNT_COUNT - 20));
  expect(second.rowsRead).toBe(first.rowsRead);
  expect(first.rowsRead).toBeLessThanOrEqual(2_100);
});

it('the list of sessions can be filtered by state, client type and device', async () => {
  const { sessions, rowsRead } = await browse({ state: 'active', clientType: 'ios', device: 'DEVICE 3' });
  expect(sessions.length).toBeGreaterThan(30);
  for (const { session } of sessions) {
    expect(session).toMatchObject({ clientType: 'ios', deviceName: 'Device 3', endedAtMs: null });
  }
  expect(rowsRead).toBeLessThanOrEqual(4_200);
  const ended = await browse({ state: 'ended' });
  expect(ended.sessions.length).toBeGreaterThan(30);
  expect(ended.sessions.every(({ session }) => session.endedAtMs === 5)).toBe(true);
});

it('the filter by device ignores the letter case of A to Z, and finds an exact copy of a name with other letters', async () => {
  const id = (1000 + ACCOUNT_COUNT) * ACCOUNT_NUMBER_FACTOR + 1;
  await runStatement('UPDATE sessions SET device_name = ? WHERE id = ?', 'Ärzte-iPad', id);
  for (const device of ['Ärzte-iPad', 'ÄRZTE-ipad']) {
    const { sessions } = await browse({ device });
    expect(sessions.map(({ session }) => session.id)).toEqual([id]);
  }
});

it('a page without a match reads at most 8,100 rows and has a cursor for the next page', async () => {
  const { sessions, nextCursor, rowsRead } = await browse({ clientType: 'none' });
  expect([sessions.length, nextCursor === null]).toEqual([0, false]);
  expect(rowsRead).toBeLessThanOrEqual(8_100);
});

it('the search for a client address reads at most 500 rows for a page, and the beginning of an address finds no session', async () => {
  const { sessions, rowsRead } = await browse({ search: '10.0.1.17' });
  expect(sessions).toHaveLength(40);
  expect(sessions.every(({ session }) => session.address === '10.0.1.17')).toBe(true);
  expect(rowsRead).toBeLessThanOrEqual(500);
  expect(new Set(await browseAll({ search: '10.0.1.17' })).size).toBe(200);
  expect((await browse({ search: '10.0.1' })).sessions).toEqual([]);
});

it('the search for the beginning of a user name finds each session once', async () => {
  const { names, rowsRead } = await browse({ search: 'MEMBER0421' });
  expect(names.slice(0, 3)).toEqual([memberName(42_100), memberName(42_100), memberName(42_101)]);
  expect(rowsRead).toBeLessThanOrEqual(2_200);
  const sessionIds = await browseAll({ search: 'member0421' });
  expect([sessionIds.length, new Set(sessionIds).size]).toEqual([200, 200]);
  expect((await browseAll({ search: 'member04', device: 'device 7', state: 'active' })).length).toBe(1_000);
});
