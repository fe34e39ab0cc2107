/** Questions and files for D1 through wrangler's own commands, the same for the local and the remote database. */
import { readTool } from '../tools.ts';

export type Place = '--local' | '--remote';

/** `--remote` where it was asked for. */
export function placeFrom(args: string[]): Place {
  return args.includes('--remote') ? '--remote' : '--local';
}

/** The rows of one query. */
export async function queryD1(place: Place, query: string): Promise<Record<string, unknown>[]> {
  const [rows] = await queryAllD1(place, [query]);
  return rows ?? [];
}

/** The rows of several queries, in one call. */
export async function queryAllD1(place: Place, queries: string[]): Promise<Record<string, unknown>[][]> {
  const command = ['d1', 'execute', 'DB', place, '--json', '--command', queries.join(';\n')];
  const answers = JSON.parse(await readTool('wrangler', command)) as { results: Record<string, unknown>[] }[];
  return queries.map((_, at) => answers[at]?.results ?? []);
}

/** Runs a file of statements, all or none. */
export async function executeFile(place: Place, file: string): Promise<void> {
  await readTool('wrangler', ['d1', 'execute', 'DB', place, '--yes', '--file', file]);
}
