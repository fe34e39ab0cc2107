/** The history of one plug: the values that each revision changed, computed backwards from the present plug. Pure. */

import {
  type Before,
  changedNames,
  customDataKey,
  fieldValue,
  type PlugState,
  RECORDED_FIELD_NAMES,
  type RevisionKind,
  type RevisionVia,
  stateBefore,
} from '../revision.ts';
import type { Changeset } from './changeset.ts';

/** A stored revision of a plug. */
export interface Revision {
  /** The number of the revision (see `revision-number.ts`). */
  seq: number;
  kind: RevisionKind;
  via: RevisionVia;
  sessionId: number | null;
  /** The id of the changeset that the revision belongs to. */
  changesetId: string | null;
  /** Null if the revision is not in a changeset, or if the changeset was not read. */
  changeset: Changeset | null;
  /** The values that the write replaced. */
  before: Before;
}

/** A changed value. `old` is null if the field was null or did not exist. */
export interface FieldChange {
  field: string;
  old: unknown;
  new: unknown;
}

export interface HistoryEntry extends Revision {
  changes: FieldChange[];
  /** The number of the first revision that this undo reverted. Null if this revision is not an undo. */
  undoes: number | null;
  /**
   * The number of the undo that reverted this revision. Null if there is no undo, or if the undo was itself reverted.
   */
  undoneBy: number | null;
}

/** The state of a plug after a revision and before it. The state before a creation is null. */
export interface Step {
  revision: Revision;
  after: PlugState;
  before: PlugState | null;
}

/** This field always changes together with `plug_type`, and the API has no such field. */
const CONVERTED_AT = 'converted_at';
/** An undo restores this field together with `deleted_at`. The field cannot be undone alone. */
const MERGED_INTO = 'merged_into';

/**
 * The states around each revision, the newest first.
 * @param revisions all revisions from the newest back to the oldest whose states are needed, the newest first
 */
export function stepsOfRevisions(present: PlugState, revisions: readonly Revision[]): Step[] {
  let after = present;
  return revisions.map((revision) => {
    const before = revision.kind === 'created' ? null : stateBefore(after, revision.before);
    const step = { revision, after, before };
    if (before) after = before;
    return step;
  });
}

/** The entries of a history, the newest first. `revisions` has the same form as in `stepsOfRevisions`. */
export function historyOf(present: PlugState, revisions: readonly Revision[]): HistoryEntry[] {
  const undoneBy = undoneRevisions(revisions);
  return stepsOfRevisions(present, revisions).map(({ revision, after, before }) => ({
    ...revision,
    changes: before ? changesBetween(before, after) : firstValues(after),
    undoes: undoneSeqs(revision.before)[0] ?? null,
    undoneBy: undoneBy.get(revision.seq) ?? null,
  }));
}

/**
 * The numbers of the revisions that are undone, each with the number of the undo. An undo that was itself undone is
 * ignored. `revisions` must be in descending order of their numbers.
 */
export function undoneRevisions(revisions: readonly Revision[]): Map<number, number> {
  const undoneBy = new Map<number, number>();
  for (const { seq, before } of revisions) {
    if (undoneBy.has(seq)) continue;
    for (const undone of undoneSeqs(before)) {
      if (!undoneBy.has(undone)) undoneBy.set(undone, seq);
    }
  }
  return undoneBy;
}

/** The names of the fields that differ, without fields that the API does not have. */
export function changedFields(old: PlugState, current: PlugState): string[] {
  return changedNames(old, current).filter((name) => name !== CONVERTED_AT);
}

/** The names of the fields that differ and that an undo can restore one by one. */
export function undoableFields(old: PlugState, current: PlugState): string[] {
  return changedFields(old, current).filter((name) => name !== MERGED_INTO);
}

/** Whether a request to undo can name this field. The name `custom_data` means all keys of the custom data. */
export function isHistoryField(name: string): boolean {
  if (customDataKey(name) !== null) return true;
  return name !== CONVERTED_AT && name !== MERGED_INTO && RECORDED_FIELD_NAMES.some((each) => each === name);
}

function undoneSeqs({ undoes }: Before): number[] {
  return undoes === undefined ? [] : [undoes].flat();
}

function changesBetween(old: PlugState, current: PlugState): FieldChange[] {
  return changedFields(old, current).map((field) => ({
    field,
    old: fieldValue(old, field),
    new: fieldValue(current, field),
  }));
}

/** The changes of a creation: the values of the new plug that are not empty. */
function firstValues(state: PlugState): FieldChange[] {
  const blank = { ...Object.fromEntries(Object.keys(state).map((name) => [name, null])), custom_data: {} };
  return changesBetween(blank, state).filter(({ new: value }) => value !== '' && !isEmptyList(value));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
