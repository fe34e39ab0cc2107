/** A group of v1's routes: its router with the group's error sentences, and the same sentences for the document. */
import { z } from '@hono/zod-openapi';
import { CONTRACT_ERRORS, describeFailures } from '../../http/openapi/documented-failures.ts';
import { newRouter } from '../../http/router.ts';
import { answerTo, type Dialect, renderErrors } from './errors.ts';

/** The moment at which the document's examples were answered. */
const SAMPLE_MS = 1_758_612_754_123;

const errorSchema = z
  .object({
    detail: z.string().openapi({ description: 'A sentence for people' }),
    code: z
      .literal('token_not_valid')
      .optional()
      .openapi({ description: 'On the device routes, of a bad token' }),
    upgrade_url: z.url().optional(),
    error: z.object({
      code: z.string(),
      message: z.string(),
      timestamp: z.number().openapi({ description: 'Unix time in seconds' }),
      details: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
      reason: z
        .enum(['logged_out', 'revoked', 'password_changed', 'reuse_detected', 'deactivated', 'expired'])
        .optional()
        .openapi({ description: 'Why the session has ended' }),
    }),
  })
  .openapi('Error');

/**
 * A router that answers errors in the sentences of `dialect`, and `failures`, which documents the errors of a route in
 * the same sentences.
 */
export function routeGroup(dialect: Dialect) {
  const router = newRouter();
  router.onError(renderErrors(dialect));
  const failures = describeFailures(
    errorSchema,
    (error) => answerTo(error, dialect, SAMPLE_MS),
    CONTRACT_ERRORS,
  );
  return { router, failures };
}

/** Gives the describer of failures in the words of one group of routes. */
export function failuresOf(dialect: Dialect) {
  return routeGroup(dialect).failures;
}
