/** Searches the caller's plugs. */
import type { PlugType } from '../../rules/plugs/plug.ts';
import { type SearchQuery, searchQuery } from '../../rules/plugs/search-query.ts';
import { searchPageStatement, searchTotalStatement } from '../../store/plugs/search.ts';
import { readWithAccess, requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { numberPage, type PlugPageResult } from './page.ts';

export interface SearchPlugsInput {
  typed: string;
  plugType?: PlugType | undefined;
  limit: number;
  skip: number;
}

/** A search with checks reads at least this number of matches in one statement. */
const CHECKED_AT_ONCE = 200;

/**
 * Finds plugs that contain every typed word, in any order. Plugs whose names begin with the words come first.
 * @throws AppError with the codes of `readWithAccess`; no search text causes an error
 */
export async function searchPlugs(ctx: Ctx, input: SearchPlugsInput): Promise<PlugPageResult> {
  const { limit, skip } = input;
  const query = searchQuery(userOf(ctx).accountNumber, input.typed, input.plugType);
  if (!query) {
    await requireAccess(ctx);
    return numberPage([], 0, skip, limit);
  }
  if (query.checks.length > 0) return checkedPage(ctx, query, input);
  const { results } = await readWithAccess(ctx, [
    searchPageStatement(query, limit, skip),
    searchTotalStatement(query),
  ]);
  const [items, totals] = results;
  return numberPage(items, totals[0]?.total ?? 0, skip, limit);
}

/**
 * Two statements would both check every candidate. One statement therefore reads the matches, and the number of matches
 * gives the total. If there are more matches than the statement returns, the total needs a second round trip.
 */
async function checkedPage(
  ctx: Ctx,
  query: SearchQuery,
  { limit, skip }: SearchPlugsInput,
): Promise<PlugPageResult> {
  const most = Math.max(CHECKED_AT_ONCE, skip + limit + 1);
  const { results } = await readWithAccess(ctx, [searchPageStatement(query, most, 0)]);
  const [matches] = results;
  const items = matches.slice(skip, skip + limit);
  if (matches.length < most) return numberPage(items, matches.length, skip, limit);
  const [totals] = await ctx.database.batch([searchTotalStatement(query)]);
  return numberPage(items, totals[0]?.total ?? 0, skip, limit);
}
