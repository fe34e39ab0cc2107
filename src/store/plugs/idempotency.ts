/** Keys under which a client may repeat a create. The answer is the plug itself, as it is now. */
import { and, eq, getTableColumns, gt, lte, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { idempotencyKeys, plugs } from '../database/schema.ts';

export interface StoredResponse {
  requestHash: string;
}

/** The plug that was created under this key, and the hash of what asked for it. */
export function storedResponseStatement(database: Database, owner: number, key: string, sinceMs: number) {
  return database
    .select({
      answer: { requestHash: sql<string>`${idempotencyKeys.requestHash}`.as('kept_request_hash') },
      plug: getTableColumns(plugs),
    })
    .from(idempotencyKeys)
    .innerJoin(plugs, eq(plugs.id, idempotencyKeys.plugId))
    .where(
      and(
        eq(idempotencyKeys.owner, owner),
        eq(idempotencyKeys.key, key),
        gt(idempotencyKeys.createdAtMs, sinceMs),
      ),
    );
}

/** Claims a key in the transaction that creates the plug: a second claim refuses the whole of it. */
export function claimKeyStatements(
  database: Database,
  claim: typeof idempotencyKeys.$inferInsert,
  expiredAtMs: number,
) {
  return [
    database
      .delete(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.owner, claim.owner),
          eq(idempotencyKeys.key, claim.key),
          lte(idempotencyKeys.createdAtMs, expiredAtMs),
        ),
      ),
    database.insert(idempotencyKeys).values(claim),
  ] as const;
}
