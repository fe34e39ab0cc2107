/** Opens the local or the remote D1 for a program on an operator's machine. */
import { join } from 'node:path';
import { ROOT, readToolOutput } from '../tools.ts';
import type { DatabaseLocation } from './d1.ts';
import { withLocalDatabase } from './local-database.ts';
import { wranglerDatabase } from './wrangler-database.ts';

/**
 * Opens the database, passes it to `work` and closes it. A local database is migrated first, a remote database is not.
 */
export async function withDatabase<Result>(
  location: DatabaseLocation,
  work: (binding: D1Database) => Promise<Result>,
): Promise<Result> {
  if (location === '--remote') return work(wranglerDatabase(location));
  await readToolOutput('wrangler', ['d1', 'migrations', 'apply', 'DB', location]);
  return withLocalDatabase(join(ROOT, '.wrangler', 'state'), work);
}
