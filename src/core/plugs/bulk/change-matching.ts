/** Applies one action to the plugs that match a filter. */
import { AppError } from '../../../rules/app-error.ts';
import { matchingIdsStatement } from '../../../store/plugs/lists.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { type ListFilters, plugFilters } from '../list-plugs.ts';
import type { BulkAction } from './bulk-action.ts';
import { type BulkResult, changeInBulk, MAX_PLUGS_PER_ACTION } from './change-in-bulk.ts';

export interface MatchingInput {
  filter: ListFilters;
  action: BulkAction;
  /** The number of plugs that the caller expects to delete. It is required for a deletion. */
  confirm?: number | undefined;
}

/**
 * Changes the plugs that match a filter, as `changeInBulk`. The ids are read in one round trip before the first write. A
 * plug that no longer matches when it is written is changed nevertheless.
 * @throws AppError `TOO_MANY_PLUGS` above 5,000 plugs, `CONFIRMATION_REQUIRED` for a deletion in which `confirm` is not
 *   the number of plugs, and the codes of `readWithAccess`
 */
export async function changeMatching(
  ctx: Ctx,
  { filter, action, confirm }: MatchingInput,
): Promise<BulkResult> {
  const filters = await plugFilters(ctx, filter);
  const statement = matchingIdsStatement(userOf(ctx).accountNumber, filters, MAX_PLUGS_PER_ACTION + 1);
  const { results } = await readWithAccess(ctx, [statement]);
  const [ids] = results;
  if (ids.length > MAX_PLUGS_PER_ACTION) throw new AppError('TOO_MANY_PLUGS', { max: MAX_PLUGS_PER_ACTION });
  if (action.kind === 'delete' && confirm !== ids.length) {
    throw new AppError('CONFIRMATION_REQUIRED', { matched: ids.length });
  }
  return changeInBulk(ctx, { ids, action });
}
