/**
 * Idempotency keys. A create request or an import claims its key: the key is stored with the id of the plug or import.
 * A repeated create request returns the plug in its current state. The files in `imports/` read the keys of imports.
 */
import { and, eq, getTableColumns, gt, lte, sql } from 'drizzle-orm';
import { type Database, UniqueViolation } from '../database/database.ts';
import { idempotencyKeys, plugs } from '../database/schema.ts';

/** The time after which a key can be claimed again. */
export const KEY_LIFETIME_MS = 24 * 3600_000;

/** The first request with an idempotency key. */
export interface StoredRequest {
  requestHash: string;
}

/**
 * The plug that was created with this key after `sinceMs`, deleted or not, and the hash of the request. No row if the
 * plug was deleted permanently, or if an import claimed the key.
 */
export function storedRequestStatement(database: Database, owner: number, key: string, sinceMs: number) {
  return database
    .select({
      request: { requestHash: sql<string>`${idempotencyKeys.requestHash}`.as('stored_request_hash') },
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

/**
 * Claims a key in the batch that creates the plug or the import. A claim that was stored at `expiredAtMs` or earlier is
 * deleted first. If the key is still claimed, the whole batch fails with a violation of the primary key.
 */
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

/** Whether a batch failed because another request has claimed the key of the batch. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof UniqueViolation && error.index.startsWith('idempotency_keys');
}
