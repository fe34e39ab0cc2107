/**
 * Full-text search in the owner's own terms. A plug's entry in the index has the negative of its row as its
 * rowid: FTS5 walks hits by rising rowid, so the newest come first without sorting, and a page reads what it
 * shows instead of all hits.
 */
import { getTableColumns, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/sqlite-core';
import type { SearchQuery } from '../rules/search-terms.ts';
import { type Database, rawStatement } from './database.ts';
import { plugs } from './schema.ts';

/** One page: plugs whose name begins with the words, then all others; the newest first in each. */
export function searchPageStatement(database: Database, query: SearchQuery, limit: number, skip: number) {
  const named = hits(database, query.named);
  const others = hits(database, `(${query.matches}) NOT (${query.named})`);
  return unionAll(named, others).limit(limit).offset(skip);
}

/** The number of all hits: one row read each. */
export function searchTotalStatement(database: Database, query: SearchQuery) {
  return database
    .select({ total: sql<number>`count(*)`.as('total') })
    .from(sql`plugs_fts WHERE plugs_fts MATCH ${query.matches}`);
}

/** Indexes a plug if it has this revision: a write that lost its race must not leave its terms. */
export function indexStatement(database: Database, plug: { id: string; revision: string }, terms: string) {
  return rawStatement(
    database,
    sql`INSERT OR REPLACE INTO plugs_fts (rowid, terms) SELECT -${plugs.row}, ${terms} FROM ${plugs} WHERE ${plugs.id} = ${plug.id} AND ${plugs.revision} = ${plug.revision}`,
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
function hits(database: Database, expression: string) {
  return database
    .select(getTableColumns(plugs))
    .from(sql`plugs_fts`)
    .crossJoin(plugs)
    .where(sql`plugs_fts MATCH ${expression} AND ${plugs.row} = -plugs_fts.rowid`);
}
