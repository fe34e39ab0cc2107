/** The local D1 as a binding in Node, on the files that `wrangler dev` uses. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Opens the database kept under `stateFolder`, lets `work` use it and closes it. */
export async function withLocalDatabase<Result>(
  stateFolder: string,
  work: (binding: D1Database) => Promise<Result>,
): Promise<Result> {
  // Imported when needed: it takes most of a second, and a second start needs no database.
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

/** The worker's configuration without its Durable Objects, which have no code here and would be warned of. */
async function databaseConfig(folder: string): Promise<string> {
  const { unstable_readConfig } = await import('wrangler');
  const { name, compatibility_date, d1_databases } = unstable_readConfig({ config: 'wrangler.toml' });
  const path = join(folder, 'wrangler.json');
  await writeFile(path, JSON.stringify({ name, compatibility_date, d1_databases }));
  return path;
}
