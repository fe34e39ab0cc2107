/**
 * The error body of the auction client, `{"error": true, "message", "code", "details"?}`, and the response for each
 * error code. `details` lists the invalid fields.
 */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import type { HeaderName } from '../../http/openapi/documented-headers.ts';
import { challengeHeaders, reportedError } from '../../http/reported-error.ts';
import type { AppError, AppErrorData, ErrorCode, FieldProblem } from '../../rules/app-error.ts';

interface Rendering {
  status: ContentfulStatusCode;
  message: string;
  details?: FieldProblem[];
  retryAfterSeconds?: number;
  headers?: Partial<Record<HeaderName, string>>;
}

const NO_SESSION = { status: 401, message: 'Authentication required' } as const;
const DENIED = { status: 403, message: 'Access denied' } as const;
const NO_USER = { status: 404, message: 'User not found' } as const;
const INACTIVE = { status: 403, message: 'Account is inactive. Please contact support.' } as const;
const INVALID = { status: 400, message: 'Invalid request' } as const;
/** The rendering of error codes that no route of this contract can cause. */
const notApplicable = () => INVALID;

const ERROR_TABLE: { [Code in ErrorCode]: (data: AppErrorData[Code]) => Rendering } = {
  INVALID_INPUT: ({ problems }) => ({
    status: 400,
    message: problems[0]?.message ?? INVALID.message,
    details: problems,
  }),
  MALFORMED_BODY: () => ({ status: 400, message: 'Malformed JSON body' }),
  BODY_TOO_LARGE: () => ({ status: 413, message: 'Request body is too large' }),
  UNSUPPORTED_MEDIA_TYPE: () => ({ status: 415, message: 'Content-Type must be application/json' }),
  NOT_AUTHENTICATED: () => NO_SESSION,
  TOKEN_EXPIRED: () => NO_SESSION,
  TOKEN_INVALID: () => NO_SESSION,
  SESSION_ENDED: ({ isAccountActive }) =>
    isAccountActive ? NO_SESSION : { status: 403, message: 'Account is inactive' },
  ACCOUNT_DELETED: () => NO_USER,
  FORBIDDEN: () => DENIED,
  PREMIUM_REQUIRED: notApplicable,
  NOT_FOUND: () => ({ status: 404, message: 'Not found' }),
  WRONG_CREDENTIALS: () => ({ status: 401, message: 'Invalid email or password' }),
  WRONG_CURRENT_PASSWORD: () => ({ status: 401, message: 'Current password is incorrect' }),
  REAUTHENTICATION_REQUIRED: () => ({ status: 403, message: 'Sign in again.' }),
  ACCOUNT_LOCKED: ({ retryAfterSeconds }) => ({
    status: 401,
    message: `Account temporarily locked. Try again in ${retryAfterSeconds} seconds.`,
    retryAfterSeconds,
  }),
  ACCOUNT_DEACTIVATED: () => INACTIVE,
  ACCOUNT_EXPIRED: () => INACTIVE,
  PLEX_TOKEN_INVALID: notApplicable,
  PLEX_UNAVAILABLE: notApplicable,
  EMAIL_TAKEN: () => ({ status: 400, message: 'Email already registered' }),
  USERNAME_TAKEN: () => INVALID,
  PLEX_TAKEN: notApplicable,
  REFRESH_TOKEN_REQUIRED: notApplicable,
  REFRESH_TOKEN_INVALID: notApplicable,
  OTP_EXPIRED: notApplicable,
  OTP_WRONG: notApplicable,
  RESET_TOKEN_INVALID: notApplicable,
  TIME_ZONE_UNKNOWN: notApplicable,
  DUPLICATE_CONTACT: notApplicable,
  DUPLICATE_TARGET: notApplicable,
  ALREADY_CONTACT: notApplicable,
  NOT_CONVERTIBLE: notApplicable,
  LAST_ADMIN: notApplicable,
  MERGED: notApplicable,
  PLUG_QUOTA_EXCEEDED: notApplicable,
  UNDO_CONFLICT: notApplicable,
  TOO_MANY_PLUGS: notApplicable,
  TOO_MANY_ENTRIES: notApplicable,
  FILE_TOO_LARGE: notApplicable,
  FILE_TYPE_UNSUPPORTED: notApplicable,
  CONFIRMATION_REQUIRED: notApplicable,
  SEVERAL_MATCHES: notApplicable,
  IDEMPOTENCY_KEY_REUSED: notApplicable,
  PRECONDITION_FAILED: notApplicable,
  LIMIT_EXCEEDED: ({ name, max, windowSeconds, retryAfterSeconds }) => ({
    status: 429,
    message: `Rate limit exceeded. Try again in ${retryAfterSeconds} seconds.`,
    retryAfterSeconds,
    headers: {
      'RateLimit-Policy': `"${name}";q=${max};w=${windowSeconds}`,
      RateLimit: `"${name}";r=0;t=${retryAfterSeconds}`,
    },
  }),
  UNAVAILABLE: ({ retryAfterSeconds }) => ({
    status: 503,
    message: 'Service temporarily unavailable',
    retryAfterSeconds,
  }),
  INTERNAL: () => ({ status: 500, message: 'Internal server error' }),
};

/** The documented values of `code`: the error codes whose rendering is not `notApplicable`. */
export const AUCTION_ERROR_CODES = (Object.keys(ERROR_TABLE) as ErrorCode[]).filter(
  (code) => ERROR_TABLE[code] !== notApplicable,
);

/** The error handler of the auction contract. */
export function renderAuctionError(error: Error, c: Context<AppEnv>): Response {
  const { status, body, headers } = toErrorResponse(reportedError(error, c));
  return c.json(body, status, headers);
}

/** The status, body and headers of the response to an error. */
export function toErrorResponse(error: AppError) {
  const renderer = ERROR_TABLE[error.code] as (data: unknown) => Rendering;
  const { status, message, details, retryAfterSeconds, headers: errorHeaders } = renderer(error.data);
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  const headers = { ...retryAfter, ...challengeHeaders(status, error.code), ...errorHeaders };
  return { status, body: { error: true, message, code: error.code, ...(details && { details }) }, headers };
}
