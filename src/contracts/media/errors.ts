/**
 * The error body of the media client, `{"success": false, "error": {"code", "message", "details"?}}`, and the response
 * for each `ErrorCode`. `details` lists the invalid fields.
 */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import { challengeHeaders, reportedError } from '../../http/reported-error.ts';
import type { AppError, AppErrorData, ErrorCode, FieldProblem } from '../../rules/app-error.ts';

/**
 * The codes of all error responses. The client's document contains these codes, except `NOT_FOUND` and
 * `PLEX_UNAVAILABLE`, which this service adds.
 */
export const MEDIA_ERROR_CODES = [
  'ACCOUNT_DISABLED',
  'INSUFFICIENT_PERMISSIONS',
  'INTERNAL_ERROR',
  'INVALID_PLEX_TOKEN',
  'INVALID_REFRESH_TOKEN',
  'INVALID_TOKEN',
  'MISSING_TOKEN',
  'NOT_FOUND',
  'PLEX_UNAVAILABLE',
  'RATE_LIMIT_EXCEEDED',
  'TOKEN_EXPIRED',
  'USER_NOT_FOUND',
  'VALIDATION_ERROR',
] as const;

interface Rendering {
  status: ContentfulStatusCode;
  code: (typeof MEDIA_ERROR_CODES)[number];
  message: string;
  details?: FieldProblem[];
  retryAfterSeconds?: number;
}

/** The limits that sign-ins use up. */
const SIGN_IN_LIMITS: readonly string[] = ['login', 'plex_login', 'sign_ins'];

const INVALID = { status: 400, code: 'VALIDATION_ERROR', message: 'Invalid input data' } as const;
const BAD_TOKEN = { status: 401, code: 'INVALID_TOKEN', message: 'Invalid authentication token' } as const;
const NOT_FOUND = { status: 404, code: 'NOT_FOUND', message: 'Not found' } as const;
const DISABLED = {
  status: 403,
  code: 'ACCOUNT_DISABLED',
  message: 'User account has been disabled',
} as const;
const EXPIRED = { status: 401, code: 'TOKEN_EXPIRED', message: 'Authentication token expired' } as const;
const NO_PERMISSION = {
  status: 403,
  code: 'INSUFFICIENT_PERMISSIONS',
  message: 'Admin access required',
} as const;
const INTERNAL = { status: 500, code: 'INTERNAL_ERROR', message: 'Internal server error' } as const;
const BAD_REFRESH = {
  status: 401,
  code: 'INVALID_REFRESH_TOKEN',
  message: 'Invalid or expired refresh token',
} as const;

/**
 * The rendering of each error. An error that no route of this contract can cause has the most similar code of
 * `MEDIA_ERROR_CODES`.
 */
