/** Records that plugs are not the same person, so that they are no longer listed as duplicates. */
import { AppError, invalidField } from '../../../rules/app-error.ts';
import { dismissStatement, undismissStatement } from '../../../store/plugs/duplicates/duplicates.ts';
import { anyPlugsStatement } from '../../../store/plugs/plugs.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { MAX_LOSERS } from './merge/merge-plugs.ts';

/** The maximum number of plugs that are dismissed or merged together: the winner and the losers of a merge. */
export const MAX_PLUGS_TOGETHER = 1 + MAX_LOSERS;

export interface DismissDuplicatesInput {
  /** At least 2 and at most `MAX_PLUGS_TOGETHER` ids. */
  ids: readonly string[];
  /** Whether an earlier dismissal is undone. */
  isUndo: boolean;
}

/**
 * Dismisses every pair of these live plugs, or undoes the dismissal. A repeated request changes nothing.
 * @throws AppError `INVALID_INPUT` for a wrong number of ids, `NOT_FOUND` for a deleted plug, a plug of another owner or
 *   an unknown id, and the codes of `readWithAccess`
 */
export async function dismissDuplicates(ctx: Ctx, { ids, isUndo }: DismissDuplicatesInput): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length < 2) throw invalidField('ids', 'ids must be at least 2 different ids');
  if (wanted.length > MAX_PLUGS_TOGETHER)
    throw invalidField('ids', `ids must be at most ${MAX_PLUGS_TOGETHER}`);
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [anyPlugsStatement(accountNumber, wanted)]);
  const live = results[0].filter(({ deletedAtMs }) => deletedAtMs === null);
  if (live.length < wanted.length) throw new AppError('NOT_FOUND');
  const statement = isUndo ? undismissStatement : dismissStatement;
  await ctx.database.batch([statement(accountNumber, wanted)]);
}
