import { fuzzOperations } from './fuzz.ts';

fuzzOperations(4);
