/**
 * Dismisses duplicates: records that plugs are different people. The two plugs of a dismissed pair are no longer
 * connected directly, but can still be in one group through other plugs. Dismissals can be undone.
 */
import { AppError, invalidField } from '../../../rules/app-error.ts';
import { dismissStatement, undismissStatement } from '../../../store/plugs/duplicates/duplicates.ts';
import { anyPlugsStatement } from '../../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { MAX_LOSERS } from './merge/merge-plugs.ts';

/** The maximum number of plugs in one dismissal, and in one merge (the winner and the losers). */
export const MAX_PLUGS_TOGETHER = 1 + MAX_LOSERS;

export interface DismissDuplicatesInput {
  /** At least 2 and at most `MAX_PLUGS_TOGETHER` different ids. A repeated id counts once. */
  ids: readonly string[];
  /** True to undo earlier dismissals of these plugs. */
  isUndo: boolean;
}

/**
 * Records that these live plugs are all different people, or deletes these records. A repeated request changes nothing.
 * @throws AppError `INVALID_INPUT` for a wrong number of ids, `NOT_FOUND` for a deleted plug, a plug of another owner
 *   or an unknown id, and the codes of `readWithAccess`
 */
export async function dismissDuplicates(ctx: Ctx, { ids, isUndo }: DismissDuplicatesInput): Promise<void> {
  const distinctIds = [...new Set(ids)];
  if (distinctIds.length < 2) throw invalidField('ids', 'ids must be at least 2 different ids');
  if (distinctIds.length > MAX_PLUGS_TOGETHER)
    throw invalidField('ids', `Send at most ${MAX_PLUGS_TOGETHER} ids`);
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [anyPlugsStatement(accountNumber, distinctIds)]);
  const live = results[0].filter(({ deletedAtMs }) => deletedAtMs === null);
  if (live.length < distinctIds.length) throw new AppError('NOT_FOUND');
  const statement = isUndo ? undismissStatement : dismissStatement;
  await ctx.database.batch([statement(accountNumber, distinctIds)]);
}
