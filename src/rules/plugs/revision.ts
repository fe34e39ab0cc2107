/**
 * Revisions. A revision records the changes of one write of a plug. It stores the values before the write, under their
 * field names in the API. The values after the write are computed from the present plug and the later revisions. Pure.
 */
import type { PlugFields, PlugType } from './plug.ts';

/** The codes of `plug_revisions.kind` are positions in this list, counted from 1. New kinds must be appended. */
export const REVISION_KINDS = [
  ...(['created', 'updated', 'converted', 'deleted', 'restored', 'merged', 'erased'] as const),
] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

/**
 * The interfaces and operations that write plugs. The codes of `plug_revisions.via` are positions in this list, counted
 * from 1. New values must be appended.
 */
export const REVISION_VIAS = [
  ...([
    'api',
    'page',
    'telegram',
    'carddav',
    'assistant',
    'import',
    'merge',
    'bulk',
    'undo',
    'system',
  ] as const),
] as const;
export type RevisionVia = (typeof REVISION_VIAS)[number];

/** The values of a plug that revisions record. */
export interface RecordedPlug extends PlugFields {
  plugType: PlugType;
  convertedAtMs: number | null;
  deletedAtMs: number | null;
  /** The id of the plug that this plug was merged into. */
  mergedInto: string | null;
}

/** The values of a plug under their field names in the API. */
export type PlugState = Record<string, unknown> & { custom_data: Record<string, unknown> };

/**
 * The replaced values of a revision. A long text that another text replaced is stored in the form of `packed`. A key
 * of `custom_data` that the write added has the value null. If the write is an undo, `undoes` contains the numbers of
 * the reverted revisions.
 */
export type Before = Record<string, unknown> & {
  custom_data?: Record<string, unknown>;
  undoes?: number | number[];
};

const WIRE_NAMES = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  company: 'company',
  jobTitle: 'job_title',
  primaryNumber: 'primary_number',
  secondaryNumber: 'secondary_number',
  linkedinUrl: 'linkedin_url',
  profilePicture: 'profile_picture',
  notes: 'notes',
  networkType: 'network_type',
  businessType: 'business_type',
  connectReason: 'connect_reason',
  tags: 'tags',
  priority: 'priority',
  hubspotPipelineStage: 'hubspot_pipeline_stage',
  customData: 'custom_data',
  birthday: 'birthday',
  metAt: 'met_at',
  metWhere: 'met_where',
  telegramUsername: 'telegram_username',
  telegramUserId: 'telegram_user_id',
  plugType: 'plug_type',
  convertedAtMs: 'converted_at',
  deletedAtMs: 'deleted_at',
  mergedInto: 'merged_into',
} as const satisfies Record<keyof RecordedPlug, string>;

const FIELDS = Object.entries(WIRE_NAMES) as [keyof RecordedPlug, string][];
/** The names of the recorded fields in the API. */
export const RECORDED_FIELD_NAMES = FIELDS.map(([, name]) => name);
/** If another text replaces a text of at least this length, only the removed part is stored (see `packed`). */
const MIN_PACKED_LENGTH = 128;
const CUSTOM_DATA_PREFIX = 'custom_data.';

/** The recorded values of a plug under their field names in the API. */
export function stateOf(plug: RecordedPlug): PlugState {
  return Object.fromEntries(FIELDS.map(([field, name]) => [name, plug[field]])) as PlugState;
}

/** Converts the recorded values back to their field names in the code. */
export function recordedFrom(state: PlugState): RecordedPlug {
  return Object.fromEntries(FIELDS.map(([field, name]) => [field, state[name]])) as unknown as RecordedPlug;
}

