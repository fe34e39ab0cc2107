/** The questions of passages in D1. The statement for readers does not select the correct answers. */
import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { isReadable, type Reader } from './passages.ts';
import { passages, questions } from './schema.ts';

export type QuestionRow = typeof questions.$inferSelect;
export type OpenQuestion = Omit<QuestionRow, 'passageId' | 'correctAnswerIndex' | 'explanation'>;

const {
  passageId: _passageId,
  correctAnswerIndex: _correct,
  explanation: _explanation,
  ...open
} = getTableColumns(questions);
const IN_ORDER = [asc(questions.position), asc(questions.id)];

/** The questions without correct answers, if this reader may read the passage. */
export function openQuestionsStatement(database: Database, reader: Reader, passageId: string) {
  return database
    .select(open)
    .from(questions)
    .where(belongsToReadablePassage(reader, passageId))
    .orderBy(...IN_ORDER);
}

/** The questions with correct answers, for marking, if this reader may read the passage. */
export function markedQuestionsStatement(database: Database, reader: Reader, passageId: string) {
  return database
    .select()
    .from(questions)
    .where(belongsToReadablePassage(reader, passageId))
    .orderBy(...IN_ORDER);
}

/** The questions of any passage, with correct answers, for administrators. */
export function anyQuestionsStatement(database: Database, passageId: string) {
  return database
    .select()
    .from(questions)
    .where(eq(questions.passageId, passageId))
    .orderBy(...IN_ORDER);
}

/**
 * Replaces the questions of a passage, if it still exists. A question whose id is already stored updates its row.
 * The questions are one JSON parameter, because D1 allows 100 parameters and a question has seven columns.
 */
export function replaceQuestionsStatements(passageId: string, rows: QuestionRow[]) {
  const list = JSON.stringify(rows);
  return [
    plainStatement(
      sql`DELETE FROM questions WHERE passage_id = ${passageId}
        AND id NOT IN (SELECT value ->> '$.id' FROM json_each(${list}))`,
    ),
    plainStatement(
      sql`INSERT INTO questions (id, passage_id, position, text, options, correct_answer_index, explanation)
        SELECT value ->> '$.id', ${passageId}, value ->> '$.position', value ->> '$.text', value -> '$.options',
          value ->> '$.correctAnswerIndex', value ->> '$.explanation'
        FROM json_each(${list}) WHERE EXISTS (SELECT 1 FROM passages WHERE id = ${passageId})
        ON CONFLICT (id) DO UPDATE SET position = excluded.position, text = excluded.text,
          options = excluded.options, correct_answer_index = excluded.correct_answer_index,
          explanation = excluded.explanation`,
    ),
  ] as const;
}

function belongsToReadablePassage(reader: Reader, passageId: string): SQL | undefined {
  return and(
    eq(questions.passageId, passageId),
    sql`EXISTS (SELECT 1 FROM ${passages} WHERE ${passages.id} = ${passageId} AND ${isReadable(reader)})`,
  );
}
