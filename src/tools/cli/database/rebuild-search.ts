/** `npm run search:rebuild [-- --remote]`: the search index, made again from the plugs. */

import { beQuiet } from '../tools.ts';
import { placeFrom } from './d1.ts';
import { rebuildSearch } from './search-index.ts';

beQuiet();
console.log(`${await rebuildSearch(placeFrom(process.argv))} plugs can be found.`);
