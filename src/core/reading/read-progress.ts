/** Reads the caller's progress on the passages that they may read. */
import { passageAccessStatement, passageTotalStatement } from '../../store/reading/passages.ts';
import {
  type ProgressRow,
  passageProgressStatement,
  progressStatement,
} from '../../store/reading/progress.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type PassageRequest, readerOf, requireReadable } from './reader.ts';

export interface Progress {
  /** One entry for each readable passage with at least one attempt. */
  submitted: Pick<ProgressRow, 'passageId' | 'bestScore' | 'isCompleted'>[];
  /** The number of passages that the caller may read. */
  totalPassages: number;
}

/**
 * Reads the progress on all readable passages in one round trip. When premium access ends, the progress on premium
 * passages remains stored. It is read again when the caller has premium access again.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readProgress(ctx: Ctx): Promise<Progress> {
  const { accountNumber } = userOf(ctx);
  const reader = readerOf(ctx);
  const { results } = await readWithAccess(ctx, [
    progressStatement(ctx.database, accountNumber, reader),
    passageTotalStatement(ctx.database, reader, {}),
  ]);
  const [submitted, totals] = results;
  return { submitted, totalPassages: totals[0]?.total ?? 0 };
}

/**
 * Reads the progress on one passage in one round trip. Returns null if the caller has made no attempt.
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`, and the codes of `readWithAccess`
 */
export async function readPassageProgress(
  ctx: Ctx,
  { id, upgradeUrl }: PassageRequest,
): Promise<ProgressRow | null> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    passageAccessStatement(ctx.database, readerOf(ctx), id),
    passageProgressStatement(ctx.database, accountNumber, id),
  ]);
  const [readableRows, rows] = results;
  requireReadable(readableRows[0], upgradeUrl);
  return rows[0] ?? null;
}
