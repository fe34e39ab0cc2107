/**
 * Statements as plain SQL text. They are used for the few statements that nearly every request runs: drizzle needs
 * about 0.25 ms to build a query with thirty columns, which is more than the rest of a small read takes in the worker.
 * They are also used for SQL that drizzle cannot express, such as `json_each` and FTS5.
 */
import { type SQL, sql } from 'drizzle-orm';

/** A statement of plain SQL. `Database.batch` runs it and maps its rows. */
export class PlainStatement<Row> {
  /** Exists only in the type: drizzle infers the type of a batch result from it. */
  declare readonly _: { readonly dialect: 'sqlite'; readonly result: Row[] };
  readonly query: SQL;
  readonly #toRow: (values: unknown[]) => Row;

  constructor(query: SQL, toRow: (values: unknown[]) => Row) {
    this.query = query;
    this.#toRow = toRow;
  }

  toRows(rows: unknown[][]): Row[] {
    return rows.map((values) => this.#toRow(values));
  }
}

/** A plain statement. `toRow` maps the values of one result row, in the order of the selected columns. */
export function plainStatement<Row = unknown[]>(
  query: SQL,
  toRow: (values: unknown[]) => Row = (values) => values as Row,
): PlainStatement<Row> {
  return new PlainStatement(query, toRow);
}

/**
 * Values as rows with the columns `key` (the position) and `value` (JSON). All values are one parameter. A single value
 * needs no `json_each`, because D1 would count the rows of `json_each` as rows read. Text in D1 is UTF-8, without lone
 * surrogates.
 */
export function jsonRows(values: readonly object[]): SQL {
  const json = (value: unknown) =>
    JSON.stringify(value, (_, each) => (typeof each === 'string' ? each.toWellFormed() : each));
  if (values.length === 1) return sql`(SELECT 0 AS key, ${json(values[0])} AS value)`;
  return sql`json_each(${json(values)})`;
}
