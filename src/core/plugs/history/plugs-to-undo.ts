/** Reads the plugs of a changeset that is undone, and builds the statements that write the changeset of the undo. */
import type { Statement } from '../../../store/database/database.ts';
import {
  markUndoneStatement,
  type StoredChangeset,
  writeChangesetStatement,
} from '../../../store/plugs/changesets.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { planStatements } from './plan-plugs.ts';
import type { PlugsRead } from './undo-plugs.ts';

/** The row number of a plug, and the numbers of the revisions of this plug that are undone. */
export interface PlugToUndo {
  plugRow: number;
  seqs: number[];
}

/** A changeset that is undone, and its plugs. */
export interface ChangesetToUndo {
  undone: StoredChangeset;
  plugsToUndo: PlugToUndo[];
}

/**
 * Reads plugs with the revisions that are undone and all newer revisions. A plug that was permanently deleted is not in
 * the result.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readPlugsToUndo(ctx: Ctx, plugsToUndo: PlugToUndo[]): Promise<PlugsRead> {
  const seqs = plugsToUndo.flatMap((plug) => plug.seqs);
  const { account, results } = await readWithAccess(ctx, planStatements(userOf(ctx).accountNumber, seqs));
  const [plugs, revisions] = results;
  return { seqs, plugs, revisions, timeZone: account.timeZone };
}

/**
 * Returns the statements that write the changeset of the undo, and store its id in the undone changeset. Before the
 * last chunk (`isLast`), the changeset of the undo is partial. If the batch has written no revision, the statements
 * have no effect.
 */
export function changesetStatements(
  ctx: Ctx,
  { id, undoes }: StoredChangeset,
  { undoId, isLast }: { undoId: string; isLast: boolean },
): Statement[] {
  const { accountNumber: owner, sessionId } = userOf(ctx);
  return [
    writeChangesetStatement({
      owner,
      id: undoId,
      kind: 'undo',
      via: 'undo',
      sessionId,
      label: null,
      state: isLast ? 'complete' : 'partial',
      undoes: id,
      nowMs: ctx.nowMs,
    }),
    markUndoneStatement(owner, { id, undoes }, undoId),
  ];
}
