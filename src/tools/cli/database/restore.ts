/**
 * `npm run restore -- <file> [--remote]`: loads a backup into a database without accounts, rebuilds the search index
 * and the keys, and begins a new incarnation of the database. All sessions end, because a restore of D1 does not
 * restore the accounts' objects. `npm run restore -- --in-place [--remote]` loads no backup and only begins a new
 * incarnation, which is necessary after a restore by Time Travel of D1. Both commands apply the migrations first.
 */
import { beginIncarnation } from '../../../store/database/incarnation.ts';
import { exitWithError, prepareProcess, readToolOutput } from '../tools.ts';
import { type DatabaseLocation, executeFile, locationFrom, queryD1 } from './d1.ts';
import { d1At, executeStatements } from './execute-statements.ts';
import { recordSql } from './recorded-statements.ts';
import { rebuildSearch } from './search-index.ts';

prepareProcess();
const location = locationFrom(process.argv);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
const isInPlace = process.argv.includes('--in-place');
if (!file && !isInPlace)
  exitWithError('Usage: npm run restore -- .backups/….sql [--remote], or --in-place [--remote]');
await readToolOutput('wrangler', ['d1', 'migrations', 'apply', 'DB', location]);
if (file && !isInPlace) await loadBackup(location, file);
await executeStatements(location, await recordSql((database) => beginIncarnation(database, Date.now())));
console.log(
  'A new incarnation of the database has begun. All sessions have ended, so all users must sign in again.',
);

/**
 * Loads the backup and rebuilds the search index and the keys. Exits with an error if the database contains accounts.
 */
async function loadBackup(into: DatabaseLocation, from: string): Promise<void> {
  const [accounts] = await queryD1(into, 'SELECT count(*) AS count FROM users');
  if (accounts?.count !== 0)
    exitWithError('This database contains accounts. A restore needs a database without accounts.');
  await executeFile(into, from);
  console.log(`Restored ${from} and indexed ${await rebuildSearch(d1At(into))} plugs.`);
}
