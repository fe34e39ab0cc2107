/**
 * Writes the configuration of `wrangler.toml` to a temporary folder, with absolute paths. Wrangler reads `.dev.vars`
 * from the folder of the configuration. A temporary folder contains no `.dev.vars`, so the secrets of a developer do
 * not reach the workers under test.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unstable_readConfig } from 'wrangler';

interface DatabaseBinding {
  migrations_dir?: string;
}

const PROJECT = resolve(import.meta.dirname, '..');

/** Writes the configuration of the project at `root` and returns the path of the file. The file is not deleted. */
export function writeTestConfig(root = PROJECT): string {
  const config = unstable_readConfig({ config: join(root, 'wrangler.toml') });
  const aliases: Record<string, string> = config.alias ?? {};
  const databases: DatabaseBinding[] = config.d1_databases;
  const path = join(mkdtempSync(join(tmpdir(), 'plugs-test-')), 'wrangler.json');
  const absolute = {
    ...config,
    // These fields describe the source of the configuration and are not valid in a configuration file.
    configPath: undefined,
    userConfigPath: undefined,
    topLevelName: undefined,
    definedEnvironments: undefined,
    // Wrangler prints a warning if this field is present.
    unsafe: undefined,
    // Tests send more requests per account than users do. account-quotas.test.ts defines its own binding.
    ratelimits: undefined,
    // The file of an alias is named relative to the folder of the configuration.
    alias: Object.fromEntries(Object.entries(aliases).map(([name, file]) => [name, resolve(root, file)])),
    build: { command: config.build.command, cwd: root },
    assets: config.assets && { ...config.assets, directory: join(root, config.assets.directory ?? '') },
    d1_databases: databases.map((database) => ({
      ...database,
      migrations_dir: join(root, database.migrations_dir ?? 'migrations'),
    })),
  };
  writeFileSync(path, JSON.stringify(absolute));
  return path;
}
