/**
 * Creates the routers of v1. Each router renders the errors of its routes in one dialect (`Dialect` in errors.ts). The
 * API documentation shows the same errors.
 */
import { CONTRACT_ERRORS, describeFailures } from '../../http/openapi/documented-failures.ts';
import * as z from '../../http/openapi/zod.ts';
import { newRouter } from '../../http/router.ts';
import { type Dialect, errorResponse, renderErrors, V1_ERROR_CODES } from './errors.ts';
import { endedReason } from './fields.ts';
import { keptSchema } from './plugs/history-schemas.ts';

/** The value of `timestamp` in the documented examples of errors, in milliseconds. */
const EXAMPLE_TIME_MS = 1_758_612_754_123;

const errorSchema = z
  .object({
    detail: z.string().openapi({ description: 'A sentence for the user' }),
    code: z.literal('token_not_valid').optional().openapi({
      description: 'Present on some routes if a token is invalid or expired, or if its session has ended',
    }),
    upgrade_url: z.url().optional(),
    error: z.object({
      code: z.enum(V1_ERROR_CODES).openapi('V1ErrorCode'),
      message: z.string(),
      timestamp: z.number().openapi({ description: 'Unix time in seconds' }),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
      reason: endedReason.optional(),
      kept: z.array(keptSchema).optional().openapi({
        description: 'The values that prevent an undo',
      }),
      merged_into: z
        .uuid()
        .optional()
        .openapi({ description: 'The plug into which the requested plug was merged' }),
      ids: z
        .array(z.uuid())
        .optional()
        .openapi({ description: 'The plugs that match, if there are several' }),
      matched: z.int().optional().openapi({
        description: 'The number of plugs that a filter matches, if a deletion must be confirmed',
      }),
    }),
  })
  .openapi('V1Error');

/**
 * Returns a new router that renders errors in `dialect`, and the function `failures`, which documents the same errors
 * for a route. Routers have no state, so all apps of an isolate share them.
 */
export function routeGroup(dialect: Dialect) {
  const router = newRouter();
  router.onError(renderErrors(dialect));
  const failures = describeFailures(
    errorSchema,
    (error) => errorResponse(error, dialect, EXAMPLE_TIME_MS),
    CONTRACT_ERRORS,
  );
  return { router, failures };
}
