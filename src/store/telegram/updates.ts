/** The updates of Telegram that were handled. The rate limit of a chat counts its updates in the last minute. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';
import { stopBatch } from '../database/stopped-batch.ts';

/** The value of `UniqueViolation.index` if an update is claimed twice: the column of the primary key. */
export const CLAIMED_UPDATE_INDEX = 'telegram_updates.update_id';

const RATE_WINDOW_MS = 60_000;

export interface UpdateKey {
  updateId: number;
  chat: number;
  nowMs: number;
}

/** The report of `claimUpdateStatement` when it stops its batch. */
export interface LimitedChat {
  /** The number of updates of the chat in the last minute. */
  limited: number;
}

/**
 * Claims an update: stores that the update is handled. The claim runs in the batch that applies the update, so that the
 * update is applied if and only if it is claimed. A batch that claims an update again violates `CLAIMED_UPDATE_INDEX`
 * and fails. If the chat already had `maxPerMinute` updates in the last minute, the batch is stopped with a
 * `LimitedChat`, also for an update that is already claimed. The count is exact, because D1 runs one batch at a time.
 */
export function claimUpdateStatement({ updateId, chat, nowMs }: UpdateKey, maxPerMinute: number) {
  const report = sql`json_object('limited', recent.updates)`;
  return plainStatement(
    sql`INSERT INTO telegram_updates (update_id, chat, claimed_at)
      SELECT ${updateId}, ${chat}, CASE WHEN recent.updates >= ${maxPerMinute}
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
 * Reads the `limit` updates with the lowest ids, and deletes those that were claimed before `beforeMs`. Returns one row
 * for each deleted update. Later updates have higher ids, so the oldest updates are found without an index on the time.
 * Telegram may begin with other ids after a week without updates, when the older rows are already deleted.
 */
export function deleteExpiredUpdatesStatement(beforeMs: number, limit: number) {
  return plainStatement(
    sql`DELETE FROM telegram_updates
      WHERE update_id IN (SELECT update_id FROM telegram_updates ORDER BY update_id LIMIT ${limit})
        AND claimed_at < ${beforeMs} RETURNING 1`,
  );
}
