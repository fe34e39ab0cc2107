/** The tables of passages, questions and progress. Times are milliseconds since 1970. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from '../database/schema.ts';

export const DIFFICULTIES = ['Easy', 'Medium', 'Hard'] as const;
export const TIERS = ['free', 'premium'] as const;

export const passages = sqliteTable(
  'passages',
  {
    row: integer().primaryKey(),
    id: text().notNull().unique(),
    title: text().notNull(),
    content: text().notNull(),
    difficulty: text({ enum: DIFFICULTIES }).notNull(),
    tier: text({ enum: TIERS }).notNull(),
    questionCount: integer('question_count').notNull(),
    createdAtMs: integer('created_at').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
  },
  (table) => [index('passages_tier').on(table.tier, table.createdAtMs, table.row)],
);

export const questions = sqliteTable(
  'questions',
  {
    id: text().primaryKey(),
    passageId: text('passage_id')
      .notNull()
      .references(() => passages.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    text: text().notNull(),
    options: text({ mode: 'json' }).$type<string[]>().notNull(),
    correctAnswerIndex: integer('correct_answer_index').notNull(),
    explanation: text().notNull(),
  },
  (table) => [index('questions_passage').on(table.passageId, table.position)],
);

/**
 * The results of a reader on a passage: the best score in percent, whether an attempt answered every question, the
 * number and total time of all attempts, and the time of the newest attempt.
 */
export const progress = sqliteTable(
  'progress',
  {
    owner: integer()
      .notNull()
      .references(() => users.number, { onDelete: 'cascade' }),
    passageId: text('passage_id')
      .notNull()
      .references(() => passages.id, { onDelete: 'cascade' }),
    bestScore: integer('best_score').notNull(),
    isCompleted: integer('is_completed', { mode: 'boolean' }).notNull(),
    attempts: integer().notNull(),
    timeSpentSeconds: integer('time_spent_seconds').notNull(),
    updatedAtMs: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ name: 'progress_pk', columns: [table.owner, table.passageId] })],
);
