/** Undoes a merge. All plugs of the undo are written in one batch, or nothing is written. */
import { v7 as uuid } from 'uuid';
import { AppError, unavailable } from '../../../rules/app-error.ts';
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';
import { fieldValue, stateOf } from '../../../rules/plugs/revision.ts';
import { UniqueViolation } from '../../../store/database/database.ts';
import type { StoredChangeset } from '../../../store/plugs/changesets.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { Ctx } from '../../request/context.ts';
import type { PlugChange } from '../plug-update.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../write-attempts.ts';
import { findTakenKeys } from '../write-plugs.ts';
import { type ChangesetToUndo, changesetStatements, readPlugsToUndo } from './plugs-to-undo.ts';
import type { UndoInput, UndoResult } from './undo-input.ts';
import {
  type Duplicates,
  type PlugsRead,
  type PlugsUndone,
  planUndoOf,
  previewUndo,
  writeUndo,
} from './undo-plugs.ts';
import { rejectConflict } from './undo-revision.ts';

/** The fields that make a contact or a target a duplicate. */
const DUPLICATE_FIELDS = { contact: ['email'], target: ['first_name', 'last_name', 'company'] };

/**
 * Undoes a merge in two round trips, with `refuse` in up to four. A preview takes up to three. If another write changes
 * one of the plugs first, the undo is planned again. `onConflict` applies to values of the winner that were changed
 * later. A value of the winner is not restored if it would make the winner a duplicate.
 * @throws AppError `UNDO_CONFLICT` if a plug that was merged into the winner was deleted permanently or would be a
 *   duplicate of another plug, or if a value is not restored with `refuse`; `UNAVAILABLE` after 64 attempts; the codes
 *   of `readWithAccess`
 */
export async function undoMergeChangeset(
  ctx: Ctx,
  { undone, plugsToUndo }: ChangesetToUndo,
  input: UndoInput,
): Promise<UndoResult> {
  const undoId = uuid();
  const statementsAfter = changesetStatements(ctx, undone, { undoId, isLast: true });
  const options = { changeset: undoId, statementsAfter, isAtomic: true };
  const duplicates: Duplicates = new Map();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const read = await readPlugsToUndo(ctx, plugsToUndo);
    rejectErased(undone, read.plugs);
    const changes = planUndoOf(ctx, read, input, duplicates).map(({ change }) => change);
    if (input.isDryRun || input.onConflict === 'refuse') {
      await addDuplicates(ctx, { read, changes, duplicates });
      const preview = await previewUndo(ctx, read, input);
      if (input.onConflict === 'refuse') rejectConflict(preview);
      if (input.isDryRun) return resultOf(preview, null);
    }
    try {
      const outcome = await writeUndo(ctx, read, { input, duplicates, options });
      if (outcome.rowsToRetry.size === 0) return resultOf(outcome, undoId);
    } catch (error) {
      if (!(error instanceof UniqueViolation)) throw error;
      await addDuplicates(ctx, { read, changes, duplicates });
    }
    await waitAfterAttempt(attempt);
  }
  throw unavailable();
}

/**
 * Rejects the undo if one of the losers was deleted permanently. After an earlier undo of the merge, the losers are
 * already restored, so they are not checked.
 * @throws AppError `UNDO_CONFLICT`
 */
function rejectErased({ undoneBy, losers }: StoredChangeset, plugs: PlugRow[]): void {
  const ids = new Set(plugs.map(({ id }) => id));
  const erased = undoneBy === null ? losers.filter((id) => !ids.has(id)) : [];
  if (erased.length === 0) return;
  const kept = erased.map((plugId): KeptOfPlug => {
    return { plugId, field: 'deleted_at', current: null, old: null, reason: 'erased' };
  });
  throw new AppError('UNDO_CONFLICT', { kept });
}

/**
 * Adds to `duplicates` the ids of the plugs whose old value another plug has, each with the id of this other plug.
 * @throws AppError `UNDO_CONFLICT` if one of them is a plug that the undo takes out of the trash
 */
async function addDuplicates(
  ctx: Ctx,
  { read, changes, duplicates }: { read: PlugsRead; changes: PlugChange[]; duplicates: Duplicates },
): Promise<void> {
  const taken = await findTakenKeys(ctx, changes, read.timeZone);
  const kept = changes.flatMap(({ read: plug, changed }) => {
    const duplicateOf = taken.get(plug.id);
    const isRestored = plug.deletedAtMs !== null && changed.deletedAtMs === null;
    return duplicateOf !== undefined && isRestored ? duplicateValues(changed, duplicateOf) : [];
  });
  if (kept.length > 0) throw new AppError('UNDO_CONFLICT', { kept });
  for (const [id, otherId] of taken) duplicates.set(id, otherId);
}

function duplicateValues(plug: PlugRow, duplicateOf: string): KeptOfPlug[] {
  const state = stateOf(plug);
  return DUPLICATE_FIELDS[plug.plugType].flatMap((field): KeptOfPlug[] => {
    const value = fieldValue(state, field);
    if (!value) return [];
    return [{ plugId: plug.id, field, current: value, old: value, reason: 'duplicate', duplicateOf }];
  });
}

function resultOf({ undone, unchanged, kept }: PlugsUndone, undoId: string | null): UndoResult {
  return {
    undoId: undone.length > 0 ? undoId : null,
    undone: undone.length,
    unchanged,
    kept,
    isComplete: true,
  };
}
