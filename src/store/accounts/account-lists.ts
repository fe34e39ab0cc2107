/** Statements for the account administration. */
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { users } from '../database/schema.ts';
import type { AccountRow } from './accounts.ts';

export interface AccountFilters {
  search?: string | undefined;
  isActive?: boolean | undefined;
}

export type AccountUpdate = Partial<
  Pick<
    AccountRow,
    | 'isActive'
    | 'role'
    | 'isPremium'
    | 'premiumUntilMs'
    | 'expiresAtMs'
    | 'isVerified'
    | 'totalBids'
    | 'totalWins'
    | 'totalSpent'
  >
>;

/** One page of the accounts that match the filters, ordered by account number. */
export function accountPageStatement(
  database: Database,
  filters: AccountFilters,
  { limit, skip }: { limit: number; skip: number },
) {
  return database
    .select()
    .from(users)
    .where(and(...conditions(filters)))
    .orderBy(asc(users.number))
    .limit(limit)
    .offset(skip);
}

/** The number of all accounts that match the filters. */
export function accountTotalStatement(database: Database, filters: AccountFilters) {
  return database
    .select({ total: sql<number>`count(*)`.as('total') })
    .from(users)
    .where(and(...conditions(filters)));
}

/** The account with this number, unless it is deleted. */
export function accountByNumberStatement(database: Database, number: number) {
  return database
    .select()
    .from(users)
    .where(and(eq(users.number, number), isNull(users.deletedAtMs)));
}

/** The condition that this account is not the last active administrator. */
export function notTheLastAdmin(number: number, nowMs: number): SQL {
  return sql`(${users.role} <> 'admin' OR EXISTS (SELECT 1 FROM ${users} AS other
    WHERE other.role = 'admin' AND other.is_active AND other.deleted_at IS NULL
      AND (other.expires_at IS NULL OR other.expires_at > ${nowMs}) AND other.number <> ${number}))`;
}

/** Uses `instr`, which has no wildcards. LIKE has wildcards, and D1 rejects LIKE patterns of more than 50 bytes. */
function conditions({ search, isActive }: AccountFilters): (SQL | undefined)[] {
  // `lower` of SQLite converts only A to Z. Stored values contain no other letter in upper case.
  const needle = search?.normalize('NFC').toLowerCase();
  return [
    isNull(users.deletedAtMs),
    isActive === undefined ? undefined : eq(users.isActive, isActive),
    needle
      ? sql`(instr(lower(${users.username}), ${needle}) OR instr(coalesce(${users.email}, ''), ${needle}))`
      : undefined,
  ];
}
