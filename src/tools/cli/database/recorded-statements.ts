/** The store's own statements as SQL text, for the one door of the remote D1 that takes files and no parameters. */
import { noCost } from '../../../rules/cost.ts';
import { type Database, openDatabase } from '../../../store/database/database.ts';

interface Recorded {
  query: string;
  values: unknown[];
}

/** What `write` would run on a database, with every parameter written out by `literal`. */
export async function recordedSql(
  write: (database: Database) => Promise<unknown>,
  literal: (value: unknown) => string = literalOf,
): Promise<string[]> {
  const recorded: Recorded[] = [];
  const binding = {
    prepare: (query: string) => ({ bind: (...values: unknown[]) => ({ query, values }) }),
    batch: async (statements: Recorded[]) => {
      recorded.push(...statements);
      return statements.map(() => ({ results: [], meta: {} }));
    },
  };
  await write(openDatabase(binding as unknown as D1Database, noCost()));
  return recorded.map(({ query, values }) => writtenOut(query, values, literal));
}

/** A value as SQLite reads it. */
export function literalOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  throw new Error(`No literal for a ${typeof value}`);
}

/** A statement with each of its values in the place of its parameter. */
export function writtenOut(
  query: string,
  values: unknown[],
  literal: (value: unknown) => string = literalOf,
): string {
  const parts = query.split('?');
  if (parts.length !== values.length + 1) throw new Error(`Not one value for each parameter of ${query}`);
  return parts.map((part, at) => (at < values.length ? part + literal(values[at]) : part)).join('');
}
