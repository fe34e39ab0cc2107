/**
 * Groups of routes of v1. Each router renders errors with the messages of one dialect and documents the same messages.
 */
import { CONTRACT_ERRORS, describeFailures } from '../../http/openapi/documented-failures.ts';
import * as z from '../../http/openapi/zod.ts';
import { newRouter } from '../../http/router.ts';
import { type Dialect, errorResponse, renderErrors, V1_ERROR_CODES } from './errors.ts';
import { endedReason } from './fields.ts';
import { keptSchema } from './plugs/history-schemas.ts';

/** The time in the examples of errors. */
const SAMPLE_MS = 1_758_612_754_123;

const errorSchema = z
  .object({
    detail: z.string().openapi({ description: 'A sentence for the user' }),
    code: z
      .literal('token_not_valid')
      .optional()
      .openapi({ description: 'Present on the device routes if a token is invalid' }),
    upgrade_url: z.url().optional(),
    error: z.object({
      code: z.enum(V1_ERROR_CODES).openapi('V1ErrorCode'),
      message: z.string(),
      timestamp: z.number().openapi({ description: 'Unix time in seconds' }),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
      reason: endedReason.optional(),
      kept: z.array(keptSchema).optional().openapi({
        description: 'The values that were changed later, if an undo was refused because of them',
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
 * A router that renders errors with the messages of `dialect`, and `failures`, which documents the errors of a route
 * with the same messages. Routers have no state and are shared by all apps of an isolate.
 */
export function routeGroup(dialect: Dialect) {
  const router = newRouter();
  router.onError(renderErrors(dialect));
  const failures = describeFailures(
    errorSchema,
    (error) => errorResponse(error, dialect, SAMPLE_MS),
    CONTRACT_ERRORS,
  );
  return { router, failures };
}

/** Returns the function that documents errors with the messages of one group of routes. */
export function failuresOf(dialect: Dialect) {
  return routeGroup(dialect).failures;
}
