/** Applies one action to the plugs that match a filter and, if there is one, a search. */
import { AppError } from '../../../rules/app-error.ts';
import { matchingIdsStatement } from '../../../store/plugs/lists.ts';
import { searchIdsStatement } from '../../../store/plugs/search.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { type ListFilters, plugFilters } from '../list-plugs.ts';
import { typedQuery } from '../search/browse-plugs.ts';
import type { BulkAction } from './bulk-action.ts';
import { type BulkResult, changeInBulk, MAX_PLUGS_PER_ACTION } from './change-in-bulk.ts';

export interface MatchingInput {
  filter: ListFilters;
  /** The text of a search. As in `browsePlugs`, a text that is too short or has no word is ignored. */
  typed?: string | undefined;
  action: BulkAction;
  /** The number of plugs that the caller expects to delete. Required for a deletion, ignored for other actions. */
  confirm?: number | undefined;
}

/**
 * Changes the plugs that match a filter and a search, in the same way as `changeInBulk`. All ids are read before the
 * first write, in one round trip. A filter with a day takes one more, which reads the time zone. A plug is changed even
 * if it no longer matches when it is written.
 * @throws AppError `TOO_MANY_PLUGS` above 5,000 plugs, `CONFIRMATION_REQUIRED` for a deletion if `confirm` is not the
 *   number of plugs that match, and the codes of `readWithAccess`
 */
export async function changeMatching(
  ctx: Ctx,
  { filter, typed = '', action, confirm }: MatchingInput,
): Promise<BulkResult> {
  const filters = await plugFilters(ctx, filter);
  const { accountNumber } = userOf(ctx);
  const query = typedQuery(accountNumber, typed, filters.plugType);
  const limit = MAX_PLUGS_PER_ACTION + 1;
  const statement = query
    ? searchIdsStatement(query, filters, limit)
    : matchingIdsStatement(accountNumber, filters, limit);
  const { results } = await readWithAccess(ctx, [statement]);
  const [ids] = results;
  if (ids.length > MAX_PLUGS_PER_ACTION) throw new AppError('TOO_MANY_PLUGS', { max: MAX_PLUGS_PER_ACTION });
  if (action.kind === 'delete' && confirm !== ids.length) {
    throw new AppError('CONFIRMATION_REQUIRED', { matched: ids.length });
  }
  return changeInBulk(ctx, { ids, action });
}
