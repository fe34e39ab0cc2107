/** The local database before the worker starts: migrated and seeded; when nothing has changed, nothing is asked of it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noCost } from '../../rules/cost.ts';
import { openDatabase } from '../../store/database/database.ts';
import { seedDemo } from '../demo/seed.ts';
import { withLocalDatabase } from './database/local-database.ts';
import { readSecrets } from './secrets-file.ts';
import { ROOT, readTool } from './tools.ts';

/** Migrates the database under `stateFolder` and seeds the demo, unless a note says that this was done. */
export async function prepareState(stateFolder: string, isSeeded: boolean): Promise<void> {
  const { text, pepper } = readSecrets();
  const wanted = fingerprintOf(text, isSeeded);
  // Beside the database's own files: whoever deletes them deletes the note.
  const note = join(stateFolder, 'v3', 'd1', 'prepared');
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return;
  console.log('Migrating the local database …');
  await readTool('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', stateFolder]);
  if (isSeeded) await seed(stateFolder, pepper);
  writeFileSync(note, wanted);
}

async function seed(stateFolder: string, pepper: string | undefined): Promise<void> {
  console.log('Seeding the demo …');
  await withLocalDatabase(stateFolder, (binding) =>
    seedDemo(openDatabase(binding, noCost()), { pepper, nowMs: Date.now() }),
  );
}

/** Of everything that preparing depends on; the secrets because a new pepper needs new hashes. */
function fingerprintOf(secrets: string, isSeeded: boolean): string {
  const migrations = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.sql'));
  const facts = JSON.stringify([migrations.sort(), secrets, isSeeded]);
  return createHash('sha256').update(facts).digest('hex');
}
