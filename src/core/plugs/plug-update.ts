/** Computes the updates that write changed plugs: the new values, keys and index entries, and the replaced values. */
import { invalidField } from '../../rules/app-error.ts';
import { keyChanges } from '../../rules/plugs/duplicates/key-changes.ts';
import { type PhoneNumbers, phoneCountry } from '../../rules/plugs/duplicates/phone-key.ts';
import { customDataProblem, type PlugFields } from '../../rules/plugs/plug.ts';
import { type PlugKeys, plugKeys } from '../../rules/plugs/plug-keys.ts';
import { beforeOf, kindOf, type RevisionKind } from '../../rules/plugs/revision.ts';
import { type IndexEntry, indexEntry } from '../../rules/plugs/search-index.ts';
import type { PlugRow } from '../../store/plugs/plugs.ts';
import type { PlugUpdate } from '../../store/plugs/write.ts';
import { newEtag } from './etag.ts';

/** A plug before and after a change. */
export interface PlugChange {
  read: PlugRow;
  changed: PlugRow;
  /** The numbers of the revisions that this change reverts. */
  undoes?: number | number[] | undefined;
  /** The kind of the revision, if it does not follow from the values. */
  kind?: RevisionKind | undefined;
}

/** The fields that determine the entry of a plug in the search index. */
const INDEXED_FIELDS: readonly (keyof PlugFields | 'plugType' | 'deletedAtMs')[] = [
  ...(['firstName', 'lastName', 'email', 'company', 'jobTitle', 'primaryNumber', 'secondaryNumber'] as const),
  ...(['notes', 'networkType', 'businessType', 'connectReason', 'tags', 'metWhere'] as const),
  ...(['telegramUsername', 'plugType', 'deletedAtMs'] as const),
];

/**
 * Returns the updates that write the changes, and the plugs without a changed value.
 * @param timeZone the time zone of the account
 * @throws AppError `INVALID_INPUT` if custom data is too large or has too many levels
 */
export function planUpdates(
  changes: PlugChange[],
  options: { nowMs: number; timeZone: string },
): { updates: PlugUpdate[]; unchanged: PlugRow[] } {
  const updates = changes.flatMap((change) => updateOf(change, options) ?? []);
  const updatedIds = new Set(updates.map(({ read }) => read.id));
  const unchanged = changes.map(({ read }) => read).filter(({ id }) => !updatedIds.has(id));
  return { updates, unchanged };
}

/** Returns the update that writes a change; null if no value changes. */
function updateOf(
  { read, changed: withStoredCountry, undoes, kind }: PlugChange,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): PlugUpdate | null {
  const country = phoneCountryAfter(read, withStoredCountry, timeZone);
  const changed = { ...withStoredCountry, phoneCountry: country };
  const values = differences(read, changed);
  if (Object.keys(values).length === 0) return null;
  rejectInvalidCustomData(changed);
  const after = keysAfter(read, changed);
  const keys = differences(read, after);
  const isKeyClaimed = changed.deletedAtMs === null && (read.deletedAtMs !== null || 'duplicateKey' in keys);
  return {
    read,
    values: { ...values, ...keys, etag: newEtag(), updatedAtMs: nowMs },
    entry: entryAfter(read, changed),
    keyChanges: keyChanges(read, changed),
    kind: kind ?? kindOf(read, changed),
    before: JSON.stringify({ ...beforeOf(read, changed), ...(undoes !== undefined && { undoes }) }),
    claimedKey: isKeyClaimed ? after.duplicateKey : null,
    releasedKey: releasedKey(read, changed.deletedAtMs === null ? after.duplicateKey : null),
  };
}

/** Returns the duplicate key that the change frees for another plug; null if the change frees no key. */
function releasedKey(read: PlugRow, keyAfter: string | null): string | null {
  const keyBefore = read.deletedAtMs === null ? read.duplicateKey : null;
  return keyBefore === keyAfter ? null : keyBefore;
}

/**
 * Returns the keys after a change. The duplicate key is computed again only if its fields change, or if the plug is
 * moved to the trash or out of the trash. The stored key may have been computed by an older version of `duplicateKey`.
 * A change of other fields keeps the stored key. Otherwise such a change would fail if another plug already had the key
 * that `duplicateKey` returns now.
 */
function keysAfter(read: PlugRow, changed: PlugRow): PlugKeys {
  const keys = plugKeys(changed.plugType, changed);
  const isSame = keys.duplicateKey === plugKeys(read.plugType, read).duplicateKey;
  const isMoved = read.deletedAtMs !== changed.deletedAtMs;
  return isSame && !isMoved ? { ...keys, duplicateKey: read.duplicateKey } : keys;
}

/**
 * Returns the country of the numbers after a change. The stored country stays, unless the change adds, replaces or
 * removes a number. In this case, `phoneCountry` determines the country with the time zone of the account. An update of
 * other fields therefore does not change the keys of the numbers.
 */
export function phoneCountryAfter(read: PlugRow, changed: PhoneNumbers, timeZone: string): string | null {
  const isSame =
    read.primaryNumber === changed.primaryNumber && read.secondaryNumber === changed.secondaryNumber;
  return isSame ? read.phoneCountry : phoneCountry(changed, timeZone);
}

/** The given values that differ from the values of `read`. */
function differences(read: PlugRow, changed: Partial<PlugRow>): Partial<PlugRow> {
  const differing = Object.entries(changed).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(read[field as keyof PlugRow]),
  );
  return Object.fromEntries(differing);
}

/**
 * Returns the new index entry. Null if the plug has no entry after the change; undefined if its entry does not change.
 */
function entryAfter(read: PlugRow, changed: PlugRow): IndexEntry | null | undefined {
  if (changed.deletedAtMs !== null) return null;
  const isEntryCurrent = INDEXED_FIELDS.every(
    (field) => JSON.stringify(read[field]) === JSON.stringify(changed[field]),
  );
  return isEntryCurrent ? undefined : indexEntry(read.owner, changed.plugType, changed);
}

/** Rejects custom data above a limit. Merged custom data can be larger than the custom data in the request. */
function rejectInvalidCustomData({ customData }: PlugRow): void {
  const message = customDataProblem(customData);
  if (message) throw invalidField('custom_data', message);
}
