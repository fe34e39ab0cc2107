/** `npm run search:rebuild [-- --remote]`: the search index, made again from the plugs. */
import { placeFrom } from './d1.ts';
import { rebuildSearch } from './search-index.ts';
import { beQuiet } from './tools.ts';

beQuiet();
console.log(`${await rebuildSearch(placeFrom(process.argv))} plugs can be found.`);
