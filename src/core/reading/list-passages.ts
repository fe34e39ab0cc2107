/** Lists the passages that the caller may read. For administrators, lists all passages. */
import { readCursor, writeCursor } from '../../rules/page-cursor.ts';
import {
  anyPassagesStatement,
  type PassageFilters,
  type PassageSummary,
  passagePageStatement,
  passageTotalStatement,
} from '../../store/reading/passages.ts';
import { readAsAdmin, readWithOptionalAccess } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { readerOf } from './reader.ts';

const PASSAGES_PER_PAGE = 50;

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

/**
 * Reads one page of all passages, newest first, for administrators.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, `FORBIDDEN`, and the codes of `readWithAccess`
 */
export async function listAnyPassages(
  ctx: Ctx,
  { cursor }: { cursor?: string | undefined },
): Promise<{ passages: PassageSummary[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : readCursor(cursor, rowOf);
  const { results } = await readAsAdmin(ctx, [anyPassagesStatement(ctx.database, after, PASSAGES_PER_PAGE)]);
  const passages = results[0].slice(0, PASSAGES_PER_PAGE);
  const last = results[0].length > PASSAGES_PER_PAGE ? passages.at(-1) : undefined;
  return { passages, nextCursor: last ? writeCursor([last.row]) : null };
}

function rowOf([row]: unknown[]): number | null {
  return Number.isSafeInteger(row) ? Number(row) : null;
}
