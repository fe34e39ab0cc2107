/**
 * `npm run restore -- <file> [--remote]`: loads a backup into a database without accounts, begins a new incarnation of
 * the database, and rebuilds the search index and the keys. All sessions end, because a restore of D1 does not restore
 * the accounts' objects. `npm run restore -- --in-place [--remote]` loads no backup and only begins a new incarnation,
 * which is necessary after a restore by Time Travel of D1. Both commands apply the migrations first.
 */
import { exitWithError, prepareProcess, readToolOutput } from '../tools.ts';
import { type DatabaseLocation, executeFile, locationFrom, queryD1 } from './d1.ts';
import { d1At } from './execute-statements.ts';
import { endAllSessions, restoreBackup } from './restore-steps.ts';

prepareProcess();
const location = locationFrom(process.argv);
const access = d1At(location);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
const isInPlace = process.argv.includes('--in-place');
if (!file && !isInPlace)
  exitWithError('Usage: npm run restore -- .backups/….sql [--remote], or --in-place [--remote]');
await readToolOutput('wrangler', ['d1', 'migrations', 'apply', 'DB', location]);
if (file && !isInPlace) {
  const count = await restoreBackup(access, () => loadBackup(location, file));
  console.log(`Restored ${file} and indexed ${count} plugs.`);
} else {
  await endAllSessions(access);
}
console.log(
  'A new incarnation of the database has begun. All sessions have ended, so all users must sign in again.',
);

/** Loads the rows of the backup. Exits with an error if the database contains accounts. */
async function loadBackup(into: DatabaseLocation, from: string): Promise<void> {
  const [accounts] = await queryD1(into, 'SELECT count(*) AS count FROM users');
  if (accounts?.count !== 0)
    exitWithError('This database contains accounts. A restore needs a database without accounts.');
  await executeFile(into, from);
}