/** Whether two values of a field are the same. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The values that a write replaced: the fields that differ, and the keys of `custom_data` that differ. */
export function beforeOf(read: RecordedPlug, written: RecordedPlug): Before {
  const [old, current] = [stateOf(read), stateOf(written)];
  const before: Before = {};
  for (const [, name] of FIELDS) {
    if (name === 'custom_data' || isSameValue(old[name], current[name])) continue;
    before[name] = packed(old[name], current[name]);
  }
  const keys = changedKeys(old.custom_data, current.custom_data);
  if (keys.length > 0) {
    before.custom_data = Object.fromEntries(keys.map((key) => [key, valueAt(old.custom_data, key)]));
  }
  return before;
}

/** The state before a revision, computed from the state after it. */
export function stateBefore(after: PlugState, { custom_data: data, ...before }: Before): PlugState {
  const state = { ...after };
  for (const [, name] of FIELDS) {
    if (Object.hasOwn(before, name)) state[name] = unpacked(name, before[name], after[name]);
  }
  if (data) state.custom_data = withoutNulls({ ...after.custom_data, ...data });
  return state;
}

/** The names of the fields that differ. A key of `custom_data` has the name `custom_data.<key>`. */
export function changedNames(old: PlugState, current: PlugState): string[] {
  const names = RECORDED_FIELD_NAMES.filter(
    (name) => name !== 'custom_data' && !isSameValue(old[name], current[name]),
  );
  const keys = changedKeys(old.custom_data, current.custom_data);
  return [...names, ...keys.map((key) => CUSTOM_DATA_PREFIX + key)];
}

/** The value of a field. The value of an absent key of `custom_data` is null. */
export function fieldValue(state: PlugState, name: string): unknown {
  const key = customDataKey(name);
  return key === null ? state[name] : valueAt(state.custom_data, key);
}

/** The state with another value of one field. Null removes a key of `custom_data`. */
export function withValue(state: PlugState, name: string, value: unknown): PlugState {
  const key = customDataKey(name);
  if (key === null) return { ...state, [name]: value };
  return { ...state, custom_data: withoutNulls({ ...state.custom_data, [key]: value }) };
}

/** The key in the name of a field of `custom_data`; null for any other field. */
export function customDataKey(name: string): string | null {
  return name.startsWith(CUSTOM_DATA_PREFIX) ? name.slice(CUSTOM_DATA_PREFIX.length) : null;
}

/** The keys of `custom_data` whose values differ. */
function changedKeys(old: Record<string, unknown>, current: Record<string, unknown>): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(current)])];
  return keys.filter((key) => !isSameValue(valueAt(old, key), valueAt(current, key)));
}

/** The value of a key, null when it is absent. */
function valueAt(data: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : null;
}

/**
 * The kind of a write that changes the plug `read` to the plug `written`. A creation, a merge and a permanent deletion
 * are other kinds, which the writer sets itself.
 */
export function kindOf(read: RecordedPlug, written: RecordedPlug): RevisionKind {
  if (read.deletedAtMs === null && written.deletedAtMs !== null) return 'deleted';
  if (read.deletedAtMs !== null && written.deletedAtMs === null) return 'restored';
  return read.plugType === 'target' && written.plugType === 'contact' ? 'converted' : 'updated';
}

/**
 * The stored form of a replaced value. A long text that another text replaced is `[length of equal start, length of
 * equal end, removed text]`. Any other value is stored unchanged.
 */
function packed(old: unknown, current: unknown): unknown {
  if (typeof old !== 'string' || typeof current !== 'string' || old.length < MIN_PACKED_LENGTH) return old;
  const shorterLength = Math.min(old.length, current.length);
  let start = 0;
  while (start < shorterLength && old[start] === current[start]) start += 1;
  let end = 0;
  while (end < shorterLength - start && old.at(-1 - end) === current.at(-1 - end)) end += 1;
  return [start, end, old.slice(start, old.length - end)];
}

/** The replaced value, from its stored form and the value after the write. */
function unpacked(name: string, stored: unknown, after: unknown): unknown {
  if (name === 'tags' || !Array.isArray(stored) || typeof after !== 'string') return stored;
  const [start, end, removed] = stored as [number, number, string];
  return after.slice(0, start) + removed + after.slice(after.length - end);
}

function withoutNulls(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