const ERROR_TABLE: { [Code in ErrorCode]: (data: AppErrorData[Code]) => Rendering } = {
  INVALID_INPUT: ({ problems }) => ({ ...INVALID, details: problems }),
  MALFORMED_BODY: () => invalidField('body', 'Malformed JSON body'),
  BODY_TOO_LARGE: () => ({ status: 413, code: 'VALIDATION_ERROR', message: 'Request body is too large' }),
  UNSUPPORTED_MEDIA_TYPE: () => ({
    status: 415,
    code: 'VALIDATION_ERROR',
    message: 'Content-Type must be application/json',
  }),
  NOT_AUTHENTICATED: () => ({ status: 401, code: 'MISSING_TOKEN', message: 'Authentication token required' }),
  TOKEN_EXPIRED: () => EXPIRED,
  TOKEN_INVALID: () => BAD_TOKEN,
  SESSION_ENDED: ({ reason }) => (reason === 'expired' ? EXPIRED : BAD_TOKEN),
  ACCOUNT_DELETED: () => ({ status: 401, code: 'USER_NOT_FOUND', message: 'User not found' }),
  FORBIDDEN: () => NO_PERMISSION,
  PREMIUM_REQUIRED: () => NO_PERMISSION,
  NOT_FOUND: () => NOT_FOUND,
  WRONG_CREDENTIALS: () => BAD_TOKEN,
  WRONG_CURRENT_PASSWORD: () => BAD_TOKEN,
  REAUTHENTICATION_REQUIRED: () => NO_PERMISSION,
  ACCOUNT_LOCKED: ({ retryAfterSeconds }) => ({ ...BAD_TOKEN, retryAfterSeconds }),
  ACCOUNT_DEACTIVATED: () => DISABLED,
  ACCOUNT_EXPIRED: () => DISABLED,
  PLEX_TOKEN_INVALID: () => ({
    status: 401,
    code: 'INVALID_PLEX_TOKEN',
    message: 'Invalid Plex authentication token',
  }),
  PLEX_UNAVAILABLE: ({ retryAfterSeconds }) => ({
    status: 503,
    code: 'PLEX_UNAVAILABLE',
    message: 'Plex does not answer. Please try again later.',
    retryAfterSeconds,
  }),
  EMAIL_TAKEN: () => invalidField('email', 'Email is already in use'),
  USERNAME_TAKEN: () => invalidField('username', 'Username is already in use'),
  PLEX_TAKEN: () => INVALID,
  REFRESH_TOKEN_REQUIRED: () => invalidField('refreshToken', 'Refresh token is required'),
  REFRESH_TOKEN_INVALID: () => BAD_REFRESH,
  OTP_EXPIRED: () => INVALID,
  OTP_WRONG: () => INVALID,
  RESET_TOKEN_INVALID: () => INVALID,
  TIME_ZONE_UNKNOWN: () => INVALID,
  DUPLICATE_CONTACT: () => INVALID,
  DUPLICATE_TARGET: () => INVALID,
  ALREADY_CONTACT: () => INVALID,
  NOT_CONVERTIBLE: () => INVALID,
  LAST_ADMIN: () => invalidField('confirmation', 'The last administrator cannot be deleted'),
  MERGED: () => INVALID,
  PLUG_QUOTA_EXCEEDED: () => INVALID,
  UNDO_CONFLICT: () => INVALID,
  TOO_MANY_PLUGS: () => INVALID,
  TOO_MANY_ENTRIES: () => INVALID,
  FILE_TOO_LARGE: () => INVALID,
  FILE_TYPE_UNSUPPORTED: () => INVALID,
  CONFIRMATION_REQUIRED: () => INVALID,
  SEVERAL_MATCHES: () => INVALID,
  IDEMPOTENCY_KEY_REUSED: () => INVALID,
  PRECONDITION_FAILED: () => INVALID,
  LIMIT_EXCEEDED: ({ name, retryAfterSeconds }) => ({
    status: 429,
    code: 'RATE_LIMIT_EXCEEDED',
    message: `Too many ${SIGN_IN_LIMITS.includes(name) ? 'login attempts' : 'requests'}. Please try again later.`,
    retryAfterSeconds,
  }),
  UNAVAILABLE: ({ retryAfterSeconds }) => ({
    status: 503,
    code: 'INTERNAL_ERROR',
    message: 'Service temporarily unavailable',
    retryAfterSeconds,
  }),
  INTERNAL: () => INTERNAL,
};

/** The error handler of the media contract. */
export function renderMediaError(error: Error, c: Context<AppEnv>): Response {
  const { status, body, headers } = toErrorResponse(reportedError(error, c));
  return c.json(body, status, headers);
}

/** The status, body and headers of the response to an error. */
export function toErrorResponse(error: AppError) {
  const renderer = ERROR_TABLE[error.code] as (data: unknown) => Rendering;
  const { status, code, message, details, retryAfterSeconds } = renderer(error.data);
  const headers = {
    ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
    ...challengeHeaders(status, error.code),
  };
  return { status, body: { success: false, error: { code, message, ...(details && { details }) } }, headers };
}

function invalidField(field: string, message: string): Rendering {
  return { ...INVALID, details: [{ field, message }] };
}
