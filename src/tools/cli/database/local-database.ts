/** Opens the local D1 as a binding in Node, on the files that `wrangler dev` uses. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Opens the database under `stateFolder`, passes it to `work` and closes it. */
export async function withLocalDatabase<Result>(
  stateFolder: string,
  work: (binding: D1Database) => Promise<Result>,
): Promise<Result> {
  // This module is imported here and not at the top, because the import takes almost a second and a repeated start does
  // not open the database.
  const { getPlatformProxy } = await import('wrangler');
  const folder = await mkdtemp(join(tmpdir(), 'plugs-'));
  try {
    const proxy = await getPlatformProxy<{ DB: D1Database }>({
      configPath: await databaseConfig(folder),
      persist: { path: join(stateFolder, 'v3') },
      remoteBindings: false,
    });
    return await work(proxy.env.DB).finally(() => proxy.dispose());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Writes the configuration without Durable Objects. Their classes are not loaded here, and wrangler would print a
 * warning.
 */
async function databaseConfig(folder: string): Promise<string> {
  const { unstable_readConfig } = await import('wrangler');
  const { name, compatibility_date, d1_databases } = unstable_readConfig({ config: 'wrangler.toml' });
  const path = join(folder, 'wrangler.json');
  await writeFile(path, JSON.stringify({ name, compatibility_date, d1_databases }));
  return path;
}
