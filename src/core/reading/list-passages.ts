/** Lists the passages that the caller may read. */
import {
  type PassageFilters,
  type PassageSummary,
  passagePageStatement,
  passageTotalStatement,
} from '../../store/reading/passages.ts';
import { readWithOptionalAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { readerOf } from './reader.ts';

export interface ListPassagesInput {
  filters: PassageFilters;
  limit: number;
  offset: number;
}

/**
 * Reads one page, newest first, and the total, in one round trip. Without premium access, premium passages are neither
 * listed nor counted.
 * @throws AppError with the codes of `readWithOptionalAccess`
 */
export async function listPassages(
  ctx: Ctx,
  input: ListPassagesInput,
): Promise<{ passages: PassageSummary[]; total: number }> {
  const reader = readerOf(ctx);
  const { results } = await readWithOptionalAccess(ctx, [
    passagePageStatement(ctx.database, reader, input),
    passageTotalStatement(ctx.database, reader, input.filters),
  ]);
  const [passages, totals] = results;
  return { passages, total: totals[0]?.total ?? 0 };
}
