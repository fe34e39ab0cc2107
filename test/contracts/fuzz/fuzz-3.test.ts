import { fuzzOperations } from './fuzz.ts';

fuzzOperations(3);
