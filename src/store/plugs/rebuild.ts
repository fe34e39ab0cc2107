/**
 * Statements that rebuild the data that is derived from plugs: the entries of the search index, the keys for sorting
 * and for tags, the keys of duplicates and the countries of phone numbers. Other writes can run at the same time.
 */
import { sql } from 'drizzle-orm';
import { keyChanges } from '../../rules/plugs/duplicates/key-changes.ts';
import type { PlugKeys } from '../../rules/plugs/plug-keys.ts';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import type { Statement } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { changeKeysStatements } from './plug-keys.ts';
import type { PlugRow } from './plugs.ts';
import { indexStatement, unindexStatement } from './search.ts';
import { writeKeysStatement } from './write.ts';

/**
 * Writes the keys, if they differ, and the index entry of a plug that still has the etag that was read. A new rule for
 * duplicates can give several plugs the same duplicate key. In this case one of these plugs has the key, and the other
 * plugs have no duplicate key.
 * @param entry null for a plug in the trash, whose index entry is removed
 */
export function rebuildPlugStatements(read: PlugRow, keys: PlugKeys, entry: IndexEntry | null) {
  const { duplicateKey, ...others } = keys;
  const isCurrent = Object.entries(keys).every(
    ([name, key]) => JSON.stringify(key) === JSON.stringify(read[name as keyof PlugKeys]),
  );
  const values = { ...others, duplicateKey: null };
  return [
    ...(isCurrent
      ? []
      : [
          writeKeysStatement(read, values, { ignoresDuplicate: false }),
          writeKeysStatement(read, { duplicateKey }, { ignoresDuplicate: true }),
        ]),
    entry ? indexStatement(read, entry) : unindexStatement(read),
  ];
}

/**
 * Removes the index entries that belong to no live plug. Only entries for row numbers above `after`, up to and
 * including `last`, are checked. If `last` is null, there is no upper limit.
 */
export function deleteOrphansStatement(after: number, last: number | null) {
  const range = last === null ? sql`` : sql`AND rowid >= ${-last}`;
  return plainStatement(
    sql`DELETE FROM plugs_fts WHERE rowid < ${-after} ${range}
      AND NOT EXISTS (SELECT 1 FROM plugs WHERE plugs.row = -plugs_fts.rowid AND plugs.deleted_at IS NULL)`,
  );
}

/** A row of `plug_keys`. */
export interface StoredKey {
  owner: number;
  /** The code of the reason (`EXACT_REASONS`). */
  kind: number;
  key: string;
  /** The row number of the plug. */
  plug: number;
}

/**
 * Adds the keys by which duplicates of a plug are found, if the plug still has the etag that was read. If
 * `phoneCountry` differs from the stored country, the first statement stores `phoneCountry`. Keys that are already
 * stored are not written again. Outdated keys are not removed (see `deleteKeyStatement`).
 */
export function rebuildKeysStatements(read: PlugRow, phoneCountry: string | null): Statement[] {
  const { owner, row: plug, etag } = read;
  const added = keyChanges(null, { ...read, phoneCountry });
  return [
    ...(phoneCountry === read.phoneCountry
      ? []
      : [writeKeysStatement(read, { phoneCountry }, { ignoresDuplicate: false })]),
    ...changeKeysStatements('row', [{ owner, plug, etag, keyChanges: added }]),
  ];
}

/**
 * Removes a key, unless another write has changed the plug of the key since the plug was read.
 * @param etag the etag that was read; null if the plug of the key did not exist
 */
export function deleteKeyStatement({ owner, kind, key, plug }: StoredKey, etag: string | null) {
  return plainStatement(
    sql`DELETE FROM plug_keys WHERE owner = ${owner} AND kind = ${kind} AND key = ${key} AND plug = ${plug}
      AND NOT EXISTS (SELECT 1 FROM plugs WHERE row = ${plug} AND owner = ${owner} AND etag IS NOT ${etag})`,
  );
}
