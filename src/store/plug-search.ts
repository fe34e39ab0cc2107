/** Full-text search in the owner's own terms. */
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { SearchQuery } from '../rules/search-terms.ts';
import type { Database } from './database.ts';
import { plugs } from './schema.ts';

/** One page, names that begin with the words first, then the newest; each row carries the total. */
export function searchStatement(database: Database, query: SearchQuery, limit: number, skip: number) {
  const named = sql`hits.rowid IN (SELECT rowid FROM plugs_fts WHERE plugs_fts MATCH ${query.named})`;
  const hits = sql`(
    SELECT rowid AS hit, count(*) OVER () AS total, ${named} AS named
    FROM plugs_fts AS hits WHERE plugs_fts MATCH ${query.matches}
    ORDER BY named DESC, hit DESC LIMIT ${limit} OFFSET ${skip}) AS page`;
  return database
    .select({ ...getTableColumns(plugs), total: sql<number>`page.total`.as('total') })
    .from(hits)
    .innerJoin(plugs, eq(plugs.row, sql`page.hit`))
    .orderBy(sql`page.named DESC, page.hit DESC`);
}

/** All hits, for a page beyond the last, which carries no total. */
export function searchTotalStatement(database: Database, query: SearchQuery) {
  return database
    .select({ total: sql<number>`count(*)`.as('total') })
    .from(sql`plugs_fts WHERE plugs_fts MATCH ${query.matches}`);
}
