/** Migrates the local D1, and opens it as a binding in Node. The files are those that `wrangler dev` uses. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, readToolOutput } from '../tools.ts';

/** Creates the database under `stateFolder` if it is missing, and applies all migrations. */
export async function migrateLocalDatabase(stateFolder: string): Promise<void> {
  const options = ['--local', '--config', join(ROOT, 'wrangler.toml'), '--persist-to', stateFolder];
  await readToolOutput('wrangler', ['d1', 'migrations', 'apply', 'DB', ...options]);
}

/**
 * Opens the database under `stateFolder`, passes it to `work` and closes it. The working folder must be the root of the
 * project, which contains `wrangler.toml`.
 */
export async function withLocalDatabase<Result>(
  stateFolder: string,
  work: (binding: D1Database) => Promise<Result>,
): Promise<Result> {
  // Wrangler is imported here and not at the top of this file, because the import takes almost a second.
  // `npm start` opens the database only if `prepareState` writes the demo data.
  const { getPlatformProxy } = await import('wrangler');
  const folder = await mkdtemp(join(tmpdir(), 'plugs-'));
  try {
    const proxy = await getPlatformProxy<{ DB: D1Database }>({
      configPath: await writeDatabaseConfig(folder),
      persist: { path: join(stateFolder, 'v3') },
      remoteBindings: false,
    });
    return await work(proxy.env.DB).finally(() => proxy.dispose());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Writes a configuration file without Durable Objects and returns its path. With Durable Objects, wrangler would print
 * a warning, because their classes are not loaded here.
 */
async function writeDatabaseConfig(folder: string): Promise<string> {
  const { unstable_readConfig } = await import('wrangler');
  const { name, compatibility_date, d1_databases } = unstable_readConfig({ config: 'wrangler.toml' });
  const path = join(folder, 'wrangler.json');
  await writeFile(path, JSON.stringify({ name, compatibility_date, d1_databases }));
  return path;
}
