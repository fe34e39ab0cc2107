/**
 * Totals and statistics that triggers update, and the check of the quota of plugs with the totals. The hand-written
 * migrations 0001 and 0011 define the tables.
 */
import { type SQL, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { plainStatement } from '../database/plain-statement.ts';
import { StoppedBatch, stopBatch } from '../database/stopped-batch.ts';

/**
 * The totals of each owner. An owner who never had a plug has no row. All numbers except `deleted` count live plugs.
 */
export const plugTotals = sqliteTable('plug_totals', {
  owner: integer().primaryKey(),
  targets: integer().notNull(),
  contacts: integer().notNull(),
  /** The number of plugs in the trash. */
  deleted: integer().notNull(),
  low: integer().notNull(),
  medium: integer().notNull(),
  high: integer().notNull(),
  urgent: integer().notNull(),
  /** The number of live plugs for each UTC day on which they were converted, for example `{"2026-11-21": 3}`. */
  conversions: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
});

export type PlugTotals = typeof plugTotals.$inferSelect;

/** The number of live plugs with each value of a dimension. */
export const plugCounts = sqliteTable('plug_counts', {
  owner: integer().notNull(),
  dimension: text({ enum: ['business_type', 'network_type', 'tag'] }).notNull(),
  /** The counted value. For a tag, the form in which tags are compared. */
  value: text().notNull(),
  /** For a tag, the spelling that was written last. Null if this spelling equals `value`, and for other dimensions. */
  label: text(),
  count: integer().notNull(),
});

/** The number of all plugs of an account, including those in the trash. No row if the account never had a plug. */
export function allPlugsTotalStatement(owner: number) {
  return plainStatement(
    sql`SELECT targets + contacts + deleted FROM plug_totals WHERE owner = ${owner}`,
    ([total]) => total as number,
  );
}

/**
 * Stops the batch if `added` new plugs would increase the number of plugs of the account to more than `max`. Plugs in
 * the trash are included. The statement runs in the batch that inserts the plugs, before the inserts, so that parallel
 * requests cannot exceed the quota. Exception: an account that never had a plug has no total, so its first insert is
 * not checked.
 */
export function requirePlugQuotaStatement(owner: number, max: number, added = 1) {
  // The report contains a column, because SQLite may evaluate a constant expression before it has read a row.
  const report = sql`json_object('fullAccount', plug_totals.owner)`;
  return plainStatement(
    sql`SELECT ${stopBatch(report)} FROM plug_totals
      WHERE owner = ${owner} AND targets + contacts + deleted > ${max - added}`,
  );
}

/** Whether `requirePlugQuotaStatement` stopped the batch. */
export function isQuotaExceeded(error: unknown): boolean {
  return error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'fullAccount');
}

/**
 * For each owner of the erased plugs, deletes the counters of values that no live plug of this owner has. They are
 * deleted because a counter contains its value, which may be a tag that only an erased plug had.
 * @param erased selects the plugs that are erased
 */
export function deleteUnusedCountsStatement(erased: SQL) {
  return plainStatement(
    sql`DELETE FROM plug_counts WHERE (owner, dimension, value) IN (
      SELECT counts.owner, counts.dimension, counts.value
      FROM (SELECT DISTINCT owner FROM (${erased})) AS erased
        CROSS JOIN (VALUES ('business_type'), ('network_type'), ('tag')) AS each CROSS JOIN plug_counts AS counts
      WHERE counts.owner = erased.owner AND counts.dimension = each.column1 AND counts.count <= 0)`,
  );
}
