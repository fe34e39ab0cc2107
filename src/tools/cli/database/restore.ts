/** `npm run restore -- <file> [--remote]`: a backup into a database that holds no accounts yet, ready to be used. */

import { beQuiet, readTool, refuse } from '../tools.ts';
import { executeFile, placeFrom, queryD1 } from './d1.ts';
import { rebuildSearch } from './search-index.ts';

beQuiet();
const place = placeFrom(process.argv);
const file = process.argv.slice(2).find((each) => !each.startsWith('-'));
if (!file) refuse('Name the file: npm run restore -- .backups/….sql [--remote]');
await readTool('wrangler', ['d1', 'migrations', 'apply', 'DB', place]);
const [accounts] = await queryD1(place, 'SELECT count(*) AS count FROM users');
if (accounts?.count !== 0) refuse('This database holds accounts; a restore needs one without.');
await executeFile(place, file);
console.log(`Restored ${file}; ${await rebuildSearch(place)} plugs can be found again.`);
