/** Deletes expired rows. */
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
const IDEMPOTENCY_KEY_RETENTION_MS = DAY_MS;
const EMAIL_RETENTION_MS = 7 * DAY_MS;
const TRASH_RETENTION_MS = 90 * DAY_MS;
/** Twice the time for which Telegram repeats an update (24 hours). */
const TELEGRAM_UPDATE_RETENTION_MS = 2 * DAY_MS;
/** D1 runs one statement at a time: a larger chunk would delay the statements of requests. */
const ROWS_PER_CHUNK = 1_000;
/** A part of an uploaded file is a row of up to 1 MB. To delete the row, SQLite reads all database pages of the row. */
const FILE_PARTS_PER_CHUNK = 20;

/**
 * Deletes the rows of this list in chunks, until there are no such rows or `endsAtMs` is reached. The first chunk of
 * each kind is deleted even after `endsAtMs`.
 * - invitations, links that revert a change of the e-mail address, codes that link a Telegram chat, and files to
 *   import, when they have expired
 * - sessions, 30 days after their expiry
 * - idempotency keys after 24 hours, updates of Telegram after 48 hours, e-mails in the mail queue after 7 days, and
 *   security events after 400 days
 * - plugs that have been in the trash for 90 days
 * - revisions and changesets of plugs after 90 days; each run checks one slice of the owners (`findOwnerSlice`)
 * @throws AppError `UNAVAILABLE`
 */
export async function clearExpired(
  database: Database,
  { nowMs, endsAtMs }: { nowMs: number; endsAtMs: number },
): Promise<void> {
  const expired = [
    { table: securityEvents, column: sql`created_at`, beforeMs: nowMs - EVENT_RETENTION_MS },
    { table: sessions, column: sql`expires_at`, beforeMs: nowMs - SESSION_RETENTION_MS },
    { table: idempotencyKeys, column: sql`created_at`, beforeMs: nowMs - IDEMPOTENCY_KEY_RETENTION_MS },
    { table: accountLinks, column: sql`expires_at`, beforeMs: nowMs },
    { table: telegramLinkCodes, column: sql`expires_at`, beforeMs: nowMs },
    { table: mailQueue, column: sql`created_at`, beforeMs: nowMs - EMAIL_RETENTION_MS },
  ].map((each) => ({ ...each, rowLimit: ROWS_PER_CHUNK }));
  const files = {
    table: importFiles,
    column: sql`expires_at`,
    beforeMs: nowMs,
    rowLimit: FILE_PARTS_PER_CHUNK,
  };
  const slice = await findOwnerSlice(database, nowMs);
  const inChunks = (statements: () => Statement[], rowLimit = ROWS_PER_CHUNK) => ({ statements, rowLimit });
  const chunks = [
    ...[...expired, files].map((each) => inChunks(() => [deleteChunkStatement(each)], each.rowLimit)),
    inChunks(() => [deleteExpiredUpdatesStatement(nowMs - TELEGRAM_UPDATE_RETENTION_MS, ROWS_PER_CHUNK)]),
    inChunks(() => eraseTrashStatements(nowMs - TRASH_RETENTION_MS, ROWS_PER_CHUNK, nowMs)),
    inChunks(() => [
      deleteExpiredChangesetsStatement(slice, nowMs - REVISION_RETENTION_MS),
      deleteExpiredRevisionsStatement(slice, nowMs - REVISION_RETENTION_MS, ROWS_PER_CHUNK),
    ]),
  ];
  let unfinished = chunks;
  while (unfinished.length > 0) {
    const groups = unfinished.map(({ statements }) => statements());
    const results = await database.batch(groups.flat());
    const lastIndexes = groups.map((_, at) => groups.slice(0, at + 1).flat().length - 1);
    // The last statement of a group returns one row for each deleted row. A full chunk means that rows may remain.
    unfinished = unfinished.filter(
      ({ rowLimit }, at) => (results[lastIndexes[at] ?? 0] as unknown[]).length === rowLimit,
    );
    if (Date.now() >= endsAtMs) return;
  }
}

function deleteChunkStatement({
  table,
  column,
  beforeMs,
  rowLimit,
}: {
  table: SQLiteTable;
  column: SQL;
  beforeMs: number;
  rowLimit: number;
}) {
  return plainStatement(
    sql`DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE ${column} < ${beforeMs} LIMIT ${rowLimit}) RETURNING 1`,
  );
}
