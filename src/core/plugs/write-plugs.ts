/**
 * Creates, changes and erases plugs. Every use case that writes plugs calls this module. Each write also stores one
 * revision in the same batch.
 */
import { AppError } from '../../rules/app-error.ts';
import { keyChanges } from '../../rules/plugs/duplicates/key-changes.ts';
import { phoneCountry } from '../../rules/plugs/duplicates/phone-key.ts';
import { customDataProblem, type PlugFields } from '../../rules/plugs/plug.ts';
import { type PlugKeys, plugKeys } from '../../rules/plugs/plug-keys.ts';
import { beforeOf, kindOf, type RevisionVia } from '../../rules/plugs/revision.ts';
import { type IndexEntry, indexEntry } from '../../rules/plugs/search-index.ts';
import type { Statement } from '../../store/database/database.ts';
import type { NewPlug, PlugRow } from '../../store/plugs/plugs.ts';
import {
  erasePlugStatements,
  insertPlugsStatements,
  type PlugUpdate,
  updatePlugsStatements,
  type WriteOrigin,
} from '../../store/plugs/write.ts';
import { userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { newEtag } from './etag.ts';

/** A plug before and after a change. */
export interface PlugChange {
  read: PlugRow;
  changed: PlugRow;
  /** The number of the revision that this change reverts. */
  undoes?: number | undefined;
}

export interface WriteOptions {
  /** The time zone of the account. Its country is stored with the numbers that are written. */
  timeZone: string;
  /** Statements of the caller that run in the same batch, before the plugs are written. */
  companions?: readonly Statement[] | undefined;
  changeset?: string | undefined;
  /** The interface that the revision records, if it differs from the interface of the request. */
  via?: RevisionVia | undefined;
}

/** The fields whose words the search index contains. */
const INDEXED: readonly (keyof PlugFields | 'plugType' | 'deletedAtMs')[] = [
  ...(['firstName', 'lastName', 'email', 'company', 'jobTitle', 'primaryNumber', 'secondaryNumber'] as const),
  ...(['notes', 'networkType', 'businessType', 'connectReason', 'tags', 'metWhere'] as const),
  ...(['telegramUsername', 'plugType', 'deletedAtMs'] as const),
];

/**
 * Inserts up to 250 plugs in one round trip and returns their rows.
 * @throws UniqueViolation when a plug is a duplicate, or when a companion violates an index
 */
export async function insertPlugs(ctx: Ctx, plugs: NewPlug[], options: WriteOptions): Promise<PlugRow[]> {
  const { companions = [], timeZone } = options;
  const inserts = plugs.map((sent) => {
    const plug = { ...sent, phoneCountry: phoneCountry(sent as PlugRow, timeZone) };
    return {
      plug,
      entry: indexEntry(plug.owner, plug.plugType, plug as PlugRow),
      keys: keyChanges(null, plug as PlugRow),
    };
  });
  const results = await ctx.database.batch([
    ...companions,
    ...insertPlugsStatements(inserts, originOf(ctx, options)),
  ]);
  return results[companions.length] as PlugRow[];
}

/**
 * Writes the changed values of up to 250 plugs in one round trip. Returns the plugs after the write by their ids. A
 * plug without a changed value is returned as it was read. A plug that another write has changed since it was read is
 * not in the result.
 * @throws AppError `INVALID_INPUT` when custom data is too large
 * @throws UniqueViolation when a plug becomes a duplicate, or when a companion violates an index
 */
export async function changePlugs(
  ctx: Ctx,
  changes: PlugChange[],
  options: WriteOptions,
): Promise<Map<string, PlugRow>> {
  const { companions = [] } = options;
  const updates = changes.flatMap((change) => updateOf(ctx, change, options) ?? []);
  const written = new Set(updates.map(({ read }) => read.id));
  const unchanged = changes.filter(({ read }) => !written.has(read.id));
  const statements = updates.length > 0 ? updatePlugsStatements(updates, originOf(ctx, options)) : [];
  const results = await ctx.database.batch([...(statements.length > 0 ? companions : []), ...statements]);
  const rows = (statements.length > 0 ? results[companions.length] : []) as PlugRow[];
  return new Map([...unchanged.map(({ read }) => read), ...rows].map((row) => [row.id, row]));
}

/**
 * Deletes a plug in the trash and its revisions permanently. Returns false if another write changed the plug after it
 * was read.
 */
export async function erasePlugForGood(ctx: Ctx, read: PlugRow): Promise<boolean> {
  const results = await ctx.database.batch([...erasePlugStatements(read, originOf(ctx, {}))]);
  return (results.at(-1) ?? []).length > 0;
}

function originOf(ctx: Ctx, { via, changeset }: Partial<WriteOptions>): WriteOrigin {
  const { accountNumber: owner, sessionId, via: requestVia } = userOf(ctx);
  return { owner, nowMs: ctx.nowMs, via: via ?? requestVia, sessionId, changeset };
}

function updateOf(
  ctx: Ctx,
  { read, changed: sent, undoes }: PlugChange,
  { timeZone }: WriteOptions,
): PlugUpdate | null {
  const changed = { ...sent, phoneCountry: phoneCountryAfter(read, sent, timeZone) };
  const values = differences(read, changed);
  if (Object.keys(values).length === 0) return null;
  rejectLargeData(changed);
  const keys = differences(read, { ...read, ...keysAfter(read, changed) });
  return {
    read,
    values: { ...values, ...keys, etag: newEtag(), updatedAtMs: ctx.nowMs },
    entry: entryAfter(read, changed),
    keys: keyChanges(read, changed),
    kind: kindOf(read, changed),
    before: JSON.stringify({ ...beforeOf(read, changed), ...(undoes !== undefined && { undoes }) }),
  };
}

/**
 * Returns the keys after a change. The duplicate key changes only if its fields change or the plug is moved. A plug
 * whose key was made by an older rule can therefore still be changed in its other fields.
 */
function keysAfter(read: PlugRow, changed: PlugRow): PlugKeys {
  const keys = plugKeys(changed.plugType, changed);
  const isSame = keys.duplicateKey === plugKeys(read.plugType, read).duplicateKey;
  const isMoved = read.deletedAtMs !== changed.deletedAtMs;
  return isSame && !isMoved ? { ...keys, duplicateKey: read.duplicateKey } : keys;
}

/** The country of the account is stored only with numbers that are written, so that other keys do not change. */
function phoneCountryAfter(read: PlugRow, changed: PlugRow, timeZone: string): string | null {
  const isSame =
    read.primaryNumber === changed.primaryNumber && read.secondaryNumber === changed.secondaryNumber;
  return isSame ? read.phoneCountry : phoneCountry(changed, timeZone);
}

function differences(read: PlugRow, changed: PlugRow): Partial<PlugRow> {
  const differing = Object.entries(changed).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(read[field as keyof PlugRow]),
  );
  return Object.fromEntries(differing);
}

function entryAfter(read: PlugRow, changed: PlugRow): IndexEntry | null | undefined {
  if (changed.deletedAtMs !== null) return null;
  const isIndexed = INDEXED.every((field) => JSON.stringify(read[field]) === JSON.stringify(changed[field]));
  return isIndexed ? undefined : indexEntry(read.owner, changed.plugType, changed);
}

/** Merged custom data can be larger than the custom data in the request. */
function rejectLargeData({ customData }: PlugRow): void {
  const message = customDataProblem(customData);
  if (message) throw new AppError('INVALID_INPUT', { problems: [{ field: 'custom_data', message }] });
}
