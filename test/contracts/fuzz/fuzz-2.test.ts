/** The second part of the tests that fuzz.ts divides among four files. */
import { fuzzOperations } from './fuzz.ts';

fuzzOperations(2);
