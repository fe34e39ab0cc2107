/** The questions of passages in D1. Before an answer, a reader may get only the rows of `openQuestionsStatement`. */
import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { type Reader, readableCondition } from './passages.ts';
import { passages, questions } from './schema.ts';

export type QuestionRow = typeof questions.$inferSelect;
/** A question as a reader gets it before the answer: without the passage id, the correct answer and the explanation. */
export type OpenQuestion = Omit<QuestionRow, 'passageId' | 'correctAnswerIndex' | 'explanation'>;

const {
  passageId: _passageId,
  correctAnswerIndex: _correctAnswerIndex,
  explanation: _explanation,
  ...openColumns
} = getTableColumns(questions);
const IN_ORDER = [asc(questions.position), asc(questions.id)];

/** The questions without correct answers and explanations. No rows if this reader may not read the passage. */
export function openQuestionsStatement(database: Database, reader: Reader, passageId: string) {
  return database
    .select(openColumns)
    .from(questions)
    .where(belongsToReadablePassage(reader, passageId))
    .orderBy(...IN_ORDER);
}

/**
 * The questions with correct answers, to mark the answers of a reader. No rows if the reader may not read the passage.
 */
export function questionsWithAnswersStatement(database: Database, reader: Reader, passageId: string) {
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
 * Replaces the questions of a passage, if the passage still exists. A stored question with the id of a new question is
 * updated. The caller must check that such a question belongs to this passage. The questions are one JSON parameter,
 * because D1 allows 100 parameters in a statement and a question has seven columns.
 */
export function replaceQuestionsStatements(passageId: string, rows: QuestionRow[]) {
  const questionsJson = JSON.stringify(rows);
  return [
    plainStatement(
      sql`DELETE FROM questions WHERE passage_id = ${passageId}
        AND id NOT IN (SELECT value ->> '$.id' FROM json_each(${questionsJson}))`,
    ),
    plainStatement(
      sql`INSERT INTO questions (id, passage_id, position, text, options, correct_answer_index, explanation)
        SELECT value ->> '$.id', ${passageId}, value ->> '$.position', value ->> '$.text', value -> '$.options',
          value ->> '$.correctAnswerIndex', value ->> '$.explanation'
        FROM json_each(${questionsJson}) WHERE EXISTS (SELECT 1 FROM passages WHERE id = ${passageId})
        ON CONFLICT (id) DO UPDATE SET position = excluded.position, text = excluded.text,
          options = excluded.options, correct_answer_index = excluded.correct_answer_index,
          explanation = excluded.explanation`,
    ),
  ] as const;
}

function belongsToReadablePassage(reader: Reader, passageId: string): SQL | undefined {
  return and(
    eq(questions.passageId, passageId),
    sql`EXISTS (SELECT 1 FROM ${passages} WHERE ${passages.id} = ${passageId} AND ${readableCondition(reader)})`,
  );
}
