/**
 * The SQL text and the row mapping of a table for plain statements, derived from the table definition. The column list
 * is built once per isolate.
 */
import { Column, getTableColumns, getTableName, type SQL, sql, type Table } from 'drizzle-orm';
import { plugs, users } from './schema.ts';

interface TableSql<Row, NewRow> {
  /** Every column with its table name, in the order that `toRow` expects. */
  columns: SQL;
  /** Maps the values of one row, selected by `columns`. */
  toRow(values: unknown[]): Row;
  /** The values by column name, as they are stored. Undefined values are omitted. */
  stored(values: Partial<NewRow>): Record<string, unknown>;
  /** `INSERT` of one row. Undefined values are omitted. */
  insert(values: NewRow): SQL;
  /** The assignments of an `UPDATE`. Undefined values are omitted. */
  assignments(values: Partial<NewRow>): SQL;
}

/** The tables whose rows plain statements read and write. */
export const USER = tableSql(users);
export const PLUG = tableSql(plugs);

function tableSql<Source extends Table>(
  table: Source,
): TableSql<Source['$inferSelect'], Source['$inferInsert']> {
  const columns: Record<string, Column> = getTableColumns(table);
  const name = getTableName(table);
  const decoders = Object.entries(columns).map(([field, column]) => ({ field, decode: decoderOf(column) }));
  const present = (values: object) =>
    Object.entries(values).flatMap(([field, value]) => {
      const column = columns[field];
      return column && value !== undefined ? [{ column, value: sql.param(value, column) }] : [];
    });
  return {
    columns: sql.raw(
      Object.values(columns)
        .map((column) => `"${name}"."${column.name}"`)
        .join(', '),
    ),
    toRow(values) {
      const row: Record<string, unknown> = {};
      let at = 0;
      for (const { field, decode } of decoders) {
        const value = values[at];
        row[field] = decode === null || value === null ? value : decode(value);
        at += 1;
      }
      return row as Source['$inferSelect'];
    },
    stored: (values) =>
      Object.fromEntries(
        present(values).map(({ column, value }) => [
          column.name,
          value.value === null ? null : column.mapToDriverValue(value.value),
        ]),
      ),
    insert(values) {
      const fields = present(values);
      const names = fields.map(({ column }) => `"${column.name}"`).join(', ');
      return sql`INSERT INTO ${sql.raw(`"${name}" (${names})`)} VALUES (${commaSeparated(fields.map(({ value }) => value))})`;
    },
    assignments: (values) =>
      commaSeparated(
        present(values).map(({ column, value }) => sql`${sql.raw(`"${column.name}" = `)}${value}`),
      ),
  };
}

/** Null for a column whose values need no decoding. This is the case for most columns. */
function decoderOf(column: Column): ((value: unknown) => unknown) | null {
  const isPlain = column.mapFromDriverValue === Column.prototype.mapFromDriverValue;
  return isPlain ? null : (value) => column.mapFromDriverValue(value);
}

function commaSeparated(parts: Parameters<typeof sql.join>[0]): SQL {
  return sql.join(parts, sql.raw(', '));
}
