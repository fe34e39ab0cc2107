/**
 * D1 through drizzle, one round trip a batch, counted. Statements run in batches only: a statement run by
 * itself would be a round trip that nobody counts.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { unavailable } from '../../rules/app-error.ts';
import type { Cost } from '../../rules/cost.ts';

export type Database = DrizzleD1Database & { $client: D1Database };

const dialect = new SQLiteAsyncDialect();

/** A unique index refused a row; says which. */
export class UniqueViolation extends Error {
  readonly index: string;

  constructor(index: string) {
    super(`unique: ${index}`);
    this.index = index;
  }
}

/** @throws from its batches `UniqueViolation`, or AppError `UNAVAILABLE` when D1 does not answer */
export function openDatabase(binding: D1Database, cost: Cost): Database {
  const counted = {
    prepare: (query: string) => batchOnly(binding.prepare(query)),
    batch: (statements: D1PreparedStatement[]) => runBatch(binding, statements, cost),
  };
  return drizzle(counted as unknown as D1Database);
}

function batchOnly(statement: D1PreparedStatement) {
  return { bind: (...values: unknown[]) => statement.bind(...values) };
}

async function runBatch(binding: D1Database, statements: D1PreparedStatement[], cost: Cost) {
  cost.d1Trips += 1;
  try {
    const results = await binding.batch(statements);
    for (const { meta } of results) {
      cost.d1RowsRead += meta.rows_read ?? 0;
      cost.d1RowsWritten += meta.rows_written ?? 0;
    }
    return results;
  } catch (error) {
    throw classified(error);
  }
}

function classified(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const unique = /UNIQUE constraint failed: (?:index ')?([\w.]+)/.exec(message);
  if (unique?.[1]) return new UniqueViolation(unique[1]);
  // A statement that SQLite refuses is our mistake and stays an internal error; anything else is D1 being away.
  if (/SQLITE_(?!BUSY|LOCKED|INTERRUPT)|D1_TYPE_ERROR|no such (table|column)/.test(message)) {
    return error instanceof Error ? error : new Error(message);
  }
  console.error({ message: 'D1 did not answer', error: message });
  return unavailable();
}

/** A statement whose rows a batch gives as D1 has them. */
export type RawStatement<Row> = BatchItem<'sqlite'> & { readonly _: { readonly result: Row[] } };

/** A hand-written statement for a batch: drizzle's own raw queries lose their parameters there. */
export function rawStatement<Row = unknown>(database: Database, query: SQL): RawStatement<Row> {
  const built = dialect.sqlToQuery(query);
  const prepared = {
    stmt: database.$client.prepare(built.sql),
    getQuery: () => built,
    mapResult: ({ results }: D1Result<Row>) => results,
  };
  return { _prepare: () => prepared } as unknown as RawStatement<Row>;
}

/**
 * Asks D1 for nothing: what readiness means.
 * @throws AppError `UNAVAILABLE`
 */
export async function pingDatabase(database: Database): Promise<void> {
  await database.batch([rawStatement(database, sql`SELECT 1`)]);
}
