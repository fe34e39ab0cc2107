/** The lengths of the queues that the scheduled job works on. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';

/**
 * E-mails to send, closed accounts whose closing the account's object has not confirmed, and deleted accounts that are
 * not erased yet.
 */
export type QueueName = 'emails' | 'closings' | 'erasures';

export interface QueueState {
  name: QueueName;
  /** The number of entries, at most `MAX_COUNTED_ENTRIES`. */
  waitingCount: number;
  /** The number of e-mails whose attempts have all failed, at most `MAX_COUNTED_ENTRIES`. 0 for the other queues. */
  failedCount: number;
  /**
   * The earliest time at which a counted e-mail was created, or a counted account was closed or deleted. Null if no
   * entry is waiting.
   */
  oldestAtMs: number | null;
}

/**
 * The maximum number of counted entries, so that the statement reads a limited number of rows. A longer queue is shown
 * as "1,000 or more".
 */
export const MAX_COUNTED_ENTRIES = 1_000;

/** Returns one row for each queue. The entries of each queue are found with an index. */
export function queuesStatement() {
  const emails = (state: string) =>
    sql`(SELECT created_at FROM mail_queue WHERE state = ${state} ORDER BY next_attempt_at LIMIT ${MAX_COUNTED_ENTRIES})`;
  return plainStatement(
    sql`SELECT 'emails', count(*), (SELECT count(*) FROM ${emails('failed')}), min(created_at) FROM ${emails('waiting')}
      UNION ALL SELECT 'closings', count(*), 0, min(at) FROM (SELECT closing_unconfirmed_at AS at FROM users
        WHERE closing_unconfirmed_at IS NOT NULL ORDER BY closing_unconfirmed_at LIMIT ${MAX_COUNTED_ENTRIES})
      UNION ALL SELECT 'erasures', count(*), 0, min(at) FROM (SELECT deleted_at AS at FROM users
        WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT ${MAX_COUNTED_ENTRIES})`,
    ([name, waitingCount, failedCount, oldestAtMs]): QueueState => ({
      name: name as QueueName,
      waitingCount: waitingCount as number,
      failedCount: failedCount as number,
      oldestAtMs: oldestAtMs as number | null,
    }),
  );
}
