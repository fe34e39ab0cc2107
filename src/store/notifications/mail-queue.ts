/**
 * The mail queue. The data of an e-mail contains neither a one-time code nor the token of a link. Codes and tokens are
 * derived when the e-mail is rendered. Each asynchronous function throws AppError `UNAVAILABLE` if D1 does not respond.
 */
import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { incrementFigureStatement } from '../scheduled/daily-figures.ts';
import { mailQueue } from './schema.ts';

export type QueuedEmail = typeof mailQueue.$inferSelect;

/** Adds an e-mail to the mail queue. If the queue already contains an e-mail with this id, nothing is written. */
export function insertQueuedEmailStatement(database: Database, email: QueuedEmail) {
  return database.insert(mailQueue).values(email).onConflictDoNothing();
}

/** Removes an e-mail that was sent, or that must not be sent. */
export async function deleteQueuedEmail(database: Database, id: string): Promise<void> {
  await database.batch([database.delete(mailQueue).where(eq(mailQueue.id, id))]);
}

/**
 * Records the state of an e-mail after an attempt to send it. The state `failed` means that no further attempt follows.
 * Such an e-mail is counted in the daily figures.
 */
export async function updateQueuedEmail(
  database: Database,
  id: string,
  values: Partial<Pick<QueuedEmail, 'state' | 'attempts' | 'nextAttemptAtMs'>>,
  nowMs: number,
): Promise<void> {
  await database.batch([
    database.update(mailQueue).set(values).where(eq(mailQueue.id, id)),
    ...(values.state === 'failed' ? [incrementFigureStatement('emails_failed', nowMs)] : []),
  ]);
}

/**
 * Claims at most `limit` due e-mails. If more are due, it claims those with the earliest `nextAttemptAtMs`. No other
 * call returns these e-mails before `untilMs`, unless `updateQueuedEmail` stores an earlier time. The claim is one
 * statement, so that concurrent runs never claim the same e-mail.
 */
export async function claimDueEmails(
  database: Database,
  { nowMs, untilMs, limit }: { nowMs: number; untilMs: number; limit: number },
): Promise<QueuedEmail[]> {
  const due = database
    .select({ id: mailQueue.id })
    .from(mailQueue)
    .where(and(eq(mailQueue.state, 'waiting'), lte(mailQueue.nextAttemptAtMs, nowMs)))
    .orderBy(asc(mailQueue.nextAttemptAtMs))
    .limit(limit);
  const claim = database
    .update(mailQueue)
    .set({ nextAttemptAtMs: untilMs })
    .where(inArray(mailQueue.id, due))
    .returning();
  const [rows] = await database.batch([claim]);
  return rows;
}

/** Finds the newest e-mails of the outbox transport (development), at most `limit`, the newest first. */
export async function findOutboxEmails(database: Database, limit: number): Promise<QueuedEmail[]> {
  const query = database
    .select()
    .from(mailQueue)
    .where(eq(mailQueue.state, 'outbox'))
    .orderBy(desc(mailQueue.nextAttemptAtMs), desc(mailQueue.id))
    .limit(limit);
  const [rows] = await database.batch([query]);
  return rows;
}
