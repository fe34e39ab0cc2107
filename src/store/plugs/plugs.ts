/** Plugs in D1: statements for use cases to batch. The owner is part of every condition. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { plugs } from '../database/schema.ts';
import { PLUG } from '../database/table-sql.ts';
import { indexStatement, unindexStatement } from './search.ts';

export type PlugRow = typeof plugs.$inferSelect;
export type NewPlug = typeof plugs.$inferInsert;

/** One live plug. */
export function plugStatement(owner: number, id: string) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs WHERE id = ${id} AND owner = ${owner} AND deleted_at IS NULL`,
    PLUG.toRow,
  );
}

/** One plug, deleted or not. */
export function anyPlugStatement(owner: number, id: string) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs WHERE id = ${id} AND owner = ${owner}`,
    PLUG.toRow,
  );
}

/** Inserts the row, then its search terms. Both must be in the same batch. */
export function insertPlugStatements(plug: NewPlug, terms: string) {
  return [
    plainStatement(sql`${PLUG.insert(plug)} RETURNING ${PLUG.columns}`, PLUG.toRow),
    indexStatement(plug, terms),
  ] as const;
}

/**
 * Updates a plug if its etag is still the one that was read, and its search terms only if the row was updated.
 * The first statement returns no row when another write came between.
 */
export function updatePlugStatements(
  read: Pick<PlugRow, 'id' | 'row' | 'etag'>,
  values: Partial<NewPlug> & { etag: string },
  terms: string,
) {
  return [
    plainStatement(
      sql`UPDATE plugs SET ${PLUG.assignments(values)} WHERE row = ${read.row} AND etag = ${read.etag}
        RETURNING ${PLUG.columns}`,
      PLUG.toRow,
    ),
    indexStatement({ id: read.id, etag: values.etag }, terms),
  ] as const;
}

/** Marks a live plug as deleted and removes it from the search index. */
export function deletePlugStatements(
  database: Database,
  owner: number,
  id: string,
  { etag, nowMs }: { etag: string; nowMs: number },
) {
  return [
    database
      .update(plugs)
      .set({ deletedAtMs: nowMs, updatedAtMs: nowMs, etag })
      .where(and(eq(plugs.id, id), eq(plugs.owner, owner), isNull(plugs.deletedAtMs)))
      .returning({ row: plugs.row }),
    unindexStatement({ id, etag }),
  ] as const;
}
