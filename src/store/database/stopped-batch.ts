/**
 * Allows a statement to stop its batch. D1 runs the statements of a batch in order, and runs no statement after one
 * that fails. If the first statement is a check, a stopped batch therefore reads no rows of the later statements, and
 * these statements need no condition of their own.
 */
import { type SQL, sql } from 'drizzle-orm';

const MARK = 'batch stopped: ';

/** The error of a batch that a statement stopped with `stopBatch`. */
export class StoppedBatch extends Error {
  /** The JSON value that the statement reported. */
  readonly report: unknown;

  constructor(report: unknown) {
    super('A statement stopped its batch.');
    this.report = report;
  }
}

/**
 * Returns an expression that makes its statement fail and reports a JSON object. `RAISE` exists only in triggers, but
 * SQLite repeats an invalid JSON path in its error message. The object must not contain a single quote, because SQLite
 * would double the quote.
 */
export function stopBatch(jsonObject: SQL): SQL {
  return sql`json_extract('{}', ${sql.raw(`'${MARK}'`)} || ${jsonObject})`;
}

/** The `StoppedBatch` that an error message of D1 contains; null for any other message. */
export function stoppedBatch(message: string): StoppedBatch | null {
  const [, report] = new RegExp(`${MARK}(\\{[^']*\\})`).exec(message) ?? [];
  return report === undefined ? null : new StoppedBatch(JSON.parse(report));
}
