/**
 * Statements that rebuild the data derived from plugs: index entries, and the keys for comparing and sorting. Other
 * writes can run at the same time.
 */
import { sql } from 'drizzle-orm';
import { keyChanges } from '../../rules/plugs/duplicates/key-changes.ts';
import type { PlugKeys } from '../../rules/plugs/plug-keys.ts';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import type { Statement } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { keyStatements } from './plug-keys.ts';
import type { PlugRow } from './plugs.ts';
import { indexStatement, unindexStatement } from './search.ts';
import { writeKeysStatement } from './write.ts';

/**
 * Writes the keys and the index entry of a plug that still has the etag that was read. A new rule for duplicates can
 * make plugs equal. In this case the first plug gets the key, and the other plugs have no key.
 * @param entry null for a plug in the trash
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
 * Removes the index entries without a live plug whose row is above `after` and at most `last`. Null means no upper
 * limit.
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
  kind: number;
  key: string;
  plug: number;
}

/**
 * Adds the keys by which duplicates of a plug are found, if the plug still has the etag that was read. The first
 * statement stores the country of the numbers if it is missing. Keys that are already stored write no rows.
 */
export function rebuildKeysStatements(read: PlugRow, phoneCountry: string | null): Statement[] {
  const { owner, row: plug, etag } = read;
  const changes = keyChanges(null, { ...read, phoneCountry });
  return [
    ...(phoneCountry === read.phoneCountry
      ? []
      : [writeKeysStatement(read, { phoneCountry }, { ignoresDuplicate: false })]),
    ...keyStatements('row', [{ owner, plug, etag, changes }]),
  ];
}

/**
 * Removes a key, unless its plug has been changed since it was read with this etag. Null means that no plug was found.
 */
export function deleteKeyStatement({ owner, kind, key, plug }: StoredKey, etag: string | null) {
  return plainStatement(
    sql`DELETE FROM plug_keys WHERE owner = ${owner} AND kind = ${kind} AND key = ${key} AND plug = ${plug}
      AND NOT EXISTS (SELECT 1 FROM plugs WHERE row = ${plug} AND owner = ${owner} AND etag IS NOT ${etag})`,
  );
}
