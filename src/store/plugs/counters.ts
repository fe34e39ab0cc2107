/** Totals and statistics that triggers update. The tables are defined in the hand-written migration 0001. */
import { type SQL, sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { plainStatement } from '../database/plain-statement.ts';
import { StoppedBatch, stopBatch } from '../database/stopped-batch.ts';

export const plugTotals = sqliteTable('plug_totals', {
  owner: integer().primaryKey(),
  targets: integer().notNull(),
  contacts: integer().notNull(),
  deleted: integer().notNull(),
  low: integer().notNull(),
  medium: integer().notNull(),
  high: integer().notNull(),
  urgent: integer().notNull(),
  /** Conversions by UTC day, `{"2026-11-21": 3}`. */
  conversions: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
});

export type PlugTotals = typeof plugTotals.$inferSelect;

export const plugCounts = sqliteTable('plug_counts', {
  owner: integer().notNull(),
  dimension: text({ enum: ['business_type', 'network_type', 'tag'] }).notNull(),
  /** The counted value. For a tag, the form in which tags are compared. */
  value: text().notNull(),
  /** For a tag, the last spelling, if it differs from `value`. */
  label: text(),
  count: integer().notNull(),
});

/** The number of plugs of an account, including those in the trash. */
export function plugTotalStatement(owner: number) {
  return plainStatement(
    sql`SELECT targets + contacts + deleted FROM plug_totals WHERE owner = ${owner}`,
    ([total]) => total as number,
  );
}

/**
 * Stops the batch if the account would have more than `max` plugs with `added` new plugs, including plugs in the trash.
 * The statement runs in the batch that inserts the plugs, so that parallel requests cannot exceed the quota.
 */
export function plugQuotaStatement(owner: number, max: number, added = 1) {
  // The report contains a column, because SQLite may evaluate a constant expression before it has read a row.
  const report = sql`json_object('fullAccount', plug_totals.owner)`;
  return plainStatement(
    sql`SELECT ${stopBatch(report)} FROM plug_totals
      WHERE owner = ${owner} AND targets + contacts + deleted > ${max - added}`,
  );
}

/** Whether `plugQuotaStatement` stopped the batch. */
export function isQuotaExceeded(error: unknown): boolean {
  return error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'fullAccount');
}

/**
 * Deletes the counters of values that no live plug has. A counter contains the value itself, which may be a tag that only
 * an erased plug had.
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
