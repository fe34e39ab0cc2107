/** Searches the caller's plugs. */
import type { PlugType } from '../../rules/plugs/plug.ts';
import { searchQuery } from '../../rules/plugs/search-terms.ts';
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

/**
 * Finds plugs that contain every typed word, in any order. Plugs whose names begin with the words come first.
 * @throws AppError as `readWithAccess` does; no typed text is an error
 */
export async function searchPlugs(ctx: Ctx, input: SearchPlugsInput): Promise<PlugPageResult> {
  const { limit, skip } = input;
  const query = searchQuery(userOf(ctx).accountNumber, input.typed, input.plugType);
  if (!query) {
    await requireAccess(ctx);
    return numberPage([], 0, skip, limit);
  }
  const { results } = await readWithAccess(ctx, [
    searchPageStatement(query, limit, skip),
    searchTotalStatement(query),
  ]);
  const [items, totals] = results;
  return numberPage(items, totals[0]?.total ?? 0, skip, limit);
}
