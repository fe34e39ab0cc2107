/**
 * The SQL text and the row mapping of a table for plain statements (`plain-statement.ts`). Both are derived from the
 * table definition, once per isolate.
 */
import { Column, getTableColumns, getTableName, type SQL, sql, type Table } from 'drizzle-orm';
import { plugs, users } from './schema.ts';

interface TableSql<Row, NewRow> {
  /** Every column with its table name, in the order that `toRow` expects. */
  columns: SQL;
  /** Converts the values of one result row, in the order of `columns`, to a row object with the types of the table. */
  toRow(values: unknown[]): Row;
  /** Returns the values in the form in which D1 stores them, by column name. Undefined values are omitted. */
  storedValues(values: Partial<NewRow>): Record<string, unknown>;
  /** Returns the `INSERT` of one row. Undefined values are omitted. */
  insert(values: NewRow): SQL;
  /** Returns the assignments of an `UPDATE`. Undefined values are omitted. */
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
  const definedValues = (values: object) =>
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
      let position = 0;
      for (const { field, decode } of decoders) {
        const value = values[position];
        row[field] = decode === null || value === null ? value : decode(value);
        position += 1;
      }
      return row as Source['$inferSelect'];
    },
    storedValues: (values) =>
      Object.fromEntries(
        definedValues(values).map(({ column, value }) => [
          column.name,
          value.value === null ? null : column.mapToDriverValue(value.value),
        ]),
      ),
    insert(values) {
      const fields = definedValues(values);
      const names = fields.map(({ column }) => `"${column.name}"`).join(', ');
      return sql`INSERT INTO ${sql.raw(`"${name}" (${names})`)} VALUES (${commaSeparated(fields.map(({ value }) => value))})`;
    },
    assignments: (values) =>
      commaSeparated(
        definedValues(values).map(({ column, value }) => sql`${sql.raw(`"${column.name}" = `)}${value}`),
      ),
  };
}

/** Returns the function that decodes the values of a column. Null if they need no decoding, as in most columns. */
function decoderOf(column: Column): ((value: unknown) => unknown) | null {
  const isPlain = column.mapFromDriverValue === Column.prototype.mapFromDriverValue;
  return isPlain ? null : (value) => column.mapFromDriverValue(value);
}

function commaSeparated(parts: Parameters<typeof sql.join>[0]): SQL {
  return sql.join(parts, sql.raw(', '));
}
