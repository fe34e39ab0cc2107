/** A passage's questions in D1. What their readers get has no answers in it, from the database on. */
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

/** Without answers, for whom the passage is. */
export function openQuestionsStatement(database: Database, reader: Reader, passageId: string) {
  return database
    .select(open)
    .from(questions)
    .where(ofReadable(reader, passageId))
    .orderBy(...IN_ORDER);
}

/** With answers, to mark by, for whom the passage is. */
export function markedQuestionsStatement(database: Database, reader: Reader, passageId: string) {
  return database
    .select()
    .from(questions)
    .where(ofReadable(reader, passageId))
    .orderBy(...IN_ORDER);
}

/** With answers, whoever asks: for administrators. */
export function anyQuestionsStatement(database: Database, passageId: string) {
  return database
    .select()
    .from(questions)
    .where(eq(questions.passageId, passageId))
    .orderBy(...IN_ORDER);
}

/**
 * Makes these the questions of a passage, if it is still there; those that keep their id keep their row.
 * They travel as one parameter: D1 takes a hundred, and a question has seven columns.
 */
export function questionReplacements(passageId: string, rows: QuestionRow[]) {
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

function ofReadable(reader: Reader, passageId: string): SQL | undefined {
  return and(
    eq(questions.passageId, passageId),
    sql`EXISTS (SELECT 1 FROM ${passages} WHERE ${passages.id} = ${passageId} AND ${isReadable(reader)})`,
  );
}
