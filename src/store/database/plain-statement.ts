/**
 * Statements as plain SQL text. The few statements that nearly every request runs are plain, because drizzle needs
 * about 0.25 ms to build a query with thirty columns. This is more than the worker needs for all other steps of a small
 * read. Statements that drizzle cannot express, such as those with `json_each` and FTS5, are also plain.
 */
import { type SQL, sql } from 'drizzle-orm';

/** A statement of plain SQL. `Database.batch` runs it and maps its rows. */
export class PlainStatement<Row> {
  /** Exists only in the type: drizzle infers the type of a batch result from this property. */
  declare readonly _: { readonly dialect: 'sqlite'; readonly result: Row[] };
  readonly query: SQL;
  readonly #toRow: (values: unknown[]) => Row;

  constructor(query: SQL, toRow: (values: unknown[]) => Row) {
    this.query = query;
    this.#toRow = toRow;
  }

  /** Maps the result of D1, in which each row is an array of its values. */
  toRows(rows: unknown[][]): Row[] {
    return rows.map((values) => this.#toRow(values));
  }
}

/** Creates a plain statement. `toRow` maps the values of one result row, in the order of the selected columns. */
export function plainStatement<Row = unknown[]>(
  query: SQL,
  toRow: (values: unknown[]) => Row = (values) => values as Row,
): PlainStatement<Row> {
  return new PlainStatement(query, toRow);
}

/**
 * Returns values as rows with the columns `key` (the position) and `value` (JSON). All values are one parameter. A
 * single value is selected without `json_each`, because D1 counts the rows of `json_each` as rows read. Lone surrogates
 * are replaced, because text in D1 is UTF-8.
 */
export function jsonRows(values: readonly object[]): SQL {
  const json = (value: unknown) =>
    JSON.stringify(value, (_, each) => (typeof each === 'string' ? each.toWellFormed() : each));
  if (values.length === 1) return sql`(SELECT 0 AS key, ${json(values[0])} AS value)`;
  return sql`json_each(${json(values)})`;
}
