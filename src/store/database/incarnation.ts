/**
 * The incarnation of the database: the time of its last restore, or 0 if there was none. A restore of D1 does not
 * restore the account objects. An object that receives a newer incarnation deletes its sessions, password epoch,
 * expiry, reset tokens, queued changes, pending decision, and the mark that the account is closed.
 */
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { plainStatement } from './plain-statement.ts';
import { incarnation, sessions, users } from './schema.ts';

/**
 * Reads the incarnation without a batch, so that the read does not count as a round trip of a request. For requests,
 * each isolate reads the incarnation at most once a minute, unless a read fails. The alarms of account objects also
 * read the incarnation.
 * @throws the error of D1
 */
export async function readIncarnation(binding: D1Database): Promise<number> {
  return (await binding.prepare('SELECT value FROM incarnation').first<number>('value')) ?? 0;
}

/** Begins a new incarnation after a restore. All sessions are deleted and all password epochs become 0. */
export async function beginIncarnation(database: Database, nowMs: number): Promise<void> {
  await database.batch([
    plainStatement(sql`INSERT OR REPLACE INTO ${incarnation} (id, value) VALUES (1, ${nowMs})`),
    plainStatement(sql`DELETE FROM ${sessions}`),
    plainStatement(sql`UPDATE ${users} SET password_epoch = 0 WHERE password_epoch <> 0`),
  ]);
}
