/** The errors of the service routes and of the documentation routes. The body contains only the code. */
import type { Context } from 'hono';
import type { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';
import { describeFailures } from './openapi/documented-failures.ts';
import * as z from './openapi/zod.ts';
import { reportedError } from './reported-error.ts';

const STATUSES = { FORBIDDEN: 403, NOT_FOUND: 404, UNAVAILABLE: 503 } as const;
type ReportedCode = keyof typeof STATUSES;

const errorSchema = z.object({ error: z.string() }).openapi('ServiceError');

/** The error handler of these routes. */
export function renderServiceError(error: Error, c: Context<AppEnv>): Response {
  const { status, body } = errorResponse(reportedError(error, c));
  return c.json(body, status);
}

/** The documented errors of a route. Only routes that use storage list `UNAVAILABLE`. */
export const serviceFailures = describeFailures(errorSchema, errorResponse, []);

function errorResponse({ code }: AppError) {
  const status = code in STATUSES ? STATUSES[code as ReportedCode] : 500;
  return { status, body: { error: code }, headers: {} } as const;
}
