/** `npm run search:rebuild [-- --remote]`: rebuilds the search index from the plugs. */
import { beQuiet } from '../tools.ts';
import { placeFrom } from './d1.ts';
import { rebuildSearch } from './search-index.ts';

beQuiet();
console.log(`Indexed ${await rebuildSearch(placeFrom(process.argv))} plugs.`);
