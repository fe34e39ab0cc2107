/** The lengths of the queues that the scheduled job works on. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';

export type QueueName = 'emails' | 'closings' | 'erasures';

export interface QueueState {
  name: QueueName;
  /** At most `MAX_COUNTED`. */
  waiting: number;
  failed: number;
  /** The creation time of the oldest entry; null for an empty queue. */
  oldestAtMs: number | null;
}

/**
 * The maximum number of counted entries, so that the statement reads a limited number of rows. A longer queue is shown
 * as "1,000 or more".
 */
export const MAX_COUNTED = 1_000;

/** Returns one row for each queue. The entries of each queue are read from an index. */
export function queuesStatement() {
  const emails = (state: string) =>
    sql`(SELECT created_at FROM mail_queue WHERE state = ${state} ORDER BY next_attempt_at LIMIT ${MAX_COUNTED})`;
  return plainStatement(
    sql`SELECT 'emails', count(*), (SELECT count(*) FROM ${emails('failed')}), min(created_at) FROM ${emails('waiting')}
      UNION ALL SELECT 'closings', count(*), 0, min(at) FROM (SELECT closing_unconfirmed_at AS at FROM users
        WHERE closing_unconfirmed_at IS NOT NULL ORDER BY closing_unconfirmed_at LIMIT ${MAX_COUNTED})
      UNION ALL SELECT 'erasures', count(*), 0, min(at) FROM (SELECT deleted_at AS at FROM users
        WHERE deleted_at IS NOT NULL ORDER BY deleted_at LIMIT ${MAX_COUNTED})`,
    ([name, waiting, failed, oldestAtMs]): QueueState => ({
      name: name as QueueName,
      waiting: waiting as number,
      failed: failed as number,
      oldestAtMs: oldestAtMs as number | null,
    }),
  );
}
