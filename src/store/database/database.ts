/**
 * Access to D1 through drizzle's proxy driver. A batch is one round trip and one transaction. The round trips and the
 * rows of batches are counted. Statements run only in batches, because the round trip of a single statement would not
 * be counted.
 */
import { sql } from 'drizzle-orm';
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch';
import { type AsyncBatchRemoteCallback, drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import { unavailable } from '../../rules/app-error.ts';
import type { Cost } from '../../rules/cost.ts';
import { PlainStatement, plainStatement } from './plain-statement.ts';
import { stoppedBatch } from './stopped-batch.ts';

export interface Database extends Pick<SqliteRemoteDatabase, 'select' | 'insert' | 'update' | 'delete'> {
  /**
   * Runs statements in one transaction and one round trip. Without statements there is no round trip. Returns one
   * result for each statement, in the same order.
   */
  batch<Statements extends readonly Statement[] | readonly []>(
    statements: Statements,
  ): Promise<BatchResponse<Statements>>;
}

/** A statement for a batch: built by drizzle, or a `PlainStatement`. */
export type Statement = BatchItem<'sqlite'>;

type Query = Parameters<AsyncBatchRemoteCallback>[0][number];

/** The error of a batch in which a unique index or a primary key rejected a row. */
export class UniqueViolation extends Error {
  /** The name of the index, or `table.column` of its first column. */
  readonly index: string;

  constructor(index: string) {
    super(`unique: ${index}`);
    this.index = index;
  }
}

/**
 * Opens the database of a binding. The batches add their round trips and rows to `cost`. They throw `UniqueViolation`,
 * `StoppedBatch`, the error of D1 if SQLite rejects the SQL or a row, or AppError `UNAVAILABLE` for any other error.
 */
export function openDatabase(binding: D1Database, cost: Cost): Database {
  const database = drizzle(rejectSingleQuery, (queries) => runQueries(binding, queries, cost));
  const runDrizzleBatch = database.batch.bind(database);
  const batch = async (statements: readonly Statement[]): Promise<unknown[]> => {
    const [first, ...rest] = statements.map((statement) =>
      statement instanceof PlainStatement ? database.all<unknown[]>(statement.query) : statement,
    );
    const results: unknown[] = first ? await runDrizzleBatch([first, ...rest]) : [];
    return statements.map((statement, at) =>
      statement instanceof PlainStatement ? statement.toRows(results[at] as unknown[][]) : results[at],
    );
  };
  return Object.assign(database, { batch: batch as Database['batch'] });
}

async function rejectSingleQuery(): Promise<never> {
  throw new Error('A statement was run outside of a batch.');
}

/** Runs queries in one round trip. Drizzle expects each row as an array of its values. */
async function runQueries(
  binding: D1Database,
  queries: Query[],
  cost: Cost,
): Promise<{ rows: unknown[][] }[]> {
  cost.d1Trips += 1;
  try {
    const statements = queries.map((query) => binding.prepare(query.sql).bind(...query.params));
    const results = await binding.batch<Record<string, unknown>>(statements);
    for (const { meta } of results) {
      cost.d1RowsRead += meta.rows_read ?? 0;
      cost.d1RowsWritten += meta.rows_written ?? 0;
    }
    // D1 returns objects whose keys are in column order. Two columns with the same name would become one key, so such
    // columns need aliases.
    return results.map((result) => ({ rows: result.results.map((row) => Object.values(row)) }));
  } catch (error) {
    throw storeErrorOf(error);
  }
}

/** The error that a batch throws for an error of D1. */
function storeErrorOf(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const stopped = stoppedBatch(message);
  if (stopped) return stopped;
  const unique = /UNIQUE constraint failed: (?:index ')?([\w.]+)/.exec(message);
  if (unique?.[1]) return new UniqueViolation(unique[1]);
  // SQL that SQLite rejects is a programming error and remains an internal error. Any other error means that D1 is
  // unavailable.
  if (/SQLITE_(?!BUSY|LOCKED|INTERRUPT)|D1_TYPE_ERROR|no such (table|column)/.test(message)) {
    return error instanceof Error ? error : new Error(message);
  }
  console.error({ message: 'D1 did not respond', error: message });
  return unavailable();
}

/**
 * Checks that D1 responds, for the readiness check.
 * @throws AppError `UNAVAILABLE`
 */
export async function pingDatabase(database: Database): Promise<void> {
  await database.batch([plainStatement(sql`SELECT 1`)]);
}
