/** Idempotency keys of create requests. A repeated request returns the plug in its current state. */
import { and, eq, getTableColumns, gt, lte, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { idempotencyKeys, plugs } from '../database/schema.ts';

export interface StoredResponse {
  requestHash: string;
}

/** The plug that was created with this key, and the hash of the request. */
export function storedResponseStatement(database: Database, owner: number, key: string, sinceMs: number) {
  return database
    .select({
      response: { requestHash: sql<string>`${idempotencyKeys.requestHash}`.as('stored_request_hash') },
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

/** Claims a key in the transaction that creates the plug. A second claim fails the whole transaction. */
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
