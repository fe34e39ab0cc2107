/**
 * Full-text search in the terms of one owner. The rowid of a plug's index entry is the negative row number of the plug.
 * FTS5 returns matches in ascending order of rowid, so the newest plugs come first without sorting. A page reads only
 * the rows that it returns.
 */
import { and, type SQL, sql } from 'drizzle-orm';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import type { SearchQuery } from '../../rules/plugs/search-query.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';
import { fieldConditions, type PlugFilters } from './lists.ts';

/** Filters without a set field. */
const NO_FILTERS: PlugFilters = { tags: [], deleted: false };

/** The same text that `searchedText` builds. `lower` changes ASCII letters only. */
const SEARCHED_TEXT = sql.raw(
  `lower(${[
    ...['first_name', 'last_name', 'company', 'email', 'job_title', 'network_type', 'business_type', 'tags'],
    ...['primary_number', 'secondary_number', 'notes', 'connect_reason', 'met_where', 'telegram_username'],
  ]
    .map((column) => `char(10) || coalesce(plugs.${column}, '')`)
    .join(' || ')})`,
);

/** One page: first the plugs whose name begins with the words, then all others. In each group the newest are first. */
export function searchPageStatement(
  query: SearchQuery,
  limit: number,
  skip: number,
  filters: PlugFilters = NO_FILTERS,
) {
  const { named, matches, checks } = query;
  const others = `(${matches}) NOT (${named})`;
  return plainStatement(
    sql`${matching(named, checks, filters)} UNION ALL ${matching(others, checks, filters)}
      LIMIT ${limit} OFFSET ${skip}`,
    PLUG.toRow,
  );
}

/**
 * The number of all matches. The statement reads one row for each match, or two rows if the plug must also be checked
 * or filtered.
 */
export function searchTotalStatement({ matches, checks }: SearchQuery, filters: PlugFilters = NO_FILTERS) {
  const isJoined = checks.length > 0 || fieldConditions(filters).some((each) => each !== undefined);
  const query = isJoined
    ? sql`SELECT count(*) AS total FROM plugs_fts CROSS JOIN plugs
          WHERE ${and(matchCondition(matches, checks), ...fieldConditions(filters))}`
    : sql`SELECT count(*) AS total FROM plugs_fts WHERE plugs_fts MATCH ${matches}`;
  return plainStatement(query, ([total]) => ({ total: total as number }));
}

/** The matches with a row number below `belowRow`, the newest first. */
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

/** The ids of the matches, in the order of the index. */
export function searchIdsStatement({ matches, checks }: SearchQuery, filters: PlugFilters, limit: number) {
  return plainStatement(
    sql`SELECT plugs.id FROM plugs_fts CROSS JOIN plugs
      WHERE ${and(matchCondition(matches, checks), ...fieldConditions(filters))} LIMIT ${limit}`,
    ([id]) => id as string,
  );
}

/** Indexes a plug if it has this etag. An update that did not take effect must not write its entry. */
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
 * Indexes the plugs that have these etags. `by` states whether `key` is the id or the row of the plug. An update that
 * did not take effect must not write its entry.
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

/** Removes plugs that have these etags from the index. `key` is the row of the plug. */
export function unindexEntriesStatement(entries: { key: number; etag: string }[]) {
  return plainStatement(
    sql`DELETE FROM plugs_fts WHERE rowid IN (
      SELECT -plugs.row FROM ${jsonRows(entries)} AS entry CROSS JOIN plugs
      WHERE plugs.row = entry.value ->> 'key' AND plugs.etag = entry.value ->> 'etag')`,
  );
}

/** In SQLite, CROSS JOIN fixes the order of the join: the index is read first. */
function matching(expression: string, checks: string[][], filters: PlugFilters): SQL {
  const every = and(matchCondition(expression, checks), ...fieldConditions(filters));
  return sql`SELECT ${PLUG.columns} FROM plugs_fts CROSS JOIN plugs WHERE ${every}`;
}

/**
 * The condition for a match. `checks` is one parameter. Each check is a list of texts: the searched text or the folded
 * words must contain one text of each list. The `LIMIT` prevents SQLite from building the searched text again for each
 * text of a list.
 */
function matchCondition(expression: string, checks: string[][]): SQL {
  const matched = sql`plugs_fts MATCH ${expression} AND plugs.row = -plugs_fts.rowid`;
  if (checks.length === 0) return matched;
  return sql`${matched} AND NOT EXISTS (
    SELECT 1 FROM (SELECT plugs_fts.folded_text || ${SEARCHED_TEXT} AS text LIMIT 1) AS searched
      CROSS JOIN json_each(${JSON.stringify(checks)}) AS word
    WHERE NOT EXISTS (SELECT 1 FROM json_each(word.value) AS form WHERE instr(searched.text, form.value)))`;
}
