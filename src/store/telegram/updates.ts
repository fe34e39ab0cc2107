/** The updates of Telegram that were handled. The rate limit of a chat counts the rows of this chat. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';
import { stopBatch } from '../database/stopped-batch.ts';

/** The name of the primary key that a second claim violates, in `UniqueViolation.index`. */
export const CLAIMED_UPDATE = 'telegram_updates.update_id';

const RATE_WINDOW_MS = 60_000;

export interface UpdateKey {
  updateId: number;
  chat: number;
  nowMs: number;
}

/** The report of `claimUpdateStatement` when it stops its batch: the chat had `limited` updates in the last minute. */
export interface LimitedChat {
  limited: number;
}

/**
 * Claims an update. The claim runs in the batch that applies the update, so that both take effect or neither does. A
 * second claim of an update fails the batch with `CLAIMED_UPDATE`. If the chat had `max` updates in the last minute,
 * the batch stops with a `LimitedChat`. The count is exact, because D1 runs one batch at a time.
 */
export function claimUpdateStatement({ updateId, chat, nowMs }: UpdateKey, max: number) {
  const report = sql`json_object('limited', recent.updates)`;
  return plainStatement(
    sql`INSERT INTO telegram_updates (update_id, chat, claimed_at)
      SELECT ${updateId}, ${chat}, CASE WHEN recent.updates >= ${max}
        THEN ${stopBatch(report)} ELSE ${nowMs} END
      FROM (SELECT count(*) AS updates FROM telegram_updates
        WHERE chat = ${chat} AND claimed_at > ${nowMs - RATE_WINDOW_MS}) AS recent`,
  );
}

/** Whether an update was claimed, and the number of updates of its chat in the last minute. */
export function claimStateStatement({ updateId, chat, nowMs }: UpdateKey) {
  return plainStatement(
    sql`SELECT EXISTS (SELECT 1 FROM telegram_updates WHERE update_id = ${updateId}) AS is_claimed,
      (SELECT count(*) FROM telegram_updates
        WHERE chat = ${chat} AND claimed_at > ${nowMs - RATE_WINDOW_MS}) AS updates`,
    ([isClaimed, recentUpdates]) => ({
      isClaimed: isClaimed === 1,
      recentUpdates: recentUpdates as number,
    }),
  );
}

/**
 * Deletes at most `limit` updates that were claimed before `beforeMs`, and returns one row for each of them. Later
 * updates have higher ids, so the oldest updates are found without an index on the time.
 */
export function deleteExpiredUpdatesStatement(beforeMs: number, limit: number) {
  return plainStatement(
    sql`DELETE FROM telegram_updates
      WHERE update_id IN (SELECT update_id FROM telegram_updates ORDER BY update_id LIMIT ${limit})
        AND claimed_at < ${beforeMs} RETURNING 1`,
  );
}
