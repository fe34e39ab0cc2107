/** What the auction contract's routes document of their failures. */
import { CONTRACT_ERRORS, describeFailures } from '../../http/openapi/documented-failures.ts';
import { answerTo } from './errors.ts';
import { errorSchema } from './schemas.ts';

/** The documented failures of a route. */
export const failures = describeFailures(errorSchema, answerTo, CONTRACT_ERRORS);
