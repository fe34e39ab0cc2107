/** Undoes a revision or a changeset. An undo is itself a revision or a changeset, so it can be undone. */
import { AppError } from '../../../rules/app-error.ts';
import { seqOf } from '../../../rules/plugs/history/revision-number.ts';
import { requireAccess } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { undoChangeset } from './undo-changeset.ts';
import type { UndoInput, UndoResult } from './undo-input.ts';
import { undoRevision } from './undo-revision.ts';

const CHANGESET_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Undoes a revision or a changeset field by field. `onConflict` decides about values that were changed later. An unknown
 * id, an expired id and an id of another owner give the same error.
 * @throws AppError `NOT_FOUND`, `MERGED` for a revision of a plug that was merged, `UNDO_CONFLICT`, `TOO_MANY_PLUGS`,
 *   `UNAVAILABLE`, and the codes of `readWithAccess`
 */
export async function undo(ctx: Ctx, input: UndoInput): Promise<UndoResult> {
  const seq = seqOf(input.id);
  if (seq !== null) return undoRevision(ctx, seq, input);
  if (CHANGESET_ID.test(input.id)) return undoChangeset(ctx, input.id, input);
  await requireAccess(ctx);
  throw new AppError('NOT_FOUND');
}
