/**
 * Full-text search in the plugs of one owner, and the writes of the search index. The rowid of a plug's index entry is
 * the negative row number of the plug. FTS5 returns matches in ascending order of rowid, so the newest plugs come first
 * without sorting. The index contains only live plugs, so the filter `isDeleted` is ignored. A page reads no match
 * after its last row. Skipped matches, and matches that fail a check or a filter, are also read.
 */
import { and, type SQL, sql } from 'drizzle-orm';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import type { SearchQuery } from '../../rules/plugs/search-query.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';
import { fieldConditions, type PlugFilters } from './lists.ts';

/** No filter is set. */
const NO_FILTERS: PlugFilters = { tags: [], isDeleted: false };

/** An expression for the text of `searchedText` after a line break. `lower` changes ASCII letters only. */
const SEARCHED_TEXT = sql.raw(
  `lower(${[
    ...['first_name', 'last_name', 'company', 'email', 'job_title', 'network_type', 'business_type', 'tags'],
    ...['primary_number', 'secondary_number', 'notes', 'connect_reason', 'met_where', 'telegram_username'],
  ]
    .map((column) => `char(10) || coalesce(plugs.${column}, '')`)
    .join(' || ')})`,
);

/**
 * One page. The first plugs are those in whose names each word of the query is the beginning of a word
 * (`SearchQuery.named`). All other matches follow. In each group the newest plugs are first.
 */
export function searchPageStatement(
  query: SearchQuery,
  limit: number,
  skip: number,
  filters: PlugFilters = NO_FILTERS,
) {
  const { named, matches, checks } = query;
  const others = `(${matches}) NOT (${named})`;
  return plainStatement(
    sql`${matchesQuery(named, checks, filters)} UNION ALL ${matchesQuery(others, checks, filters)}
      LIMIT ${limit} OFFSET ${skip}`,
    PLUG.toRow,
  );
}

/**
 * The number of all matches. The statement reads one row for each entry that the index finds. If the plugs must also be
 * checked or filtered, it reads two rows for each entry.
 */
export function searchTotalStatement({ matches, checks }: SearchQuery, filters: PlugFilters = NO_FILTERS) {
  const isJoined = checks.length > 0 || fieldConditions(filters).some((each) => each !== undefined);
  const query = isJoined
    ? sql`SELECT count(*) AS total FROM plugs_fts CROSS JOIN plugs
          WHERE ${and(matchCondition(matches, checks), ...fieldConditions(filters))}`
    : sql`SELECT count(*) AS total FROM plugs_fts WHERE plugs_fts MATCH ${matches}`;
  return plainStatement(query, ([total]) => ({ total: total as number }));
}

/**
 * The newest matches, at most `limit`, the newest first. If `belowRow` is set, only matches with a lower row number are
 * included.
 */
export function searchRowsStatement(
  { matches, checks }: SearchQuery,
  { filters, belowRow, limit }: { filters: PlugFilters; belowRow: number | undefined; limit: number },
) {
  const isBelow = belowRow === undefined ? undefined : sql`plugs_fts.rowid > ${-belowRow}`;
  const every = and(matchCondition(matches, checks), ...fieldConditions(filters), isBelow);
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs_fts CROSS JOIN plugs WHERE ${every} LIMIT ${limit}`,
    PLUG.toRow,
  );
}

/** The ids of the newest matches, at most `limit`, the newest first. */
export function searchIdsStatement({ matches, checks }: SearchQuery, filters: PlugFilters, limit: number) {
  return plainStatement(
    sql`SELECT plugs.id FROM plugs_fts CROSS JOIN plugs
      WHERE ${and(matchCondition(matches, checks), ...fieldConditions(filters))} LIMIT ${limit}`,
    ([id]) => id as string,
  );
}

/** Indexes a plug if it has this etag. If the update of the plug did not take effect, the index does not change. */
export function indexStatement({ id, etag }: { id: string; etag: string }, entry: IndexEntry) {
  return plainStatement(
    sql`INSERT OR REPLACE INTO plugs_fts (rowid, terms, folded_text)
      SELECT -row, ${entry.terms}, ${entry.foldedText} FROM plugs WHERE id = ${id} AND etag = ${etag}`,
  );
}

/** Removes a plug from the index if it has this etag. */
export function unindexStatement({ id, etag }: { id: string; etag: string }) {
  return plainStatement(
    sql`DELETE FROM plugs_fts
      WHERE rowid IN (SELECT -row FROM plugs WHERE id = ${id} AND etag = ${etag})`,
  );
}

/**
 * Indexes the plugs that have these etags. If the update of a plug did not take effect, its entry does not change.
 * @param by whether the property `key` of each entry is the id or the row number of the plug
 */
export function indexEntriesStatement(
  by: 'id' | 'row',
  entries: ({ key: string | number; etag: string } & IndexEntry)[],
) {
  return plainStatement(
    sql`INSERT OR REPLACE INTO plugs_fts (rowid, terms, folded_text)
      SELECT -plugs.row, entry.value ->> 'terms', entry.value ->> 'foldedText'
      FROM ${jsonRows(entries)} AS entry CROSS JOIN plugs
      WHERE plugs.${sql.raw(by)} = entry.value ->> 'key' AND plugs.etag = entry.value ->> 'etag'`,
  );
}

/** Removes the plugs that have these etags from the index. `key` is the row number of the plug. */
export function unindexEntriesStatement(entries: { key: number; etag: string }[]) {
  return plainStatement(
    sql`DELETE FROM plugs_fts WHERE rowid IN (
      SELECT -plugs.row FROM ${jsonRows(entries)} AS entry CROSS JOIN plugs
      WHERE plugs.row = entry.value ->> 'key' AND plugs.etag = entry.value ->> 'etag')`,
  );
}

/** Selects the matches. In SQLite, CROSS JOIN fixes the order of the join: the index is read before the plugs. */
function matchesQuery(expression: string, checks: string[][], filters: PlugFilters): SQL {
  const every = and(matchCondition(expression, checks), ...fieldConditions(filters));
  return sql`SELECT ${PLUG.columns} FROM plugs_fts CROSS JOIN plugs WHERE ${every}`;
}

/**
 * The condition for a match. All checks are one parameter. Each check is a list of texts. The column `folded_text` and
 * the searched text together must contain at least one text of each list. The `LIMIT` prevents SQLite from building the
 * searched text again for each text of a list.
 */
function matchCondition(expression: string, checks: string[][]): SQL {
  const matched = sql`plugs_fts MATCH ${expression} AND plugs.row = -plugs_fts.rowid`;
  if (checks.length === 0) return matched;
  return sql`${matched} AND NOT EXISTS (
    SELECT 1 FROM (SELECT plugs_fts.folded_text || ${SEARCHED_TEXT} AS text LIMIT 1) AS searched
      CROSS JOIN json_each(${JSON.stringify(checks)}) AS word
    WHERE NOT EXISTS (SELECT 1 FROM json_each(word.value) AS form WHERE instr(searched.text, form.value)))`;
}
