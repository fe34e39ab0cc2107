/**
 * The media contract's router, and the documentation of its responses. No response may be cached. The headers of a
 * response contain the state of the contract's rate limit, except in some responses with the error `UNAVAILABLE` and in
 * the response to an unencrypted request.
 */
import type * as z from 'zod';
import { CONTRACT_ERRORS, describeFailures, type Failures } from '../../http/openapi/documented-failures.ts';
import type { HeaderName } from '../../http/openapi/documented-headers.ts';
import { jsonResponse } from '../../http/openapi/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { AppError } from '../../rules/app-error.ts';
import { renderMediaError, toErrorResponse } from './errors.ts';
import { errorSchema } from './response-schemas.ts';

const LIMIT_HEADERS = [
  'RateLimit-Policy',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
] as const;

/** The documented error of the rate limit over all routes of the contract. */
const CONTRACT_LIMIT_ERROR = new AppError('LIMIT_EXCEEDED', {
  name: 'media',
  max: 100,
  windowSeconds: 900,
  retryAfterSeconds: 300,
});

const describe = describeFailures(
  errorSchema,
  (error) => {
    const { headers, ...rest } = toErrorResponse(error);
    // If the Durable Object of the limit is unavailable, the response has no limit headers. The headers of this error
    // are therefore documented as optional: an undefined value marks an optional header.
    const value = error.is('UNAVAILABLE') ? undefined : 'documented';
    const limits = Object.fromEntries(LIMIT_HEADERS.map((name) => [name, value]));
    return { ...rest, headers: { 'Cache-Control': 'no-store', ...limits, ...headers } };
  },
  CONTRACT_ERRORS,
);

/** A router that renders errors for the media client, and `success` and `failures`, which document its responses. */
export function routeGroup() {
  const router = newRouter();
  router.onError(renderMediaError);
  return { router, success, failures };
}

/** Documents a successful response with its limit headers. */
function success<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  example: z.input<Schema>,
  ...headers: HeaderName[]
) {
  return jsonResponse(schema, description, example, 'Cache-Control', ...LIMIT_HEADERS, ...headers);
}

/**
 * Documents the failures of a route. For a route without a limit of its own, the example of `LIMIT_EXCEEDED` has the
 * contract's limit.
 */
function failures(...routeErrors: Failures): Record<never, never> {
  return routeErrors.includes('LIMIT_EXCEEDED')
    ? describe(...routeErrors)
    : describe(...routeErrors, CONTRACT_LIMIT_ERROR);
}
