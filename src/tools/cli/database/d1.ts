/**
 * Runs queries and files of statements on the local or the remote D1, with the commands of wrangler. The program exits
 * if a command fails.
 */
import { readToolOutput } from '../tools.ts';

/** Where the database is, as a flag of wrangler. */
export type DatabaseLocation = '--local' | '--remote';

/** Access to a database: queries and transactions. */
export interface D1Access {
  /** Resolves with the rows of one query. */
  query(query: string): Promise<Record<string, unknown>[]>;
  /** Runs statements in one transaction. */
  execute(statements: string[]): Promise<void>;
}

/** `--remote` if the arguments contain it, otherwise `--local`. */
export function locationFrom(args: string[]): DatabaseLocation {
  return args.includes('--remote') ? '--remote' : '--local';
}

/** Resolves with the rows of one query. */
export async function queryD1(location: DatabaseLocation, query: string): Promise<Record<string, unknown>[]> {
  const [rows] = await queryAllD1(location, [query]);
  return rows ?? [];
}

/** Resolves with the rows of each query. One call of wrangler runs all queries. */
export async function queryAllD1(
  location: DatabaseLocation,
  queries: string[],
): Promise<Record<string, unknown>[][]> {
  const command = ['d1', 'execute', 'DB', location, '--json', '--command', queries.join(';\n')];
  const results = JSON.parse(await readToolOutput('wrangler', command)) as {
    results: Record<string, unknown>[];
  }[];
  return queries.map((_, at) => results[at]?.results ?? []);
}

/** Runs a file of statements in one transaction. */
export async function executeFile(location: DatabaseLocation, file: string): Promise<void> {
  await readToolOutput('wrangler', ['d1', 'execute', 'DB', location, '--yes', '--file', file]);
}
