/**
 * Lets a statement stop its batch. D1 runs the statements of a batch in their order and runs none after one that fails,
 * so that a check in the first statement costs the later ones no extra row, and a refused batch reads none of theirs.
 */
import { type SQL, sql } from 'drizzle-orm';

const MARK = 'batch stopped: ';

/** A statement has stopped its batch with `stopBatch`. */
export class StoppedBatch extends Error {
  /** The JSON value that the statement reported. */
  readonly report: unknown;

  constructor(report: unknown) {
    super('A statement stopped its batch.');
    this.report = report;
  }
}

/**
 * An expression that fails its statement and reports a JSON object. `RAISE` exists in triggers only; SQLite repeats an
 * invalid JSON path in its error message. The object may contain no single quote, which SQLite would double.
 */
export function stopBatch(jsonObject: SQL): SQL {
  return sql`json_extract('{}', ${sql.raw(`'${MARK}'`)} || ${jsonObject})`;
}

/** The `StoppedBatch` behind an error message of D1; null for any other message. */
export function stoppedBatch(message: string): StoppedBatch | null {
  const [, report] = new RegExp(`${MARK}(\\{[^']*\\})`).exec(message) ?? [];
  return report === undefined ? null : new StoppedBatch(JSON.parse(report));
}
