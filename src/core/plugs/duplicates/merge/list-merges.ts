/** Lists the merges of an account, and undoes a merge. */
import { type ListedMerge, mergesStatement } from '../../../../store/plugs/merges/merges.ts';
import { readWithAccess, userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import {
  type ChangesetPageInput,
  changesetRange,
  pageOfChangesets,
} from '../../history/page-of-changesets.ts';
import { undoChangeset } from '../../history/undo-changeset.ts';
import type { UndoResult } from '../../history/undo-input.ts';

export interface MergePage {
  merges: ListedMerge[];
  nextCursor: string | null;
}

/**
 * Lists the merges of the last 90 days, newest first, in one round trip.
 * @throws AppError `INVALID_INPUT` for an invalid cursor, and the codes of `readWithAccess`
 */
export async function listMerges(ctx: Ctx, input: ChangesetPageInput): Promise<MergePage> {
  const statement = mergesStatement(userOf(ctx).accountNumber, changesetRange(ctx.nowMs, input));
  const { results } = await readWithAccess(ctx, [statement]);
  const [merges, nextCursor] = pageOfChangesets(results[0], input);
  return { merges, nextCursor };
}

/**
 * Undoes a merge of the last 90 days: the merged plugs are live again, and the winner has its values from before the
 * merge. A value of the winner that was changed later, or whose old value another plug has now, can stay. It is then in
 * `kept`. Nothing is written if one of the merged plugs cannot be restored.
 * @throws AppError `NOT_FOUND`, `UNDO_CONFLICT` with the fields and plugs that prevent the undo, `UNAVAILABLE`, and the
 *   codes of `readWithAccess`
 */
export function undoMerge(ctx: Ctx, id: string): Promise<UndoResult> {
  return undoChangeset(ctx, id, { id, kind: 'merge', onConflict: 'keep', isDryRun: false });
}
