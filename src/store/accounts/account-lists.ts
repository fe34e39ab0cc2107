/** Statements that read accounts for administrators, and the condition that protects the last administrator. */
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { DecidedFields } from '../../rules/accounts/account-decision.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { users } from '../database/schema.ts';
import { accountSearch, matchingNumbers } from './account-search.ts';

export interface AccountFilters {
  /** The beginning of the user name or of the e-mail address, or the number. */
  search?: string | undefined;
  isActive?: boolean | undefined;
}

/** The values of an account that an administrator may change. */
export type AccountUpdate = Omit<DecidedFields, 'deletedAtMs' | 'username'>;

/** One page of the accounts that match the filters, ordered by account number. */
export function accountPageStatement(
  database: Database,
  filters: AccountFilters,
  { limit, skip }: { limit: number; skip: number },
) {
  return database
    .select()
    .from(users)
    .where(and(...filterConditions(filters)))
    .orderBy(asc(users.number))
    .limit(limit)
    .offset(skip);
}

/** The number of all accounts that match the filters. Without a search, the number is read from a stored total. */
export function accountTotalStatement(filters: AccountFilters) {
  const { search, isActive } = filters;
  const total = search
    ? sql`SELECT count(*) FROM users WHERE ${and(...filterConditions(filters))}`
    : sql`SELECT ${isActive === undefined ? sql`live` : isActive ? sql`live - inactive` : sql`inactive`} FROM account_totals`;
  return plainStatement(total, ([counted]) => counted as number);
}

/** The account with this number, unless it is deleted. */
export function accountByNumberStatement(database: Database, number: number) {
  return database
    .select()
    .from(users)
    .where(and(eq(users.number, number), isNull(users.deletedAtMs)));
}

/** The account with this number, even if it is deleted. */
export function anyAccountByNumberStatement(database: Database, number: number) {
  return database.select().from(users).where(eq(users.number, number));
}

/**
 * The condition that this account is not an administrator, or that another administrator is active, not expired and not
 * deleted. The statement must read or change the row of the account in `users`.
 */
export function notLastAdminCondition(number: number, nowMs: number): SQL {
  return sql`(${users.role} <> 'admin' OR EXISTS (SELECT 1 FROM ${users} AS other
    WHERE other.role = 'admin' AND other.is_active AND other.deleted_at IS NULL
      AND (other.expires_at IS NULL OR other.expires_at > ${nowMs}) AND other.number <> ${number}))`;
}

/**
 * The conditions of the filters. The value of `is_active` is a literal, because SQLite uses the partial index
 * `users_inactive` only with a literal.
 */
function filterConditions({ search, isActive }: AccountFilters): (SQL | undefined)[] {
  return [
    sql`deleted_at IS NULL`,
    isActive === undefined ? undefined : sql`is_active = ${sql.raw(isActive ? '1' : '0')}`,
    search ? sql`number IN ${matchingNumbers(accountSearch(search))}` : undefined,
  ];
}
