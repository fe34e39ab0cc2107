/** Totals and statistics that triggers update. The tables are defined in the hand-written migration 0001. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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

export const plugCounts = sqliteTable('plug_counts', {
  owner: integer().notNull(),
  dimension: text({ enum: ['business_type', 'network_type', 'tag'] }).notNull(),
  value: text().notNull(),
  count: integer().notNull(),
});
