/** How far the caller has come, on the passages that are there for them. */
import { passageTotalStatement, readablePassageStatement } from '../../store/reading/passages.ts';
import {
  type ProgressRow,
  passageProgressStatement,
  progressStatement,
} from '../../store/reading/progress.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type PassageRequest, readerOf, requireOpen } from './reader.ts';

export interface Progress {
  /** One for each passage that was ever submitted. */
  submitted: Pick<ProgressRow, 'passageId' | 'bestScore' | 'isCompleted'>[];
  totalPassages: number;
}

/**
 * All of it, in one round trip. What was done on premium passages is kept, and comes back with premium.
 * @throws AppError as `readWithAccess` does
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
 * On one passage; null when nothing was ever submitted.
 * @throws AppError `NOT_FOUND`, `PREMIUM_REQUIRED`, and as `readWithAccess` does
 */
export async function readPassageProgress(
  ctx: Ctx,
  { id, upgradeUrl }: PassageRequest,
): Promise<ProgressRow | null> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    readablePassageStatement(ctx.database, readerOf(ctx), id),
    passageProgressStatement(ctx.database, accountNumber, id),
  ]);
  const [doors, rows] = results;
  requireOpen(doors[0], upgradeUrl);
  return rows[0] ?? null;
}
