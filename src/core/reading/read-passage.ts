/** Reads one passage with its questions. The questions do not contain the correct answers. */
import { AppError } from '../../rules/app-error.ts';
import { type PassageRow, passageAccessStatement, passageStatement } from '../../store/reading/passages.ts';
import { type OpenQuestion, openQuestionsStatement } from '../../store/reading/questions.ts';
import { readWithOptionalAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type PassageRequest, readerOf, requireReadable } from './reader.ts';

/**
 * Reads a passage in one round trip.
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`, and the codes of `readWithOptionalAccess`
 */
export async function readPassage(
  ctx: Ctx,
  { id, upgradeUrl }: PassageRequest,
): Promise<{ passage: PassageRow; questions: OpenQuestion[] }> {
  const reader = readerOf(ctx);
  const { results } = await readWithOptionalAccess(ctx, [
    passageAccessStatement(ctx.database, reader, id),
    passageStatement(ctx.database, reader, id),
    openQuestionsStatement(ctx.database, reader, id),
  ]);
  const [readableRows, passages, questions] = results;
  requireReadable(readableRows[0], upgradeUrl);
  const passage = passages[0];
  if (!passage) throw new AppError('NOT_FOUND');
  return { passage, questions };
}
