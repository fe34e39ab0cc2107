/** Renders statements of the store as SQL with inlined values: `wrangler d1 execute --file` takes no parameters. */
import { noCost } from '../../../rules/cost.ts';
import { type Database, openDatabase } from '../../../store/database/database.ts';

/** Wrangler removes this text from the statements that it runs, or rejects them, even if it is part of a value. */
const TRANSACTION_TEXT = 'BEGIN TRANSACTION';

/** A statement with the values of its parameters. */
export interface RecordedStatement {
  query: string;
  values: unknown[];
}

/** Returns a D1 binding that runs no statement itself: it passes the statements of each batch to `runBatch`. */
export function recordingDatabase(
  runBatch: (statements: RecordedStatement[]) => Promise<{ results: unknown[]; meta: object }[]>,
): D1Database {
  const binding = {
    prepare: (query: string) => ({ bind: (...values: unknown[]): RecordedStatement => ({ query, values }) }),
    batch: runBatch,
  };
  return binding as unknown as D1Database;
}

/**
 * Calls `write` and returns the statements that `write` would run on a database, with every parameter rendered by
 * `literal`. No statement is run, so a query of `write` finds no rows.
 */
export async function recordSql(
  write: (database: Database) => Promise<unknown>,
  literal: (value: unknown) => string = literalOf,
): Promise<string[]> {
  const recorded: RecordedStatement[] = [];
  const binding = recordingDatabase(async (statements) => {
    recorded.push(...statements);
    return statements.map(() => ({ results: [], meta: {} }));
  });
  await write(openDatabase(binding, noCost()));
  return recorded.map(({ query, values }) => inlineValues(query, values, literal));
}

/**
 * A value as an SQLite literal.
 * @throws Error for a value that is neither null nor a number nor a string
 */
export function literalOf(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return withoutTransactionText(`'${value.replaceAll("'", "''")}'`);
  throw new Error(`A ${typeof value} has no SQL literal`);
}

/** Returns the literal of a text, or an expression that has the same value and does not contain `TRANSACTION_TEXT`. */
export function withoutTransactionText(literal: string): string {
  if (!literal.includes(TRANSACTION_TEXT)) return literal;
  let placeholder = 'BEGIN_TRANSACTION';
  while (literal.includes(placeholder)) placeholder = placeholder.replace('_', '__');
  return `replace(${literal.replaceAll(TRANSACTION_TEXT, placeholder)}, '${placeholder}', 'BEGIN' || ' TRANSACTION')`;
}

/**
 * A statement with its values in place of its parameters.
 * @throws Error if the number of values differs from the number of `?`
 */
export function inlineValues(
  query: string,
  values: unknown[],
  literal: (value: unknown) => string = literalOf,
): string {
  const parts = query.split('?');
  if (parts.length !== values.length + 1)
    throw new Error(`The number of values does not match the parameters of ${query}`);
  return parts.map((part, at) => (at < values.length ? part + literal(values[at]) : part)).join('');
}
