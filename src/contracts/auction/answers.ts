/** What the auction contract's routes document of their answers. */
import { failureAnswers } from '../../http/json-content.ts';
import { errorSchema } from './schemas.ts';

const SENTENCES = {
  400: 'A missing or invalid field, or a taken e-mail address',
  401: 'No session, or wrong credentials',
  403: "Inactive, somebody else's `user_id`, or another site's request by cookie",
  404: 'User not found',
  413: 'Body over 64 KiB',
  415: 'A body that is not JSON',
  429: 'Rate limit exceeded, with `Retry-After`',
  500: 'Internal server error',
  503: 'Storage or a guard does not answer, with `Retry-After`',
} as const;

/** The documented failures of a route. */
export function failures(...statuses: (keyof typeof SENTENCES)[]) {
  return failureAnswers([...statuses, 500, 503], SENTENCES, errorSchema);
}
