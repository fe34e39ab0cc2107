/** Reads the data of a page of the web client: one page of a list or of a search, the account and the statistics. */

import { readCursor, writeCursor } from '../../../rules/page-cursor.ts';
import type { PlugType } from '../../../rules/plugs/plug.ts';
import { isSearchable, type SearchQuery, searchQuery } from '../../../rules/plugs/search-query.ts';
import type { PlugFilters, PlugOrder } from '../../../store/plugs/lists.ts';
import { type CallerAccount, readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { type ListedPlugs, listReading } from '../list-plugs.ts';
import { type PlugStatistics, statisticsFrom, statisticsStatements } from '../read-statistics.ts';
import { matchedPage, matchesStatements } from '../search-plugs.ts';

export interface BrowsePlugsInput {
  /** The text of the search. If the text is too short or has no word, the page is a page of the list. */
  typed: string;
  filters: PlugFilters;
  /** The order of the list without a cursor; a cursor contains its order. A search has its own order. */
  order: PlugOrder;
  limit: number;
  cursor?: string | undefined;
}

export interface BrowsedPlugs {
  account: CallerAccount;
  statistics: PlugStatistics;
  page: ListedPlugs;
  /** Whether the page is a page of the search. If false, it is a page of the list. */
  isSearch: boolean;
}

/**
 * Reads one page in one round trip. If the index alone cannot decide which plugs match the text, the total may need a
 * second round trip.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function browsePlugs(ctx: Ctx, input: BrowsePlugsInput): Promise<BrowsedPlugs> {
  const { typed, filters } = input;
  const { accountNumber } = userOf(ctx);
  const query = typedQuery(accountNumber, typed, filters.plugType);
  if (query) return browseMatches(ctx, query, input);
  const { statements, toPage } = listReading(accountNumber, { ...input, skip: 0 }, filters);
  const read = await readWithAccess(ctx, [
    ...statisticsStatements(ctx.database, accountNumber),
    ...statements,
  ]);
  const [totals, topCounts, rows, counts] = read.results;
  const statistics = statisticsFrom(totals[0], topCounts, ctx.nowMs);
  return { account: read.account, statistics, page: toPage(rows, counts), isSearch: false };
}

/** The query for a typed text; null if the text is too short for a search or has no word. */
export function typedQuery(owner: number, typed: string, type: PlugType | undefined): SearchQuery | null {
  return isSearchable(typed) ? searchQuery(owner, typed, type) : null;
}

async function browseMatches(ctx: Ctx, query: SearchQuery, input: BrowsePlugsInput): Promise<BrowsedPlugs> {
  const { limit, cursor } = input;
  const skip = cursor === undefined ? 0 : readCursor(cursor, skipOf);
  // The query already selects the type.
  const range = { limit, skip, filters: { ...input.filters, plugType: undefined } };
  const { accountNumber } = userOf(ctx);
  const matches = matchesStatements(query, range);
  const read = await readWithAccess(ctx, [...statisticsStatements(ctx.database, accountNumber), ...matches]);
  const [totals, topCounts, ...results] = read.results;
  const page = await matchedPage(ctx, query, range, results as Parameters<typeof matchedPage>[3]);
  return {
    account: read.account,
    statistics: statisticsFrom(totals[0], topCounts, ctx.nowMs),
    page: {
      ...page,
      nextCursor: page.hasNext ? writeCursor([skip + limit]) : null,
      previousCursor: page.hasPrevious ? writeCursor([Math.max(0, skip - limit)]) : null,
    },
    isSearch: true,
  };
}

function skipOf([skip, ...others]: unknown[]): number | null {
  const isSkip = Number.isSafeInteger(skip) && Number(skip) >= 0 && others.length === 0;
  return isSkip ? Number(skip) : null;
}
