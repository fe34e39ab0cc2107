/** Finds deleted accounts, and erases them with all their data. */
import { and, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { idempotencyKeys, plugs, users } from '../database/schema.ts';
import { stopBatch } from '../database/stopped-batch.ts';
import { plugCounts, plugTotals } from '../plugs/counters.ts';
import { plugWeeks } from '../plugs/weeks.ts';
import { securityEvents } from '../security-log/schema.ts';
import type { AccountRow } from './accounts.ts';

/**
 * Finds a deleted account by its number. Null if the account does not exist, is not deleted, or was deleted before
 * `sinceMs` (`findAccountsDeletedBefore`).
 * @throws AppError `UNAVAILABLE`
 */
export async function findAccountDeletedSince(
  database: Database,
  number: number,
  sinceMs: number,
): Promise<AccountRow | null> {
  const query = database
    .select()
    .from(users)
    .where(and(eq(users.number, number), gte(users.deletedAtMs, sinceMs)));
  const [rows] = await database.batch([query]);
  return rows[0] ?? null;
}

/**
 * Finds accounts that were deleted before `beforeMs`, in random order. If one account cannot be erased, the other
 * accounts are therefore still found.
 * @throws AppError `UNAVAILABLE`
 */
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

/**
 * Erases the data of an owner in D1 in one transaction. Foreign keys delete the rows of tables that refer to the
 * account, such as plugs, sessions and progress. The mail queue is not changed.
 * @throws StoppedBatch if the account is not deleted, for example because it was restored after it was found; nothing
 *   is then erased
 * @throws AppError `UNAVAILABLE`
 */
export async function eraseAccount(database: Database, owner: number): Promise<void> {
  // The report contains a column, because SQLite may evaluate a constant expression before it has read a row.
  const report = sql`json_object('openAccount', ${users.number})`;
  await database.batch([
    plainStatement(
      sql`SELECT ${stopBatch(report)} FROM ${users} WHERE ${users.number} = ${owner} AND ${users.deletedAtMs} IS NULL`,
    ),
    plainStatement(
      sql`DELETE FROM plugs_fts WHERE rowid IN (SELECT -${plugs.row} FROM ${plugs} WHERE ${plugs.owner} = ${owner} AND ${plugs.deletedAtMs} IS NULL)`,
    ),
    plainStatement(sql`DELETE FROM plug_keys WHERE owner = ${owner}`),
    plainStatement(sql`DELETE FROM dismissed_duplicates WHERE owner = ${owner}`),
    plainStatement(sql`DELETE FROM plug_revisions WHERE owner = ${owner}`),
    plainStatement(sql`DELETE FROM changesets WHERE owner = ${owner}`),
    plainStatement(sql`DELETE FROM plug_aliases WHERE owner = ${owner}`),
    database.delete(plugTotals).where(eq(plugTotals.owner, owner)),
    database.delete(plugCounts).where(eq(plugCounts.owner, owner)),
    database.delete(plugWeeks).where(eq(plugWeeks.owner, owner)),
    database.delete(securityEvents).where(eq(securityEvents.owner, owner)),
    database.delete(idempotencyKeys).where(eq(idempotencyKeys.owner, owner)),
    database.delete(users).where(eq(users.number, owner)),
  ]);
}
