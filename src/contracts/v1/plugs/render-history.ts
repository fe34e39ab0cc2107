/** The history of a plug and the result of an undo as v1 returns them. */
import type { PlugHistory } from '../../../core/plugs/history/list-history.ts';
import type { UndoResult } from '../../../core/plugs/history/undo-input.ts';
import { isoTime } from '../../../rules/iso-time.ts';
import type { Changeset } from '../../../rules/plugs/history/changeset.ts';
import type { FieldChange, HistoryEntry } from '../../../rules/plugs/history/plug-history.ts';
import { revisionId, revisionTimeMs } from '../../../rules/plugs/history/revision-number.ts';
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';
import { fullName } from '../../../rules/plugs/plug.ts';

/** A page of the history of one plug. */
export function renderHistory({ plug, entries, nextCursor }: PlugHistory) {
  const renderedPlug = { id: plug.id, full_name: fullName(plug) };
  return { items: entries.map((entry) => renderEntry(entry, renderedPlug)), next_cursor: nextCursor };
}

/** The result of an undo. */
export function renderUndo({ undoId, undone, unchanged, kept, isComplete }: UndoResult) {
  return { undo_id: undoId, undone, unchanged, kept: kept.map(renderKept), complete: isComplete };
}

/** A value that an undo did not restore. */
export function renderKept({ plugId, field, current, old, reason, duplicateOf }: KeptOfPlug) {
  return {
    plug_id: plugId,
    field,
    current: wireValue(field, current),
    old: wireValue(field, old),
    reason,
    ...(duplicateOf !== undefined && { duplicate_of: duplicateOf }),
  };
}

/** The error message of an undo that changed nothing because of the values in `kept`. */
export function undoConflictMessage(kept: KeptOfPlug[]): string {
  const reasons = new Set(kept.map(({ reason }) => reason));
  if (reasons.has('erased')) return 'A merged plug was deleted permanently, so nothing was undone';
  return reasons.has('duplicate')
    ? 'Another plug has the e-mail address or the name of a plug, so nothing was undone'
    : 'Some values were changed later, so nothing was undone';
}

function renderEntry(entry: HistoryEntry, plug: { id: string; full_name: string }) {
  const { seq, kind, via, sessionId, changeset, changes, undoes, undoneBy } = entry;
  return {
    id: revisionId(seq),
    at: isoTime(revisionTimeMs(seq)),
    kind,
    via,
    session_id: sessionId,
    changeset: changeset && renderChangeset(changeset),
    plug,
    changes: changes.map(renderChange),
    undoes: undoes === null ? null : revisionId(undoes),
    undone_by: undoneBy === null ? null : revisionId(undoneBy),
  };
}

function renderChangeset({ id, kind, label, count, state, undoneBy }: Changeset) {
  return { id, kind, label, count, state, undone_by: undoneBy };
}

function renderChange({ field, old, new: written }: FieldChange) {
  return { field, old: wireValue(field, old), new: wireValue(field, written) };
}

/** Converts a stored value to the format of the API. Only `deleted_at` differs: it is stored in milliseconds. */
function wireValue(field: string, value: unknown): unknown {
  return field === 'deleted_at' && typeof value === 'number' ? isoTime(value) : value;
}
