/**
 * Decides which values of a plug an undo of a revision restores. A value is restored if it is still the value that the
 * revision wrote. A value that was changed later is kept unless `overwrites` is set. In tags, notes and connect reasons
 * that were changed later, only the change of the revision is reverted if possible. A value is also kept if the old
 * value would break a rule or make the plug a duplicate. Pure.
 */
import { customDataProblem, isIdentified, MAX_TAGS } from '../plug.ts';
import {
  customDataKey,
  fieldValue,
  isSameValue,
  type PlugState,
  recordedFrom,
  withValue,
} from '../revision.ts';
import { changedFields, undoableFields } from './plug-history.ts';
import { restoredValue } from './restored-value.ts';

/**
 * Why an undo keeps a value. `edited_later`: the value was changed later, the old value would break a rule together
 * with another value, or another write merged the plug. `duplicate`: the old value would make the plug a duplicate.
 * `erased`: the plug was deleted permanently.
 */
export const KEPT_REASONS = ['edited_later', 'duplicate', 'erased'] as const;

/** A value that an undo did not restore. */
export interface KeptValue {
  field: string;
  current: unknown;
  /** The value before the undone revision. */
  old: unknown;
  reason: (typeof KEPT_REASONS)[number];
  /** The id of the plug that the restored plug would duplicate. */
  duplicateOf?: string;
}

/** A value of a plug that an undo did not restore. */
export interface KeptOfPlug extends KeptValue {
  plugId: string;
}

export interface UndoPlan {
  /** The plug after the undo. */
  state: PlugState;
  kept: KeptValue[];
}

export interface UndoneRevision {
  /** The values before the revision. Null if the revision created the plug. */
  old: PlugState | null;
  /** The values after the revision. */
  written: PlugState;
  current: PlugState;
  /** Whether a later revision changed the plug. Revisions of the same changeset do not count. */
  isEditedLater: boolean;
  /** The fields that an earlier undo of the revision changed. They are changed again only with `overwrites`. */
  undoneFields: readonly string[];
}

export interface UndoOptions {
  /** The fields to restore. Undefined means all fields. `custom_data` means all keys of the custom data. */
  fields?: readonly string[] | undefined;
  /** Whether values that were changed later are also restored. */
  overwrites: boolean;
  /** The id of the plug that the restored plug would duplicate. The fields that make it a duplicate are kept. */
  duplicateOf?: string | undefined;
  nowMs: number;
}

const NAME_FIELDS = ['first_name', 'last_name', 'company'];
const IDENTIFYING_FIELDS = [...NAME_FIELDS, 'email', 'primary_number', 'secondary_number'];
/**
 * Fields whose change is the purpose of a revision. If such a field is restored and the plug would then be a duplicate,
 * no field is restored.
 */
const STATE_FIELDS = ['plug_type', 'deleted_at'];

/** Returns the plug after the undo and the values that are kept. */
export function planUndo(revision: UndoneRevision, options: UndoOptions): UndoPlan {
  if (revision.old === null) return planRemoval(revision, options);
  const { old, written, current } = revision;
  const names = undoableFields(old, written).filter((name) => mayRestore(name, revision, options));
  const restored = new Map<string, unknown>();
  for (const name of names) {
    const values = {
      old: fieldValue(old, name),
      written: fieldValue(written, name),
      current: fieldValue(current, name),
    };
    if (name === 'deleted_at' && isMergedOtherwise(revision)) continue;
    const value = options.overwrites ? values.old : restoredValue(name, values);
    if (value !== undefined) restored.set(name, value);
  }
  const duplicates = options.duplicateOf === undefined ? [] : duplicateFields(revision, restored, options);
  for (const name of duplicates) restored.delete(name);
  for (const name of invalidFields(stateWith(revision, restored, options))) restored.delete(name);
  // A field that already has the old value is neither restored nor kept.
  const isKept = (name: string) => !isSameValue(fieldValue(current, name), fieldValue(old, name));
  const kept = names.filter((name) => !restored.has(name) && isKept(name));
  return {
    state: stateWith(revision, restored, options),
    kept: kept.map((name) => ({
      field: name,
      current: fieldValue(current, name),
      old: fieldValue(old, name),
      ...(duplicates.includes(name) && options.duplicateOf !== undefined
        ? { reason: 'duplicate', duplicateOf: options.duplicateOf }
        : { reason: 'edited_later' }),
    })),
  };
}

