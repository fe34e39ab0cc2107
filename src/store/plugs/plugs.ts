/** Plugs in D1: statements for use cases to batch. The owner is part of every condition. */
import { sql } from 'drizzle-orm';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import { plainStatement } from '../database/plain-statement.ts';
import type { plugs } from '../database/schema.ts';
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

/** Inserts the row, then its index entry. Both must be in the same batch. */
export function insertPlugStatements(plug: NewPlug, entry: IndexEntry) {
  return [
    plainStatement(sql`${PLUG.insert(plug)} RETURNING ${PLUG.columns}`, PLUG.toRow),
    indexStatement(plug, entry),
  ] as const;
}

/**
 * Updates a plug if its etag is still the one that was read, and its index entry only if the row was updated.
 * The first statement returns no row when another write came between.
 * @param entry null removes the plug from the index, undefined leaves its entry as it is
 */
export function updatePlugStatements(
  read: Pick<PlugRow, 'id' | 'row' | 'etag'>,
  values: Partial<NewPlug> & { etag: string },
  entry: IndexEntry | null | undefined,
) {
  const { etag } = values;
  const update = plainStatement(
    sql`UPDATE plugs SET ${PLUG.assignments(values)} WHERE row = ${read.row} AND etag = ${read.etag}
      RETURNING ${PLUG.columns}`,
    PLUG.toRow,
  );
  if (entry === undefined) return [update] as const;
  const { id } = read;
  return [update, entry ? indexStatement({ id, etag }, entry) : unindexStatement({ id, etag })] as const;
}

/**
 * Deletes a plug in the trash for good if its etag is still the one that was read, and the idempotency keys under
 * which it was created. The second statement returns no row when another write came between.
 */
export function erasePlugStatements({ row, id, owner, etag }: PlugRow) {
  const isUnchanged = sql`plugs.row = ${row} AND plugs.etag = ${etag} AND plugs.deleted_at IS NOT NULL`;
  return [
    plainStatement(sql`DELETE FROM idempotency_keys
      WHERE owner = ${owner} AND plug_id = ${id} AND EXISTS (SELECT 1 FROM plugs WHERE ${isUnchanged})`),
    plainStatement(sql`DELETE FROM plugs WHERE ${isUnchanged} RETURNING plugs.row`),
  ] as const;
}
