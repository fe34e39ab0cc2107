/** Marks a reader's answers to the questions of a passage, and records the attempt. */
import { AppError, type FieldProblem } from '../../rules/app-error.ts';
import { type GivenAnswer, type Marking, markAnswers } from '../../rules/reading/score.ts';
import { passageAccessStatement } from '../../store/reading/passages.ts';
import { upsertAttemptStatement } from '../../store/reading/progress.ts';
import { type QuestionRow, questionsWithAnswersStatement } from '../../store/reading/questions.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type PassageRequest, readerOf, requireReadable } from './reader.ts';

export interface SubmitAnswersInput extends PassageRequest {
  answers: GivenAnswer[];
  timeSpentSeconds: number;
}

/**
 * Marks the answers and records the attempt, in two round trips. The stored score is the best score of all attempts.
 * Returns the result of this attempt.
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`, `INVALID_INPUT` if an answer does not fit the questions, and the
 *   codes of `readWithAccess`. After `UNAVAILABLE`, the attempt may be stored. After other errors, nothing is stored.
 */
export async function submitAnswers(ctx: Ctx, input: SubmitAnswersInput): Promise<Marking> {
  const { id, upgradeUrl, answers, timeSpentSeconds } = input;
  const { accountNumber: owner } = userOf(ctx);
  const reader = readerOf(ctx);
  const { results } = await readWithAccess(ctx, [
    passageAccessStatement(ctx.database, reader, id),
    questionsWithAnswersStatement(ctx.database, reader, id),
  ]);
  const [readableRows, questions] = results;
  requireReadable(readableRows[0], upgradeUrl);
  requireAnswerable(questions, answers);
  const marking = markAnswers(questions, answers);
  const { score, isCompleted } = marking;
  const attempt = { owner, passageId: id, score, isCompleted, timeSpentSeconds, nowMs: ctx.nowMs };
  const [rows] = await ctx.database.batch([upsertAttemptStatement(ctx.database, attempt)]);
  if (rows.length === 0) throw new AppError('NOT_FOUND');
  return marking;
}

/**
 * Requires that each answer is for a question of the passage and selects one of its options, and that no question is
 * answered twice.
 * @throws AppError `INVALID_INPUT`
 */
function requireAnswerable(questions: QuestionRow[], answers: GivenAnswer[]): void {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const seen = new Set<string>();
  const problems = answers.flatMap(({ questionId, selectedOptionIndex }, at) => {
    const problem = problemOf(byId.get(questionId), selectedOptionIndex, seen.has(questionId));
    seen.add(questionId);
    return problem ? [{ field: `answers.${at}.${problem.field}`, message: problem.message }] : [];
  });
  if (problems.length > 0) throw new AppError('INVALID_INPUT', { problems });
}

function problemOf(question: QuestionRow | undefined, selected: number, isRepeated: boolean) {
  const problem = (field: string, message: string): FieldProblem => ({ field, message });
  if (!question) return problem('question_id', 'No such question in this passage');
  if (isRepeated) return problem('question_id', 'This question is answered twice');
  if (selected < question.options.length) return null;
  return problem('selected_option_index', `This question has ${question.options.length} options`);
}
