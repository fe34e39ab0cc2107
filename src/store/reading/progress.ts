/**
 * The progress of readers in D1. When premium access ends, the rows of premium passages remain stored.
 * `progressStatement` does not return these rows to a reader without access.
 */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { type Reader, readableCondition } from './passages.ts';
import { passages, progress } from './schema.ts';

export type ProgressRow = typeof progress.$inferSelect;

export interface Attempt {
  owner: number;
  passageId: string;
  /** Whole percent. */
  score: number;
  /** Whether every question has an answer. */
  isCompleted: boolean;
  timeSpentSeconds: number;
  nowMs: number;
}

/** The progress on every passage that this reader may read and has attempted. The newest passage is first. */
export function progressStatement(database: Database, owner: number, reader: Reader) {
  const { passageId, bestScore, isCompleted } = progress;
  return database
    .select({ passageId, bestScore, isCompleted })
    .from(progress)
    .innerJoin(passages, eq(passages.id, progress.passageId))
    .where(and(eq(progress.owner, owner), readableCondition(reader)))
    .orderBy(desc(passages.createdAtMs), desc(passages.row));
}

/** The owner's progress on one passage. The caller checks whether the owner may read the passage. */
export function passageProgressStatement(database: Database, owner: number, passageId: string) {
  return database
    .select()
    .from(progress)
    .where(and(eq(progress.owner, owner), eq(progress.passageId, passageId)));
}

/**
 * Records an attempt in one statement, so that parallel attempts cannot overwrite a better score. Returns the progress
 * after the attempt. Returns and writes no row when the passage no longer exists.
 */
export function upsertAttemptStatement(database: Database, attempt: Attempt) {
  const { owner, passageId, score, isCompleted, timeSpentSeconds, nowMs } = attempt;
  const row = database
    .select({
      owner: sql<number>`${owner}`.as('owner'),
      passageId: passages.id,
      bestScore: sql<number>`${score}`.as('best_score'),
      isCompleted: sql<boolean>`${Number(isCompleted)}`.as('is_completed'),
      attempts: sql<number>`1`.as('attempts'),
      timeSpentSeconds: sql<number>`${timeSpentSeconds}`.as('time_spent_seconds'),
      updatedAtMs: sql<number>`${nowMs}`.as('updated_at'),
    })
    .from(passages)
    .where(eq(passages.id, passageId));
  return database
    .insert(progress)
    .select(row)
    .onConflictDoUpdate({
      target: [progress.owner, progress.passageId],
      set: {
        bestScore: sql`max(best_score, excluded.best_score)`,
        isCompleted: sql`max(is_completed, excluded.is_completed)`,
        attempts: sql`attempts + 1`,
        timeSpentSeconds: sql`time_spent_seconds + excluded.time_spent_seconds`,
        updatedAtMs: sql`max(updated_at, excluded.updated_at)`,
      },
    })
    .returning();
}
