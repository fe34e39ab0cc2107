/** Deletes expired rows in chunks, because D1 runs one statement at a time. */

import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { DAY_MS } from '../../rules/durations.ts';
import { REVISION_RETENTION_MS } from '../../rules/plugs/history/revision-number.ts';
import type { Database, Statement } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { accountLinks, idempotencyKeys, sessions } from '../database/schema.ts';
import { mailQueue } from '../notifications/schema.ts';
import { importFiles } from '../plugs/imports/schema.ts';
import {
  deleteExpiredChangesetsStatement,
  deleteExpiredRevisionsStatement,
  findOwnerSlice,
} from '../plugs/revision-expiry.ts';
import { eraseTrashStatements } from '../plugs/write.ts';
import { securityEvents } from '../security-log/schema.ts';
import { telegramLinkCodes } from '../telegram/schema.ts';
import { deleteExpiredUpdatesStatement } from '../telegram/updates.ts';

const EVENT_RETENTION_MS = 400 * DAY_MS;
const SESSION_RETENTION_MS = 30 * DAY_MS;
const KEY_RETENTION_MS = DAY_MS;
const EMAIL_RETENTION_MS = 7 * DAY_MS;
const TRASH_RETENTION_MS = 90 * DAY_MS;
/** Twice the time for which Telegram repeats an update (24 hours). */
const TELEGRAM_UPDATE_RETENTION_MS = 2 * DAY_MS;
/** D1 runs one statement at a time: a larger chunk would delay the statements of requests. */
const ROWS_PER_CHUNK = 1_000;
/** A row of an uploaded file has up to 1 MB. To delete the row, SQLite reads all of its pages. */
const FILE_PARTS_PER_CHUNK = 20;

/**
 * Deletes expired security events, sessions, idempotency keys, links, codes, files to import, e-mails that were not
 * sent, updates of Telegram after 48 hours, plugs that have been in the trash for 90 days, and revisions of plugs after
 * 90 days. Rows are deleted in chunks until there is no expired row or `endsAtMs` is reached.
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
    { table: telegramLinkCodes, column: sql`expires_at`, beforeMs: nowMs },
    { table: mailQueue, column: sql`created_at`, beforeMs: nowMs - EMAIL_RETENTION_MS },
  ].map((each) => ({ ...each, rows: ROWS_PER_CHUNK }));
  const files = { table: importFiles, column: sql`expires_at`, beforeMs: nowMs, rows: FILE_PARTS_PER_CHUNK };
  const slice = await findOwnerSlice(database, nowMs);
  const inChunks = (statements: () => Statement[], rows = ROWS_PER_CHUNK) => ({ statements, rows });
  const chunks = [
    ...[...expired, files].map((each) => inChunks(() => [deleteChunkStatement(each)], each.rows)),
    inChunks(() => [deleteExpiredUpdatesStatement(nowMs - TELEGRAM_UPDATE_RETENTION_MS, ROWS_PER_CHUNK)]),
    inChunks(() => eraseTrashStatements(nowMs - TRASH_RETENTION_MS, ROWS_PER_CHUNK, nowMs)),
    inChunks(() => [
      deleteExpiredChangesetsStatement(slice, nowMs - REVISION_RETENTION_MS),
      deleteExpiredRevisionsStatement(slice, nowMs - REVISION_RETENTION_MS, ROWS_PER_CHUNK),
    ]),
  ];
  let open = chunks;
  while (open.length > 0) {
    const groups = open.map(({ statements }) => statements());
    const results = await database.batch(groups.flat());
    const ends = groups.map((_, at) => groups.slice(0, at + 1).flat().length - 1);
    // The last statement of a group returns one row for each deleted row.
    open = open.filter(({ rows }, at) => (results[ends[at] ?? 0] as unknown[]).length === rows);
    if (Date.now() >= endsAtMs) return;
  }
}

function deleteChunkStatement({
  table,
  column,
  beforeMs,
  rows,
}: {
  table: SQLiteTable;
  column: SQL;
  beforeMs: number;
  rows: number;
}) {
  return plainStatement(
    sql`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${column} < ${beforeMs} LIMIT ${rows}) RETURNING 1`,
  );
}
