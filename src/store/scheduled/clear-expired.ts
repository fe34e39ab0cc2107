/** Deletes expired rows, a limited number in each run, because D1 runs one statement at a time. */
import { sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { idempotencyKeys, mailQueue, securityEvents, sessions } from '../database/schema.ts';

const DAY_MS = 24 * 3600_000;
const EVENT_RETENTION_MS = 400 * DAY_MS;
const SESSION_RETENTION_MS = 30 * DAY_MS;
const KEY_RETENTION_MS = DAY_MS;
const EMAIL_RETENTION_MS = 7 * DAY_MS;
const ROWS_AT_ONCE = 5_000;

/** Deletes expired security events, sessions, idempotency keys and e-mails that were not sent. */
export async function clearExpired(database: Database, nowMs: number): Promise<void> {
  await database.batch([
    plainStatement(
      sql`DELETE FROM ${securityEvents} WHERE id IN (SELECT id FROM ${securityEvents} WHERE created_at < ${nowMs - EVENT_RETENTION_MS} LIMIT ${ROWS_AT_ONCE})`,
    ),
    plainStatement(
      sql`DELETE FROM ${sessions} WHERE id IN (SELECT id FROM ${sessions} WHERE expires_at < ${nowMs - SESSION_RETENTION_MS} LIMIT ${ROWS_AT_ONCE})`,
    ),
    plainStatement(
      sql`DELETE FROM ${idempotencyKeys} WHERE rowid IN (SELECT rowid FROM ${idempotencyKeys} WHERE created_at < ${nowMs - KEY_RETENTION_MS} LIMIT ${ROWS_AT_ONCE})`,
    ),
    plainStatement(sql`DELETE FROM ${mailQueue} WHERE created_at < ${nowMs - EMAIL_RETENTION_MS}`),
  ]);
}
