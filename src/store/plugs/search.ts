/**
 * Full-text search in the owner's own terms. A plug's entry in the index has the negative of its row as its
 * rowid: FTS5 walks hits by rising rowid, so the newest come first without sorting, and a page reads what it
 * shows instead of all hits.
 */
import { getTableColumns, type Placeholder, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { SearchQuery } from '../../rules/plugs/search-terms.ts';
import { cachedStatement } from '../database/cached-statement.ts';
import { type Database, rawStatement } from '../database/database.ts';
import { plugs } from '../database/schema.ts';

/** One page: plugs whose name begins with the words, then all others; the newest first in each. */
export function searchPageStatement(database: Database, query: SearchQuery, limit: number, skip: number) {
  const { named, matches } = query;
  const values = { named, others: `(${matches}) NOT (${named})`, limit, skip };
  return cachedStatement(database, 'search page', values, (blueprint, held) =>
    unionAll(hits(blueprint, held.named), hits(blueprint, held.others)).limit(held.limit).offset(held.skip),
  );
}

/** The number of all hits: one row read each. */
export function searchTotalStatement(database: Database, query: SearchQuery) {
  return cachedStatement(database, 'search total', { matches: query.matches }, (blueprint, held) =>
    blueprint
      .select({ total: sql<number>`count(*)`.as('total') })
      .from(sql`plugs_fts WHERE plugs_fts MATCH ${held.matches}`),
  );
}

/** Indexes a plug if it has this revision: a write that lost its race must not leave its terms. */
export function indexStatement(database: Database, plug: { id: string; revision: string }, terms: string) {
  const { id, revision } = plug;
  return cachedStatement(database, 'index plug', { id, revision, terms }, (blueprint, held) =>
    rawStatement(
      blueprint,
      sql`INSERT OR REPLACE INTO plugs_fts (rowid, terms) SELECT -${plugs.row}, ${held.terms} FROM ${plugs} WHERE ${plugs.id} = ${held.id} AND ${plugs.revision} = ${held.revision}`,
    ),
  );
}

/** Takes a plug out of the index if it has this revision. */
export function unindexStatement(database: Database, plug: { id: string; revision: string }) {
  return rawStatement(
    database,
    sql`DELETE FROM plugs_fts WHERE rowid IN (SELECT -${plugs.row} FROM ${plugs} WHERE ${plugs.id} = ${plug.id} AND ${plugs.revision} = ${plug.revision})`,
  );
}

/** CROSS JOIN, in SQLite, is an order: the index is walked first. */
function hits(database: Database, expression: Placeholder) {
  return database
    .select(getTableColumns(plugs))
    .from(sql`plugs_fts`)
    .crossJoin(plugs)
    .where(sql`plugs_fts MATCH ${expression} AND ${plugs.row} = -plugs_fts.rowid`);
}
