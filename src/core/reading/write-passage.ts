/** Creates, changes and deletes passages, for administrators. */
import { v7 as uuid } from 'uuid';
import { AppError } from '../../rules/app-error.ts';
import {
  anyPassageStatement,
  type Difficulty,
  deletePassageStatement,
  insertPassageStatement,
  type PassageRow,
  passageExistsCondition,
  type Tier,
  updatePassageStatement,
} from '../../store/reading/passages.ts';
import {
  anyQuestionsStatement,
  type QuestionRow,
  replaceQuestionsStatements,
} from '../../store/reading/questions.ts';
import { insertEventsStatement } from '../../store/security-log/security-events.ts';
import { readAsAdmin, requireAdmin, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { draftAdministratorEvent } from '../security-log/record-events.ts';

/** The content of a new or changed question. */
export interface QuestionDraft {
  /** The id of the question that is changed. Undefined for a new question. `createPassage` ignores ids. */
  id?: string | undefined;
  text: string;
  options: string[];
  correctAnswerIndex: number;
  explanation: string;
  /** The position among the questions. The default is the index in the list. */
  order?: number | undefined;
}

export interface PassageDraft {
  title: string;
  content: string;
  difficulty: Difficulty;
  tier: Tier;
  questions: QuestionDraft[];
}

/** A field is not changed if it is absent or undefined. */
export type PassageChanges = { [Field in keyof PassageDraft]?: PassageDraft[Field] | undefined };

/** A passage and its questions with the correct answers. */
export interface WrittenPassage {
  passage: PassageRow;
  questions: QuestionRow[];
}

/**
 * Creates a passage with its questions.
 * @throws AppError `FORBIDDEN`, and the codes of `requireAccess`
 */
export async function createPassage(ctx: Ctx, draft: PassageDraft): Promise<WrittenPassage> {
  await requireAdmin(ctx);
  const { questions: drafts, ...fields } = draft;
  const id = uuid();
  const questions = drafts.map((question, at) => questionRow(id, { ...question, id: undefined }, at));
  const times = { createdAtMs: ctx.nowMs, updatedAtMs: ctx.nowMs };
  const [rows] = await ctx.database.batch([
    insertPassageStatement(ctx.database, { ...fields, ...times, id, questionCount: questions.length }),
    ...replaceQuestionsStatements(id, questions),
    eventStatement(ctx, id, { created: fields.title }),
  ]);
  return { passage: rows[0] as PassageRow, questions: inOrder(questions) };
}

/**
 * Changes a passage. Undefined fields are not changed. If all fields are undefined, nothing is written. A list of
 * questions replaces all questions of the passage: a draft with the id of a question changes this question, a draft
 * without an id adds a question, and a question without a draft is deleted.
 * @throws AppError `NOT_FOUND`, `INVALID_INPUT` for an id that no question of the passage has or a repeated id,
 *   `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function updatePassage(
  ctx: Ctx,
  { id, changes }: { id: string; changes: PassageChanges },
): Promise<WrittenPassage> {
  const read = await readAnyPassage(ctx, { id });
  const { questions: drafts, ...fields } = changes;
  if (drafts) requireOwnIds(read.questions, drafts);
  if (Object.values(changes).every((value) => value === undefined)) return read;
  const questions = drafts?.map((question, at) => questionRow(id, question, at));
  const values = { ...fields, updatedAtMs: ctx.nowMs };
  const event = eventStatement(ctx, id, { changed: read.passage.title });
  const [rows] = questions
    ? await ctx.database.batch([
        updatePassageStatement(ctx.database, id, { ...values, questionCount: questions.length }),
        ...replaceQuestionsStatements(id, questions),
        event,
      ])
    : await ctx.database.batch([updatePassageStatement(ctx.database, id, values), event]);
  const passage = rows[0];
  if (!passage) throw new AppError('NOT_FOUND');
  return { passage, questions: questions ? inOrder(questions) : read.questions };
}

/**
 * Deletes a passage, its questions, and the progress of all readers on this passage.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function deletePassage(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const { passage } = await readAnyPassage(ctx, { id });
  const [, rows] = await ctx.database.batch([
    eventStatement(ctx, id, { deleted: passage.title }),
    deletePassageStatement(ctx.database, id),
  ]);
  if (rows.length === 0) throw new AppError('NOT_FOUND');
}

/**
 * Returns the statement that records a change of a passage. It records nothing if the passage does not exist when it
 * runs. A passage belongs to no account, so the event is in the security log of the administrator.
 */
function eventStatement(ctx: Ctx, id: string, change: object) {
  const { accountNumber } = userOf(ctx);
  const event = draftAdministratorEvent(ctx, accountNumber, 'passage_changed', { passage: id, ...change });
  return insertEventsStatement([event], passageExistsCondition(id));
}

/**
 * Reads a passage and its questions with the correct answers, for administrators.
 * @throws AppError `NOT_FOUND`, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function readAnyPassage(ctx: Ctx, { id }: { id: string }): Promise<WrittenPassage> {
  const { results } = await readAsAdmin(ctx, [
    anyPassageStatement(ctx.database, id),
    anyQuestionsStatement(ctx.database, id),
  ]);
  const [passages, questions] = results;
  const passage = passages[0];
  if (!passage) throw new AppError('NOT_FOUND');
  return { passage, questions };
}

/**
 * Requires that each id belongs to a question of the passage and occurs once.
 * @throws AppError `INVALID_INPUT`
 */
function requireOwnIds(stored: QuestionRow[], drafts: QuestionDraft[]): void {
  const unusedIds = new Set(stored.map(({ id }) => id));
  const problems = drafts.flatMap(({ id }, at) =>
    id === undefined || unusedIds.delete(id)
      ? []
      : [
          {
            field: `questions.${at}.id`,
            message: 'The passage has no question with this id, or the id occurs twice',
          },
        ],
  );
  if (problems.length > 0) throw new AppError('INVALID_INPUT', { problems });
}

function questionRow(passageId: string, { id, order, ...question }: QuestionDraft, at: number): QuestionRow {
  return { ...question, id: id ?? uuid(), passageId, position: order ?? at };
}

/** Sorts questions in the order in which the store returns them. */
function inOrder(questions: QuestionRow[]): QuestionRow[] {
  return questions.toSorted((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
}
