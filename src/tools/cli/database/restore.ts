/** `npm run restore -- <file> [--remote]`: loads a backup into a database without accounts and rebuilds the search index. */
import { beQuiet, exitWithError, readTool } from '../tools.ts';
import { executeFile, placeFrom, queryD1 } from './d1.ts';
import { rebuildSearch } from './search-index.ts';

beQuiet();
const place = placeFrom(process.argv);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
if (!file) exitWithError('Usage: npm run restore -- .backups/….sql [--remote]');
await readTool('wrangler', ['d1', 'migrations', 'apply', 'DB', place]);
const [accounts] = await queryD1(place, 'SELECT count(*) AS count FROM users');
if (accounts?.count !== 0)
  exitWithError('This database contains accounts. A restore needs a database without accounts.');
await executeFile(place, file);
console.log(`Restored ${file} and indexed ${await rebuildSearch(place)} plugs.`);
