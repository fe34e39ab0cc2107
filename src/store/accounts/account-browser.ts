/**
 * Reads accounts page by page, for the pages of administrators. A page without a search inspects a limited number of
 * accounts.
 */
import { type SQL, sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';
import { USER } from '../database/table-sql.ts';
import { IS_RARE_EVENT } from '../security-log/schema.ts';
import { type AccountSearch, emailPrefixCondition, usernamePrefixCondition } from './account-search.ts';
import type { AccountRow } from './accounts.ts';

/** The states by which a list of accounts can be filtered. `active` includes locked accounts. */
export const ACCOUNT_STATES = ['active', 'locked', 'deactivated', 'expired', 'deleted'] as const;
export const ACCOUNT_KINDS = ['admin', 'premium', 'unverified'] as const;

export type AccountState = (typeof ACCOUNT_STATES)[number];
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export interface AccountBrowserFilters {
  /** Null for all accounts that are not deleted. */
  state: AccountState | null;
  kind: AccountKind | null;
  nowMs: number;
  /** An account that was locked after this time is listed as locked. */
  lockedSinceMs: number;
}

/** The account number after which a list continues; null for the first page. */
export type NumberKey = number | null;

/** The match after which a search continues. */
export interface SearchKey {
  /** What matched: 0 for the number, 1 for the user name, 2 for the e-mail address. */
  phase: number;
  /** The user name or the e-mail address. Empty for phase 0. */
  text: string;
}

export interface FoundAccount {
  account: AccountRow;
  key: SearchKey;
}

/** The maximum number of accounts that a page without a search inspects. */
export const MAX_INSPECTED_ACCOUNTS = 2_000;

/**
 * The newest matching accounts among the next `MAX_INSPECTED_ACCOUNTS` accounts after `after`. Returns at most
 * `limit` + 1 accounts. There is a next page if `limit` + 1 accounts are returned, or if `lastInspectedStatement`
 * returns a row. The caller must sort the rows.
 */
export function browseAccountsStatement(filters: AccountBrowserFilters, after: NumberKey, limit: number) {
  return plainStatement(
    sql`SELECT ${USER.columns} FROM ${inspectedAccounts(filters, after)} AS users
      WHERE ${kindCondition(filters.kind)} AND ${stateCondition(filters)} LIMIT ${limit + 1}`,
    (values) => USER.toRow(values),
  );
}

/**
 * The number of the last account that `browseAccountsStatement` inspects. Returns no row if there is no filter, or if
 * fewer than `MAX_INSPECTED_ACCOUNTS` accounts remain.
 */
export function lastInspectedStatement(filters: AccountBrowserFilters, after: NumberKey) {
  const isFiltered = filters.state !== null || filters.kind !== null;
  return plainStatement(
    sql`SELECT number FROM ${inspectedAccounts(filters, after)} LIMIT ${isFiltered ? 1 : 0} OFFSET ${MAX_INSPECTED_ACCOUNTS - 1}`,
    ([number]) => number as number,
  );
}

/**
 * The accounts whose number, user name or e-mail address matches a search, in this order. SQLite does not run a later
 * part if an earlier part fills the page.
 */
export function searchAccountsStatement(
  filters: AccountBrowserFilters,
  search: AccountSearch,
  after: SearchKey | null,
  limit: number,
) {
  const { phase = 0, text = '' } = after ?? {};
  const isOther = sql`number IS NOT ${search.number}`;
  const matches = (from: SQL) =>
    sql`${from} AND ${kindCondition(filters.kind)} AND ${stateCondition(filters)}`;
  const part = (number: number, key: SQL, condition: SQL, order: SQL) =>
    sql`SELECT * FROM (SELECT ${sql.raw(String(number))} AS phase, ${key} AS match, ${USER.columns} FROM users
      WHERE ${condition} AND ${phase} <= ${sql.raw(String(number))} ORDER BY ${order} LIMIT ${limit + 1})`;
  const isAfterKey = (number: number, key: SQL) =>
    sql`(${phase} < ${sql.raw(String(number))} OR ${key} > ${text})`;
  const username = sql`username COLLATE NOCASE`;
  const byUsername = matches(
    sql`${usernamePrefixCondition(search)} AND ${isOther} AND ${isAfterKey(1, username)}`,
  );
  const byEmail = matches(
    sql`${emailPrefixCondition(search)} AND NOT (${usernamePrefixCondition(search)}) AND ${isOther} AND ${isAfterKey(2, sql`email`)}`,
  );
  const byNumber = after === null ? matches(sql`number = ${search.number}`) : sql`false`;
  return plainStatement(
    sql`${part(0, sql`''`, byNumber, sql`number`)}
      UNION ALL ${part(1, sql`username`, byUsername, username)}
      UNION ALL ${part(2, sql`email`, byEmail, sql`email`)} LIMIT ${limit + 1}`,
    ([found, match, ...account]): FoundAccount => ({
      account: USER.toRow(account),
      key: { phase: found as number, text: match as string },
    }),
  );
}

/** The number of accounts that are not deleted, and the number of deactivated accounts among these. */
export function accountTotalsStatement() {
  return plainStatement(sql`SELECT live, inactive FROM account_totals`, ([live, inactive]) => ({
    live: live as number,
    inactive: inactive as number,
  }));
}

/** The accounts that a page inspects, from the index with the fewest candidates. */
function inspectedAccounts({ state, kind, lockedSinceMs }: AccountBrowserFilters, after: NumberKey): SQL {
  const isAfter = after === null ? sql`true` : sql`number < ${after}`;
  const rows = (condition: SQL, order = sql`number`) =>
    sql`(SELECT * FROM users WHERE ${condition} AND ${isAfter} ORDER BY ${order} DESC LIMIT ${MAX_INSPECTED_ACCOUNTS})`;
  // The `+` prevents the use of the primary key. SQLite then reads only the deleted accounts from their index and sorts
  // them.
  if (state === 'deleted') return rows(sql`deleted_at > 0`, sql`+number`);
  if (state === 'deactivated') return rows(sql`is_active = 0 AND deleted_at IS NULL`);
  if (state === 'locked') return rows(sql`number IN ${lockedSince(lockedSinceMs)} AND deleted_at IS NULL`);
  return rows(kind === 'admin' ? sql`role = 'admin' AND deleted_at IS NULL` : sql`deleted_at IS NULL`);
}

function stateCondition({ state, nowMs, lockedSinceMs }: AccountBrowserFilters): SQL {
  if (state === 'deleted') return sql`deleted_at IS NOT NULL`;
  const isLive = sql`deleted_at IS NULL`;
  const hasExpired = sql`expires_at <= ${nowMs}`;
  if (state === 'deactivated') return sql`${isLive} AND is_active = 0`;
  if (state === 'expired') return sql`${isLive} AND ${hasExpired}`;
  if (state === 'active') return sql`${isLive} AND is_active = 1 AND ${hasExpired} IS NOT true`;
  if (state === 'locked') return sql`${isLive} AND number IN ${lockedSince(lockedSinceMs)}`;
  return isLive;
}

function kindCondition(kind: AccountKind | null): SQL {
  if (kind === 'admin') return sql`role = 'admin'`;
  if (kind === 'premium') return sql`is_premium = 1`;
  return kind === 'unverified' ? sql`is_verified = 0` : sql`true`;
}

/** A subquery of the numbers of the accounts that were locked after a time. */
function lockedSince(atMs: number): SQL {
  return sql`(SELECT owner FROM security_events
    WHERE ${sql.raw(IS_RARE_EVENT)} AND type = 'account_locked' AND created_at > ${atMs})`;
}
