/** The one error shape, for the document. */
import { z } from '@hono/zod-openapi';
import { failureAnswers } from '../../http/json-content.ts';

export const errorSchema = z
  .object({
    detail: z.string(),
    code: z.string().optional(),
    upgrade_url: z.string().optional(),
    error: z.object({
      code: z.string(),
      message: z.string(),
      timestamp: z.number(),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
      reason: z.string().optional(),
    }),
  })
  .openapi('Error');

const SENTENCES = {
  400: 'Malformed JSON, a missing or invalid field, or a duplicate',
  401: 'No token, a bad one, or wrong credentials',
  403: 'Authenticated, but not allowed',
  404: "Unknown, deleted or another owner's",
  409: 'An idempotency key was used with another body',
  412: 'If-Match does not match',
  413: 'Body over 64 KiB',
  415: 'A body that is not JSON',
  422: 'Understood, but a rule says no',
  429: 'Rate limit exceeded; see Retry-After',
  500: 'Internal server error',
  503: 'Storage or a guard did not answer; see Retry-After',
} as const;

/** The documented failures of a route. */
export function failures(...statuses: (keyof typeof SENTENCES)[]) {
  return failureAnswers([...statuses, 500, 503], SENTENCES, errorSchema);
}

/** As `failures`, for a route that takes a JSON body. */
export function bodyFailures(...statuses: (keyof typeof SENTENCES)[]) {
  return failures(400, 413, 415, ...statuses);
}
