/** Searches the caller's plugs. */
import type { PlugType } from '../../rules/plugs/plug.ts';
import { type SearchQuery, searchQuery } from '../../rules/plugs/search-query.ts';
import type { PlugFilters } from '../../store/plugs/lists.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import { searchPageStatement, searchTotalStatement } from '../../store/plugs/search.ts';
import { readWithAccess, requireAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { numberPage, type PlugPageResult } from './page.ts';

export interface SearchPlugsInput {
  /** The text of the search. */
  typed: string;
  plugType?: PlugType | undefined;
  limit: number;
  skip: number;
}

/** The range of a page of matches, and the filters on the fields of the matches. */
interface MatchRange {
  limit: number;
  skip: number;
  filters?: PlugFilters | undefined;
}

/**
 * A search with checks (`SearchQuery.checks`) reads up to this many matches, even if the page needs fewer. The total is
 * then often known without a second round trip.
 */
const MIN_MATCHES_TO_READ = 200;

/**
 * Finds the live plugs that match every typed word (`searchQuery`), in any order. Plugs come first if each typed word
 * begins a word in their names. A text without a word has no matches.
 * @throws AppError with the codes of `readWithAccess`. Any text is accepted.
 */
export async function searchPlugs(ctx: Ctx, input: SearchPlugsInput): Promise<PlugPageResult> {
  const { limit, skip } = input;
  const query = searchQuery(userOf(ctx).accountNumber, input.typed, input.plugType);
  if (!query) {
    await requireAccess(ctx);
    return numberPage([], 0, skip, limit);
  }
  const { results } = await readWithAccess(ctx, matchesStatements(query, input));
  return matchedPage(ctx, query, input, results);
}

/**
 * Returns the statements that read a page of matches and the total. For a search with checks, only one statement is
 * returned, because a statement for the total would check every candidate again.
 */
export function matchesStatements(query: SearchQuery, { limit, skip, filters }: MatchRange) {
  return query.checks.length > 0
    ? ([searchPageStatement(query, matchesToRead({ limit, skip }), 0, filters)] as const)
    : ([searchPageStatement(query, limit, skip, filters), searchTotalStatement(query, filters)] as const);
}

/**
 * Builds the page from the results of `matchesStatements`. For a search with checks, the total is the number of matches
 * in the results. If the results are as many as the limit of the statement, a second round trip reads the total.
 */
export async function matchedPage(
  ctx: Ctx,
  query: SearchQuery,
  { limit, skip, filters }: MatchRange,
  [rows, totals]: readonly [PlugRow[], { total: number }[]?],
): Promise<PlugPageResult> {
  if (totals) return numberPage(rows, totals[0]?.total ?? 0, skip, limit);
  const items = rows.slice(skip, skip + limit);
  if (rows.length < matchesToRead({ limit, skip })) return numberPage(items, rows.length, skip, limit);
  const [counted] = await ctx.database.batch([searchTotalStatement(query, filters)]);
  return numberPage(items, counted[0]?.total ?? 0, skip, limit);
}

function matchesToRead({ limit, skip }: { limit: number; skip: number }): number {
  return Math.max(MIN_MATCHES_TO_READ, skip + limit + 1);
}