/**
 * Plans the undo of a creation. The plug moves to the trash. A plug whose values were changed later moves only with
 * `overwrites`. A plug in the trash, and a plug for which `deleted_at` may not be restored, is unchanged.
 */
function planRemoval(revision: UndoneRevision, options: UndoOptions): UndoPlan {
  const { written, current, isEditedLater } = revision;
  const { overwrites, nowMs } = options;
  const isInTrash = current.deleted_at !== null;
  if (isInTrash || !mayRestore('deleted_at', revision, options)) return { state: current, kept: [] };
  if (isEditedLater && !overwrites && changedFields(written, current).length > 0) {
    const kept = { field: 'deleted_at', current: null, old: null, reason: 'edited_later' } as const;
    return { state: current, kept: [kept] };
  }
  return { state: withValue(current, 'deleted_at', nowMs), kept: [] };
}

/**
 * Whether the plug was merged into another plug by a write other than the revision. Only the undo of that write can
 * restore the plug.
 */
function isMergedOtherwise({ written, current }: UndoneRevision): boolean {
  return current.merged_into !== null && current.merged_into !== written.merged_into;
}

/**
 * The current plug with the restored values. The conversion time is restored only if the type of the plug changes,
 * because the statistics do not take account of a contact whose conversion time changes.
 */
function stateWith(
  { old, current }: UndoneRevision,
  restored: ReadonlyMap<string, unknown>,
  { nowMs }: UndoOptions,
): PlugState {
  let state = current;
  for (const [name, value] of restored) {
    if (name === 'deleted_at') state = withTrashState(state, { old, isToTrash: value !== null, nowMs });
    else state = withValue(state, name, value);
    if (name === 'plug_type' && current.plug_type !== value)
      state = withValue(state, 'converted_at', old?.converted_at ?? null);
  }
  return state;
}

/**
 * Moves the plug to the trash or out of the trash, and restores `merged_into`. When an undo moves the plug to the
 * trash, the retention time begins with the undo.
 */
function withTrashState(
  state: PlugState,
  { old, isToTrash, nowMs }: { old: PlugState | null; isToTrash: boolean; nowMs: number },
): PlugState {
  const placed = withValue(state, 'merged_into', old?.merged_into ?? null);
  const isInTrash = state.deleted_at !== null;
  return isInTrash === isToTrash ? placed : withValue(placed, 'deleted_at', isToTrash ? nowMs : null);
}

/** The restored fields that are kept instead, because they make the plug a duplicate of another plug. */
function duplicateFields(
  revision: UndoneRevision,
  restored: ReadonlyMap<string, unknown>,
  options: UndoOptions,
): string[] {
  const names = [...restored.keys()];
  if (names.some((name) => STATE_FIELDS.includes(name))) return names;
  const isContact = stateWith(revision, restored, options).plug_type === 'contact';
  return names.filter((name) => (isContact ? name === 'email' : IDENTIFYING_FIELDS.includes(name)));
}

/**
 * The fields that together break a rule of plugs in this state. They can include fields that the undo does not restore.
 * A restored value can break a rule in combination with values that were changed later.
 */
function invalidFields(state: PlugState): string[] {
  const plug = recordedFrom(state);
  return [
    ...(isIdentified(plug) ? [] : IDENTIFYING_FIELDS),
    ...(plug.tags.length <= MAX_TAGS ? [] : ['tags']),
    ...(customDataProblem(plug.customData) === null
      ? []
      : Object.keys(state.custom_data).map((key) => `custom_data.${key}`)),
  ];
}

/** Whether the request includes this field. A field that an earlier undo changed is included only with `overwrites`. */
function mayRestore(
  name: string,
  { undoneFields }: UndoneRevision,
  { fields, overwrites }: UndoOptions,
): boolean {
  if (undoneFields.includes(name) && !overwrites) return false;
  if (fields === undefined || fields.includes(name)) return true;
  return customDataKey(name) !== null && fields.includes('custom_data');
}
