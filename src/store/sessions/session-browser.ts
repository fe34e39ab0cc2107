/**
 * Reads the sessions of all accounts page by page, for administrators. A page inspects at most `MAX_INSPECTED_ROWS`
 * sessions or accounts.
 */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type AccountSearch, usernamePrefixCondition } from '../accounts/account-search.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { sessions } from '../database/schema.ts';
import type { SessionRow } from './sessions.ts';

export const SESSION_STATES = ['active', 'ended'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export interface SessionFilters {
  clientType: string | null;
  /** `ended` includes sessions that have expired. Null for all sessions. */
  state: SessionState | null;
  /** A part of the name of the device, with A to Z in lower case. `lower()` of SQLite converts only these letters. */
  device: string | null;
  /** The exact client address. */
  address: string | null;
  nowMs: number;
}

export interface BrowsedSession {
  session: SessionRow;
  username: string;
}

/**
 * The position after which the next page by user name begins: the last session of a page, or the last inspected account
 * with the time 0 and the id 0.
 */
export interface UsernameKey {
  username: string;
  createdAtMs: number;
  id: number;
}

/** The maximum number of rows that a page inspects: sessions, or accounts in a search by user name. */
export const MAX_INSPECTED_ROWS = 2_000;

const columnNames = Object.values(getTableColumns(sessions)).map(({ name }) => name);
const COLUMN_LIST = sql.raw(columnNames.map((name) => `sessions."${name}"`).join(', '));
const SESSION_FIELDS = Object.keys(getTableColumns(sessions));

/**
 * Inspects the `MAX_INSPECTED_ROWS` sessions with the highest ids below `after`, and returns the matching sessions. If
 * the filters contain an address, only sessions of this address are inspected. A session id contains the account
 * number, so the sessions of the newest account are inspected first. If more than `limit` sessions match, `limit` + 1
 * sessions are returned. Otherwise `lastInspectedSessionStatement` shows whether there is a next page. The caller sorts
 * the rows.
 */
export function browseSessionsStatement(filters: SessionFilters, after: number | null, limit: number) {
  return plainStatement(
    sql`SELECT users.username, ${COLUMN_LIST} FROM ${inspectedSessions(filters, after)} AS sessions
      JOIN users ON users.number = sessions.owner WHERE ${matchCondition(filters)} LIMIT ${limit + 1}`,
    toBrowsedSession,
  );
}

/**
 * The last session that `browseSessionsStatement` inspects; no row if fewer than `MAX_INSPECTED_ROWS` sessions remain.
 */
export function lastInspectedSessionStatement(filters: SessionFilters, after: number | null) {
  return plainStatement(
    sql`SELECT id FROM ${inspectedSessions(filters, after)} LIMIT 1 OFFSET ${MAX_INSPECTED_ROWS - 1}`,
    ([id]) => id as number,
  );
}

/**
 * The matching sessions of the next `MAX_INSPECTED_ROWS` accounts whose user name begins with the search text. Deleted
 * accounts are omitted, and `filters.address` is ignored. The sessions are sorted by user name, and the newest session
 * of each account is first. One additional session shows whether more sessions match.
 */
export function sessionsByUsernameStatement(
  filters: SessionFilters,
  search: AccountSearch,
  after: UsernameKey | null,
  limit: number,
) {
  const beyond = after
    ? sql`(users.username COLLATE NOCASE > ${after.username}
        OR (sessions.created_at, sessions.id) < (${after.createdAtMs}, ${after.id}))`
    : sql`true`;
  // SQLite joins the tables of a CROSS JOIN in the written order, so that both indexes supply the rows in sorted order.
  return plainStatement(
    sql`SELECT users.username, ${COLUMN_LIST}
      FROM ${inspectedAccounts(search, after)} AS users CROSS JOIN sessions ON sessions.owner = users.number
      WHERE ${matchCondition(filters)} AND ${beyond}
      ORDER BY users.username COLLATE NOCASE, sessions.created_at DESC, sessions.id DESC LIMIT ${limit + 1}`,
    toBrowsedSession,
  );
}

/**
 * The user name of the last account that `sessionsByUsernameStatement` inspects; no row if fewer than
 * `MAX_INSPECTED_ROWS` accounts remain.
 */
export function lastInspectedUsernameStatement(search: AccountSearch, after: UsernameKey | null) {
  return plainStatement(
    sql`SELECT username FROM ${inspectedAccounts(search, after)} LIMIT 1 OFFSET ${MAX_INSPECTED_ROWS - 1}`,
    ([username]) => username as string,
  );
}

/** The ids of the accounts to which the sessions belong. Unknown sessions are omitted. */
export function accountIdsStatement(ids: number[]) {
  return plainStatement(
    sql`SELECT sessions.id AS session_id, users.id AS account_id
      FROM json_each(${JSON.stringify(ids)}) AS listed
      JOIN sessions ON sessions.id = listed.value JOIN users ON users.number = sessions.owner`,
    ([sessionId, accountId]) => ({ sessionId: sessionId as number, accountId: accountId as string }),
  );
}

function inspectedSessions({ address }: SessionFilters, after: number | null): SQL {
  return sql`(SELECT * FROM sessions WHERE ${address === null ? sql`true` : sql`address = ${address}`}
    AND ${after === null ? sql`true` : sql`id < ${after}`} ORDER BY id DESC LIMIT ${MAX_INSPECTED_ROWS})`;
}

function inspectedAccounts(search: AccountSearch, after: UsernameKey | null): SQL {
  return sql`(SELECT number, username FROM users WHERE deleted_at IS NULL AND ${usernamePrefixCondition(search)}
    AND ${after ? sql`username COLLATE NOCASE >= ${after.username}` : sql`true`}
    ORDER BY username COLLATE NOCASE LIMIT ${MAX_INSPECTED_ROWS})`;
}

function matchCondition({ clientType, state, device, nowMs }: SessionFilters): SQL {
  const isActive = sql`(sessions.ended_at IS NULL AND sessions.expires_at > ${nowMs})`;
  const isInState = state === null ? sql`true` : state === 'active' ? isActive : sql`NOT ${isActive}`;
  const isOfClient = clientType === null ? sql`true` : sql`sessions.client_type = ${clientType}`;
  const isDevice = device === null ? sql`true` : sql`instr(lower(sessions.device_name), ${device})`;
  return sql`${isInState} AND ${isOfClient} AND ${isDevice}`;
}

/** Converts a result row. The values of `sessions` need no conversion, because the row has the same types. */
function toBrowsedSession([username, ...values]: unknown[]): BrowsedSession {
  const session = Object.fromEntries(SESSION_FIELDS.map((field, at) => [field, values[at]])) as SessionRow;
  return { session, username: username as string };
}
