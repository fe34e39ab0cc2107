/** Reads one passage with its questions and the list of passages that is shown beside it. */
import { AppError } from '../../rules/app-error.ts';
import { type PassageRow, passageAccessStatement, passageStatement } from '../../store/reading/passages.ts';
import { type OpenQuestion, openQuestionsStatement } from '../../store/reading/questions.ts';
import { readWithAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type TitleList, type TitlePage, titleListOf, titleStatements } from './list-titles.ts';
import { type PassageRequest, readerOf, requireReadable } from './reader.ts';

export interface PassageWithTitles {
  passage: PassageRow;
  /** The questions without their correct answers. */
  questions: OpenQuestion[];
  /** The caller's best score; null if the caller has made no attempt. */
  bestScore: number | null;
  list: TitleList;
}

/**
 * Reads a passage and one page of the list in one round trip.
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`, and the codes of `readWithAccess`
 */
export async function readPassageWithTitles(
  ctx: Ctx,
  { id, upgradeUrl, page }: PassageRequest & { page: TitlePage },
): Promise<PassageWithTitles> {
  const reader = readerOf(ctx);
  const { account, results } = await readWithAccess(ctx, [
    passageAccessStatement(ctx.database, reader, id),
    passageStatement(ctx.database, reader, id),
    openQuestionsStatement(ctx.database, reader, id),
    ...titleStatements(ctx, page),
  ]);
  const [readableRows, passages, questions, titles, counts, submitted] = results;
  requireReadable(readableRows[0], upgradeUrl);
  const passage = passages[0];
  if (!passage) throw new AppError('NOT_FOUND');
  const bestScore = submitted.find(({ passageId }) => passageId === id)?.bestScore ?? null;
  return { passage, questions, bestScore, list: titleListOf(ctx, account, [titles, counts, submitted]) };
}
