/**
 * Full-text search in the owner's own terms. The entry of a plug in the index has the negative row number of the plug
 * as its rowid: FTS5 returns matches by rising rowid, so the newest come first without sorting, and a page reads only
 * the rows that it returns.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { SearchQuery } from '../../rules/plugs/search-terms.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';

/** One page: first the plugs whose name begins with the words, then all others; the newest first in each group. */
export function searchPageStatement({ named, matches }: SearchQuery, limit: number, skip: number) {
  return plainStatement(
    sql`${matching(named)} UNION ALL ${matching(`(${matches}) NOT (${named})`)} LIMIT ${limit} OFFSET ${skip}`,
    PLUG.toRow,
  );
}

/** The number of all matches. It reads one row for each. */
export function searchTotalStatement({ matches }: SearchQuery) {
  return plainStatement(
    sql`SELECT count(*) AS total FROM plugs_fts WHERE plugs_fts MATCH ${matches}`,
    ([total]) => ({ total: total as number }),
  );
}

/** Indexes a plug if it has this etag: an update that lost a race must not write its terms. */
export function indexStatement({ id, etag }: { id: string; etag: string }, terms: string) {
  return plainStatement(
    sql`INSERT OR REPLACE INTO plugs_fts (rowid, terms)
      SELECT -row, ${terms} FROM plugs WHERE id = ${id} AND etag = ${etag}`,
  );
}

/** Removes a plug from the index if it has this etag. */
export function unindexStatement({ id, etag }: { id: string; etag: string }) {
  return plainStatement(
    sql`DELETE FROM plugs_fts
      WHERE rowid IN (SELECT -row FROM plugs WHERE id = ${id} AND etag = ${etag})`,
  );
}

/** In SQLite, CROSS JOIN fixes the order of the join: the index is read first. */
function matching(expression: string): SQL {
  return sql`SELECT ${PLUG.columns} FROM plugs_fts CROSS JOIN plugs
    WHERE plugs_fts MATCH ${expression} AND plugs.row = -plugs_fts.rowid`;
}
