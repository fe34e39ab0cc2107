/** What the media contract's routes document of their answers. */
import { failureAnswers } from '../../http/json-content.ts';
import { errorSchema } from './schemas.ts';

const SENTENCES = {
  400: 'VALIDATION_ERROR',
  401: 'No token, a bad one, or an ended session',
  403: 'Disabled, or not an administrator',
  404: 'NOT_FOUND',
  413: 'Body over 64 KiB',
  415: 'A body that is not JSON',
  429: 'RATE_LIMIT_EXCEEDED, with `Retry-After`',
  500: 'INTERNAL_ERROR',
  503: 'Plex, storage or a guard does not answer, with `Retry-After`',
} as const;

/** The documented failures of a route, those of every route included. */
export function failures(...statuses: (keyof typeof SENTENCES)[]) {
  return failureAnswers([...statuses, 429, 500, 503], SENTENCES, errorSchema);
}
