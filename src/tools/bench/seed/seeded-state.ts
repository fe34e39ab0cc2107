/**
 * The database at the start of a run. It is created once and stored under `.wrangler/bench/` until the numbers of rows,
 * the migrations or the generator change. It is copied for each run, so that every run starts with the same rows.
 */
import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { migrateLocalDatabase } from '../../cli/database/local-database.ts';
import { ROOT } from '../../cli/tools.ts';
import { distributePlugs, loadAccounts, loadPlugs, type SeedSize, withDatabaseFile } from './bulk-load.ts';

export const BENCH_FOLDER = join(ROOT, '.wrangler', 'bench');
/** The password of every seeded account, and its hash with the parameters of `src/crypto/argon2.ts`. */
export const PASSWORD = 'Tr0ub4dor&3-battery';
export const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$8kvJNaVE437B6IfhFBnBtw$RWuBw2tt7OssbBL9abSoczFBiwgglsQo4CcYQE7FmUM';
/** The folder in which wrangler and workerd store D1 databases. */
const DATABASE_FOLDER = 'v3/d1/miniflare-D1DatabaseObject';
/** The files that determine the seeded rows. */
const GENERATOR_FILES = [
  'src/tools/bench/seed/bulk-load.ts',
  'src/tools/bench/seed/seeded-plugs.ts',
  'src/tools/bench/seed/seeded-state.ts',
  'src/tools/bench/seed/weeks.sql',
  'src/tools/cli/database/counters.sql',
  'src/tools/demo/business.ts',
  'src/tools/demo/people.ts',
  'src/rules/plugs/plug.ts',
  'src/rules/plugs/folded-letters.ts',
  'src/rules/plugs/folding.ts',
  'src/rules/plugs/phone-number.ts',
  'src/rules/plugs/plug-keys.ts',
  'src/rules/plugs/duplicates/key-changes.ts',
  'src/rules/plugs/duplicates/linkedin-key.ts',
  'src/rules/plugs/duplicates/phone-key.ts',
  'src/rules/plugs/duplicates/reason-keys.ts',
  'src/rules/plugs/search-index.ts',
  'src/rules/plugs/words.ts',
  'src/rules/unseen-characters.ts',
  'src/store/database/schema.ts',
];

/**
 * Returns the folder with the seeded state of this size. If the folder does not exist, outdated states with the same
 * name are deleted and the state is created.
 */
export async function prepareSeededState(name: string, size: SeedSize): Promise<string> {
  const folder = join(BENCH_FOLDER, `${name}-${fingerprintOf(size)}`);
  if (existsSync(folder)) return folder;
  const unfinished = join(BENCH_FOLDER, `unfinished-${process.pid}`);
  const outdated = existsSync(BENCH_FOLDER)
    ? readdirSync(BENCH_FOLDER).filter((each) => each.startsWith(`${name}-`))
    : [];
  for (const each of outdated) rmSync(join(BENCH_FOLDER, each), { recursive: true });
  try {
    const file = await createMigratedDatabase(unfinished);
    withDatabaseFile(file, (database) => {
      database.exec('CREATE TABLE floor_rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
      loadAccounts(database, size.accounts, PASSWORD_HASH);
      loadPlugs(database, 1, size.plugs, distributePlugs(size));
    });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Copies the state for one run. The copy is a copy-on-write clone if the file system supports it. */
export function copyState(folder: string, copy: string): void {
  cpSync(folder, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/**
 * Creates and migrates a database in the same way as `npm start`. Resolves with the path of its SQLite file, which no
 * worker has open.
 */
export async function createMigratedDatabase(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await migrateLocalDatabase(folder);
  const file = readdirSync(join(folder, DATABASE_FOLDER)).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  if (!file) throw new Error(`No database in ${folder}`);
  return join(folder, DATABASE_FOLDER, file);
}

function fingerprintOf(size: SeedSize): string {
  const migrations = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.sql'));
  const files = [...migrations.sort().map((name) => `migrations/${name}`), ...GENERATOR_FILES];
  const hash = createHash('sha256').update(JSON.stringify(size));
  for (const file of files) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}
