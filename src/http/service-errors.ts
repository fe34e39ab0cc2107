/** Failures of the routes that belong to no client: the code, and nothing more. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';
import { describeFailures } from './openapi/documented-failures.ts';
import { reportedError } from './reported-error.ts';

const STATUSES = { NOT_FOUND: 404, UNAVAILABLE: 503 } as const;
type Told = keyof typeof STATUSES;

const errorSchema = z.object({ error: z.string() }).openapi('ServiceError');

/** The error handler of the service's own routes. */
export function renderServiceError(error: Error, c: Context<AppEnv>): Response {
  const { status, body } = answerTo(reportedError(error, c));
  return c.json(body, status);
}

/** The documented failures of a route; only what asks storage can find it away. */
export const serviceFailures = describeFailures(errorSchema, answerTo, []);

function answerTo({ code }: AppError) {
  const status = code in STATUSES ? STATUSES[code as Told] : 500;
  return { status, body: { error: code }, headers: {} } as const;
}
