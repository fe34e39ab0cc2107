/** Statements that read plugs. Use cases put them into a batch. Every condition contains the owner. */
import { type SQL, sql } from 'drizzle-orm';
import { plainStatement } from '../database/plain-statement.ts';
import type { plugs } from '../database/schema.ts';
import { PLUG } from '../database/table-sql.ts';

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
export function anyPlugStatement(owner: number | SQL, id: string) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs WHERE id = ${id} AND owner = ${owner}`,
    PLUG.toRow,
  );
}

/** The plugs with these ids, deleted or not. Unknown ids have no row. The ids are one parameter. */
export function anyPlugsStatement(owner: number, ids: readonly string[]) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM json_each(${JSON.stringify(ids)}) AS wanted CROSS JOIN plugs
      WHERE plugs.id = wanted.value AND plugs.owner = ${owner}`,
    PLUG.toRow,
  );
}
