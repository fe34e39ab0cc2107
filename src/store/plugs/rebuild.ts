/**
 * Statements that rebuild the data derived from plugs: keys and index entries. Other writes can run at the same time.
 */
import { sql } from 'drizzle-orm';
import type { PlugKeys } from '../../rules/plugs/plug-keys.ts';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import { plainStatement } from '../database/plain-statement.ts';
import type { PlugRow } from './plugs.ts';
import { indexStatement, unindexStatement } from './search.ts';
import { writeKeysStatement } from './write.ts';

/**
 * Writes the keys and the index entry of a plug that still has the etag that was read. A new rule for duplicates can
 * make plugs equal. Then the first plug gets the key, and the others have no key.
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

/** Removes index entries without a live plug, of rows above `after` and up to `last`; null means all above. */
export function deleteOrphansStatement(after: number, last: number | null) {
  const range = last === null ? sql`` : sql`AND rowid >= ${-last}`;
  return plainStatement(
    sql`DELETE FROM plugs_fts WHERE rowid < ${-after} ${range}
      AND NOT EXISTS (SELECT 1 FROM plugs WHERE plugs.row = -plugs_fts.rowid AND plugs.deleted_at IS NULL)`,
  );
}
