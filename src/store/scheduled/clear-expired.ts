/** Deletes expired rows, a limited number in each run, because D1 runs one statement at a time. */
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { idempotencyKeys, mailQueue, securityEvents, sessions } from '../database/schema.ts';

const DAY_MS = 24 * 3600_000;
const EVENTS_KEPT_MS = 400 * DAY_MS;
const SESSIONS_KEPT_MS = 30 * DAY_MS;
const KEYS_KEPT_MS = DAY_MS;
const EMAILS_KEPT_MS = 7 * DAY_MS;
const ROWS_AT_ONCE = 5_000;

/** Deletes expired security events, sessions, idempotency keys and e-mails that were not sent. */
export async function clearExpired(database: Database, nowMs: number): Promise<void> {
  await database.batch([
    plainStatement(
      sql`DELETE FROM ${securityEvents} WHERE id IN (SELECT id FROM ${securityEvents} WHERE created_at < ${nowMs - EVENTS_KEPT_MS} LIMIT ${ROWS_AT_ONCE})`,
    ),
    plainStatement(
      sql`DELETE FROM ${sessions} WHERE id IN (SELECT id FROM ${sessions} WHERE expires_at < ${nowMs - SESSIONS_KEPT_MS} LIMIT ${ROWS_AT_ONCE})`,
    ),
    plainStatement(
      sql`DELETE FROM ${idempotencyKeys} WHERE rowid IN (SELECT rowid FROM ${idempotencyKeys} WHERE created_at < ${nowMs - KEYS_KEPT_MS} LIMIT ${ROWS_AT_ONCE})`,
    ),
    plainStatement(sql`DELETE FROM ${mailQueue} WHERE created_at < ${nowMs - EMAILS_KEPT_MS}`),
  ]);
}
