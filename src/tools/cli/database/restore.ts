/**
 * `npm run restore -- <file> [--remote]`: loads a backup into a database without accounts, rebuilds the search index
 * and the keys, and begins a new incarnation. `npm run restore -- --in-place [--remote]` only begins a new incarnation.
 * This is necessary after a restore by Time Travel. Everyone is signed out, because a restore of D1 does not restore
 * the account objects.
 */
import { beginIncarnation } from '../../../store/database/incarnation.ts';
import { exitWithError, prepareProcess, readTool } from '../tools.ts';
import { executeFile, type Place, placeFrom, queryD1 } from './d1.ts';
import { d1At, executeStatements } from './execute-statements.ts';
import { recordedSql } from './recorded-statements.ts';
import { rebuildSearch } from './search-index.ts';

prepareProcess();
const place = placeFrom(process.argv);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
const isInPlace = process.argv.includes('--in-place');
if (!file && !isInPlace)
  exitWithError('Usage: npm run restore -- .backups/….sql [--remote], or --in-place [--remote]');
await readTool('wrangler', ['d1', 'migrations', 'apply', 'DB', place]);
if (file && !isInPlace) await load(place, file);
await executeStatements(place, await recordedSql((database) => beginIncarnation(database, Date.now())));
console.log('A new incarnation has begun: every session has ended.');

async function load(into: Place, from: string): Promise<void> {
  const [accounts] = await queryD1(into, 'SELECT count(*) AS count FROM users');
  if (accounts?.count !== 0)
    exitWithError('This database contains accounts. A restore needs a database without accounts.');
  await executeFile(into, from);
  console.log(`Restored ${from} and indexed ${await rebuildSearch(d1At(into))} plugs.`);
}
