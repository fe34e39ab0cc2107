/**
 * Migrates the local database before the worker starts, and writes the demo data if the caller requests it. Does
 * nothing if the database exists and the inputs of the last preparation were the same: the names of the migrations, the
 * text of `.dev.vars`, and the request for demo data.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noCost } from '../../rules/cost.ts';
import { openDatabase } from '../../store/database/database.ts';
import { seedDemo } from '../demo/seed.ts';
import { migrateLocalDatabase, withLocalDatabase } from './database/local-database.ts';
import { readDevVars } from './secrets-file.ts';
import { ROOT } from './tools.ts';

/**
 * Migrates the database under `stateFolder`, unless a marker file records a preparation with the same inputs. The file
 * `.dev.vars` must exist.
 * @param isSeeded whether the demo data is also written
 */
export async function prepareState(stateFolder: string, isSeeded: boolean): Promise<void> {
  const { text, variables } = readDevVars();
  const fingerprint = fingerprintOf(text, isSeeded);
  // The marker is in the folder of the database files, so that it is deleted together with the database.
  const marker = join(stateFolder, 'v3', 'd1', 'prepared');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint) return;
  console.log('Migrating the local database …');
  await migrateLocalDatabase(stateFolder);
  if (isSeeded) await seed(stateFolder, variables.PASSWORD_PEPPER);
  writeFileSync(marker, fingerprint);
}

async function seed(stateFolder: string, pepper: string | undefined): Promise<void> {
  console.log('Writing the demo data …');
  await withLocalDatabase(stateFolder, (binding) =>
    seedDemo(openDatabase(binding, noCost()), { pepper, nowMs: Date.now() }),
  );
}

/**
 * A hash of all inputs of the preparation: the names of the migrations, the text of `.dev.vars` and `isSeeded`. A new
 * pepper in `.dev.vars` requires new password hashes.
 */
function fingerprintOf(secrets: string, isSeeded: boolean): string {
  const migrations = readdirSync(join(ROOT, 'migrations')).filter((name) => name.endsWith('.sql'));
  const inputs = JSON.stringify([migrations.sort(), secrets, isSeeded]);
  return createHash('sha256').update(inputs).digest('hex');
}
