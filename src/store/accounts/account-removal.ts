/** Deletes accounts: an account is hidden first, and later erased with all its data. */
import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { idempotencyKeys, plugs, securityEvents, users } from '../database/schema.ts';
import { plugCounts, plugTotals } from '../plugs/counters.ts';
import { notTheLastAdmin } from './account-lists.ts';
import type { AccountRow } from './accounts.ts';

/** Hides an account. Returns no row for the last active administrator. */
export function hideAccountStatement(database: Database, owner: number, nowMs: number) {
  return database
    .update(users)
    .set({ deletedAtMs: nowMs, updatedAtMs: nowMs })
    .where(and(eq(users.number, owner), isNull(users.deletedAtMs), notTheLastAdmin(owner, nowMs)))
    .returning();
}

/**
 * Restores a hidden account.
 * @throws UniqueViolation when another account now has its e-mail address, user name or Plex id
 */
export function restoreAccountStatement(database: Database, number: number, nowMs: number) {
  return database
    .update(users)
    .set({ deletedAtMs: null, updatedAtMs: nowMs })
    .where(and(eq(users.number, number), isNotNull(users.deletedAtMs)))
    .returning();
}

/** Finds hidden accounts in random order, so that one that cannot be erased does not block all others. */
export async function findAccountsDeletedBefore(
  database: Database,
  beforeMs: number,
  limit: number,
): Promise<AccountRow[]> {
  const query = database
    .select()
    .from(users)
    .where(and(isNotNull(users.deletedAtMs), lt(users.deletedAtMs, beforeMs)))
    .orderBy(sql`random()`)
    .limit(limit);
  const [rows] = await database.batch([query]);
  return rows;
}

/** Erases all data of an owner in one transaction. Foreign keys delete plugs, sessions and progress. */
export async function eraseAccount(database: Database, owner: number): Promise<void> {
  await database.batch([
    plainStatement(
      sql`DELETE FROM plugs_fts WHERE rowid IN (SELECT -${plugs.row} FROM ${plugs} WHERE ${plugs.owner} = ${owner} AND ${plugs.deletedAtMs} IS NULL)`,
    ),
    database.delete(plugTotals).where(eq(plugTotals.owner, owner)),
    database.delete(plugCounts).where(eq(plugCounts.owner, owner)),
    database.delete(securityEvents).where(eq(securityEvents.owner, owner)),
    database.delete(idempotencyKeys).where(eq(idempotencyKeys.owner, owner)),
    database.delete(users).where(eq(users.number, owner)),
  ]);
}
