/** Plugs in D1: statements for the verbs to batch. The owner is part of every condition. */
import { and, eq, isNull } from 'drizzle-orm';
import { cachedStatement } from '../database/cached-statement.ts';
import type { Database } from '../database/database.ts';
import { plugs } from '../database/schema.ts';
import { indexStatement, unindexStatement } from './search.ts';

export type PlugRow = typeof plugs.$inferSelect;
export type NewPlug = typeof plugs.$inferInsert;

/** One live plug. */
export function plugStatement(database: Database, owner: number, id: string) {
  return cachedStatement(database, 'plug', { owner, id }, (blueprint, held) =>
    blueprint
      .select()
      .from(plugs)
      .where(and(eq(plugs.id, held.id), eq(plugs.owner, held.owner), isNull(plugs.deletedAtMs))),
  );
}

/** One plug, in the trash or not. */
export function anyPlugStatement(database: Database, owner: number, id: string) {
  return cachedStatement(database, 'any plug', { owner, id }, (blueprint, held) =>
    blueprint
      .select()
      .from(plugs)
      .where(and(eq(plugs.id, held.id), eq(plugs.owner, held.owner))),
  );
}

/** The row, then its search terms: two statements that belong together. */
export function plugInserts(database: Database, plug: NewPlug, terms: string) {
  const insert = cachedStatement(database, `insert plug ${Object.keys(plug)}`, plug, (blueprint, held) =>
    blueprint.insert(plugs).values(held).returning(),
  );
  return [insert, indexStatement(database, plug, terms)] as const;
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
  const { row: readRow, revision: readRevision } = read;
  const held = { ...values, readRow, readRevision };
  return [
    cachedStatement(
      database,
      `update plug ${Object.keys(values)}`,
      held,
      (blueprint, { readRow, readRevision, ...set }) =>
        blueprint
          .update(plugs)
          .set(set)
          .where(and(eq(plugs.row, readRow), eq(plugs.revision, readRevision)))
          .returning(),
    ),
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
