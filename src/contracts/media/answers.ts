/** What the media contract's routes document of their answers: nobody may keep one, and each tells the limit. */
import type { z } from '@hono/zod-openapi';
import { CONTRACT_ERRORS, describeFailures, type Failures } from '../../http/openapi/documented-failures.ts';
import { jsonAnswer } from '../../http/openapi/json-content.ts';
import { AppError } from '../../rules/app-error.ts';
import { answerTo } from './errors.ts';
import { errorSchema } from './schemas.ts';

const LIMIT_HEADERS = [
  'RateLimit-Policy',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
] as const;

/** A success, with what is left of the limit. */
export function answer<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  example: z.input<Schema>,
) {
  return jsonAnswer(schema, description, example, 'Cache-Control', ...LIMIT_HEADERS);
}

/** The limit over all routes, where no other stands before the route. */
const CONTRACT_LIMIT = new AppError('LIMIT_EXCEEDED', {
  name: 'media',
  max: 100,
  windowSeconds: 900,
  retryAfterSeconds: 300,
});

const describe = describeFailures(
  errorSchema,
  (error) => {
    const { headers, ...rest } = answerTo(error);
    // A limit that cannot be asked cannot be told.
    const told = LIMIT_HEADERS.map((name) => [name, error.is('UNAVAILABLE') ? undefined : 'told']);
    return { ...rest, headers: { 'Cache-Control': 'no-store', ...Object.fromEntries(told), ...headers } };
  },
  CONTRACT_ERRORS,
);

/** The documented failures of a route, the contract's limit included. */
export function failures(...own: Failures): Record<never, never> {
  return own.includes('LIMIT_EXCEEDED') ? describe(...own) : describe(...own, CONTRACT_LIMIT);
}
