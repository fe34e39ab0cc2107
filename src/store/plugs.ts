/** Plugs in D1: statements for the verbs to batch. The owner is part of every condition. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from './database.ts';
import { indexStatement, unindexStatement } from './plug-search.ts';
import { plugs } from './schema.ts';

export type PlugRow = typeof plugs.$inferSelect;
export type NewPlug = typeof plugs.$inferInsert;

/** One live plug. */
export function plugStatement(database: Database, owner: number, id: string) {
  return database
    .select()
    .from(plugs)
    .where(and(eq(plugs.id, id), eq(plugs.owner, owner), isNull(plugs.deletedAtMs)));
}

/** One plug, in the trash or not. */
export function anyPlugStatement(database: Database, owner: number, id: string) {
  return database
    .select()
    .from(plugs)
    .where(and(eq(plugs.id, id), eq(plugs.owner, owner)));
}

/** The row, then its search terms: two statements that belong together. */
export function plugInserts(database: Database, plug: NewPlug, terms: string) {
  return [database.insert(plugs).values(plug).returning(), indexStatement(database, plug, terms)] as const;
}

/**
 * Writes a plug whose revision is still the one that was read, and its search terms only if it was.
 * The first statement returns no row when another write was faster.
 */
export function plugUpdates(
  database: Database,
  read: Pick<PlugRow, 'id' | 'row' | 'revision'>,
  values: Partial<NewPlug> & { revision: string },
  terms: string,
) {
  return [
    database
      .update(plugs)
      .set(values)
      .where(and(eq(plugs.row, read.row), eq(plugs.revision, read.revision)))
      .returning(),
    indexStatement(database, { id: read.id, revision: values.revision }, terms),
  ] as const;
}

/** Moves a live plug to the trash and out of the search index. */
export function plugDeletes(
  database: Database,
  owner: number,
  id: string,
  { revision, nowMs }: { revision: string; nowMs: number },
) {
  return [
    database
      .update(plugs)
      .set({ deletedAtMs: nowMs, updatedAtMs: nowMs, revision })
      .where(and(eq(plugs.id, id), eq(plugs.owner, owner), isNull(plugs.deletedAtMs)))
      .returning({ row: plugs.row }),
    unindexStatement(database, { id, revision }),
  ] as const;
}
