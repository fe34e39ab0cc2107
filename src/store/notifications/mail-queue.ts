/** Letters on their way. A letter's code is not among its data: it is derived when the letter is written. */
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { outbox } from '../database/schema.ts';

export type QueuedEmail = typeof outbox.$inferSelect;

export async function insertQueuedEmail(
  database: Database,
  letter: typeof outbox.$inferInsert,
): Promise<void> {
  await database.batch([database.insert(outbox).values(letter)]);
}

/** Sent letters leave nothing behind. */
export async function deleteQueuedEmail(database: Database, id: string): Promise<void> {
  await database.batch([database.delete(outbox).where(eq(outbox.id, id))]);
}

export async function updateQueuedEmail(
  database: Database,
  id: string,
  values: Partial<Pick<QueuedEmail, 'state' | 'attempts' | 'nextAttemptAtMs'>>,
): Promise<void> {
  await database.batch([database.update(outbox).set(values).where(eq(outbox.id, id))]);
}

/** Letters that are due to leave, the longest waiting first. */
export async function findDueEmails(
  database: Database,
  nowMs: number,
  limit: number,
): Promise<QueuedEmail[]> {
  const query = database
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), lte(outbox.nextAttemptAtMs, nowMs)))
    .orderBy(asc(outbox.nextAttemptAtMs))
    .limit(limit);
  const [rows] = await database.batch([query]);
  return rows;
}

/** Letters that the development outbox kept, the newest first. */
export async function findOutboxEmails(database: Database, limit: number): Promise<QueuedEmail[]> {
  const query = database
    .select()
    .from(outbox)
    .where(eq(outbox.state, 'kept'))
    .orderBy(desc(outbox.nextAttemptAtMs), desc(outbox.id))
    .limit(limit);
  const [rows] = await database.batch([query]);
  return rows;
}
