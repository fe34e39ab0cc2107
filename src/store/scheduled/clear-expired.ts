/** Deletes expired rows in chunks, because D1 runs one statement at a time. */
import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import {
  accountLinks,
  idempotencyKeys,
  mailQueue,
  plugs,
  securityEvents,
  sessions,
} from '../database/schema.ts';

const DAY_MS = 24 * 3600_000;
const EVENT_RETENTION_MS = 400 * DAY_MS;
const SESSION_RETENTION_MS = 30 * DAY_MS;
const KEY_RETENTION_MS = DAY_MS;
const EMAIL_RETENTION_MS = 7 * DAY_MS;
const TRASH_RETENTION_MS = 90 * DAY_MS;
/** D1 runs one statement at a time: a larger chunk would delay the statements of requests. */
const ROWS_PER_CHUNK = 1_000;

/**
 * Deletes expired security events, sessions, idempotency keys, links, e-mails that were not sent, and plugs that have
 * been in the trash for 90 days, in chunks, until none is left or `endsAtMs`.
 */
export async function clearExpired(
  database: Database,
  { nowMs, endsAtMs }: { nowMs: number; endsAtMs: number },
): Promise<void> {
  const expired = [
    { table: securityEvents, column: sql`created_at`, beforeMs: nowMs - EVENT_RETENTION_MS },
    { table: sessions, column: sql`expires_at`, beforeMs: nowMs - SESSION_RETENTION_MS },
    { table: idempotencyKeys, column: sql`created_at`, beforeMs: nowMs - KEY_RETENTION_MS },
    { table: accountLinks, column: sql`expires_at`, beforeMs: nowMs },
    { table: mailQueue, column: sql`created_at`, beforeMs: nowMs - EMAIL_RETENTION_MS },
    { table: plugs, column: sql`deleted_at`, beforeMs: nowMs - TRASH_RETENTION_MS },
  ];
  let open = expired;
  while (open.length > 0) {
    const results = await database.batch(open.map(deleteChunkStatement));
    open = open.filter((_, at) => (results[at]?.length ?? 0) === ROWS_PER_CHUNK);
    if (Date.now() >= endsAtMs) return;
  }
}

function deleteChunkStatement({
  table,
  column,
  beforeMs,
}: {
  table: SQLiteTable;
  column: SQL;
  beforeMs: number;
}) {
  return plainStatement(
    sql`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${column} < ${beforeMs} LIMIT ${ROWS_PER_CHUNK}) RETURNING 1`,
  );
}
