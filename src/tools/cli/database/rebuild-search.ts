/** `npm run search:rebuild [-- --remote]`: rebuilds the search index and the keys of all plugs. */
import { prepareProcess } from '../tools.ts';
import { locationFrom } from './d1.ts';
import { d1At } from './execute-statements.ts';
import { rebuildSearch } from './search-index.ts';

prepareProcess();
console.log(`Indexed ${await rebuildSearch(d1At(locationFrom(process.argv)))} plugs.`);
