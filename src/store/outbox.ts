/** Letters on their way. A letter's code is not among its data: it is derived when the letter is written. */
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Database } from './database.ts';
import { outbox } from './schema.ts';

export type OutboxRow = typeof outbox.$inferSelect;

export async function insertLetter(database: Database, letter: typeof outbox.$inferInsert): Promise<void> {
  await database.batch([database.insert(outbox).values(letter)]);
}

/** Sent letters leave nothing behind. */
export async function deleteLetter(database: Database, id: string): Promise<void> {
  await database.batch([database.delete(outbox).where(eq(outbox.id, id))]);
}

export async function updateLetter(
  database: Database,
  id: string,
  values: Partial<Pick<OutboxRow, 'state' | 'attempts' | 'nextAttemptAtMs'>>,
): Promise<void> {
  await database.batch([database.update(outbox).set(values).where(eq(outbox.id, id))]);
}

export async function findLetters(
  database: Database,
  state: OutboxRow['state'],
  dueAtMs: number,
  limit: number,
): Promise<OutboxRow[]> {
  const query = database
    .select()
    .from(outbox)
    .where(and(eq(outbox.state, state), lte(outbox.nextAttemptAtMs, dueAtMs)))
    .orderBy(asc(outbox.nextAttemptAtMs))
    .limit(limit);
  const [rows] = await database.batch([query]);
  return rows;
}
