/**
 * Converts a thrown error to the error type that the contracts render, logs it if necessary, and creates the header
 * `WWW-Authenticate`.
 */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { AppError, type ErrorCode } from '../rules/app-error.ts';
import { MAX_USER_AGENT_LENGTH } from '../rules/sessions/user-agent.ts';
import type { AppEnv } from './app-env.ts';

/** The errors of a request whose access token was rejected. */
const TOKEN_REJECTIONS = new Set<ErrorCode>([
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
]);

/** The errors that are logged as refusals, because the caller has no access or exceeds its permissions or limits. */
const REFUSALS = new Set<ErrorCode>([...TOKEN_REJECTIONS, 'FORBIDDEN', 'PREMIUM_REQUIRED', 'LIMIT_EXCEEDED']);

/**
 * Returns the error to render. A refusal is logged for monitoring, except in tests. An unexpected error is logged with
 * the request id, and its text is not returned.
 */
export function reportedError(error: Error, c: Context<AppEnv>): AppError {
  const appError = toAppError(error);
  if (appError.code === 'INTERNAL') {
    console.error({ request_id: c.get('requestId'), error: error.stack ?? String(error) });
  }
  if (REFUSALS.has(appError.code)) logRefusal(appError.code, c);
  return appError;
}

/** Logs one line for a refused request, except in tests. The line contains no account, token, path or query string. */
function logRefusal(refused: ErrorCode, c: Context<AppEnv>): void {
  const { configuration, request } = c.get('ctx');
  if (configuration.environment === 'test') return;
  console.warn({
    message: 'security',
    refused,
    request_id: request.id,
    method: c.req.method,
    route: routePath(c),
    address_block: request.addressBlock,
    user_agent: request.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
  });
}

/**
 * The header `WWW-Authenticate` for an error, if its status is 401 (RFC 9110 section 11.6.1). RFC 6750 section 3 allows
 * `error` only if the request sent a token.
 */
export function challengeHeaders(status: number, code: ErrorCode): { 'WWW-Authenticate'?: string } {
  if (status !== 401) return {};
  return { 'WWW-Authenticate': TOKEN_REJECTIONS.has(code) ? 'Bearer error="invalid_token"' : 'Bearer' };
}

/**
 * Returns an `AppError` unchanged. Converts the statuses 400, 413 and 415 of Hono to the errors with the same meaning.
 * Any other error becomes `INTERNAL`.
 */
function toAppError(error: Error): AppError {
  if (error instanceof AppError) return error;
  if (!(error instanceof HTTPException)) return new AppError('INTERNAL');
  switch (error.status) {
    case 400:
      return new AppError('MALFORMED_BODY');
    case 413:
      return new AppError('BODY_TOO_LARGE');
    case 415:
      return new AppError('UNSUPPORTED_MEDIA_TYPE');
    default:
      return new AppError('INTERNAL');
  }
}
