/** The error responses of v1. Their format is a superset of the formats in the three published documents. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '../../http/app-env.ts';
import type { HeaderName } from '../../http/openapi/documented-headers.ts';
import { challengeHeaders, reportedError } from '../../http/reported-error.ts';
import type { AppError, AppErrorData, ErrorCode, FieldProblem } from '../../rules/app-error.ts';
import type { KeptOfPlug } from '../../rules/plugs/history/undo.ts';
import { renderKept, undoConflictMessage } from './plugs/render-history.ts';

/**
 * The dialect selects the messages and some codes of a group of routes. `plugs`: plugs, password reset, e-mail address
 * and time zone. `device`: the devices client (SimpleJWT), sessions, tokens, Telegram and accounts for administrators.
 * `reader`: all other routes.
 */
export type Dialect = 'plugs' | 'reader' | 'device';

/** The values of `error.code`. No response of v1 contains another code. */
export const V1_ERROR_CODES = [
  'BAD_REQUEST',
  'CONFLICT',
  'FORBIDDEN',
  'HTTP_ERROR',
  'INTERNAL_ERROR',
  'MERGED',
  'NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'PRECONDITION_FAILED',
  'PREMIUM_REQUIRED',
  'RATE_LIMIT_EXCEEDED',
  'REAUTHENTICATION_REQUIRED',
  'UNAUTHORIZED',
  'UNAVAILABLE',
  'UNPROCESSABLE',
  'UNSUPPORTED_MEDIA_TYPE',
] as const;

type V1ErrorCode = (typeof V1_ERROR_CODES)[number];

interface Rendering {
  status: ContentfulStatusCode;
  code: V1ErrorCode;
  message: string;
  details?: FieldProblem[];
  reason?: string;
  upgradeUrl?: string;
  kept?: KeptOfPlug[];
  matched?: number;
  mergedInto?: string;
  ids?: string[];
  headers?: Partial<Record<HeaderName, string>>;
}

type Renderer<Code extends ErrorCode> = (data: AppErrorData[Code], dialect: Dialect) => Rendering;

/** The message of SimpleJWT for wrong credentials, and for an account that is deactivated or has expired. */
const NO_ACTIVE_ACCOUNT = 'No active account found with the given credentials';
/** The errors for which the clients of SimpleJWT also check `code: "token_not_valid"`. */
const TOKEN_ERRORS = new Set<ErrorCode>([
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
  'REFRESH_TOKEN_INVALID',
]);

const RENDERERS: { [Code in ErrorCode]: Renderer<Code> } = {
  INVALID_INPUT: ({ problems }) => ({
    ...badRequest(problems[0]?.message ?? 'Invalid input'),
    details: problems,
  }),
  MALFORMED_BODY: () => badRequest('Malformed JSON body'),
  BODY_TOO_LARGE: () => render(413, 'PAYLOAD_TOO_LARGE', 'Request body is too large'),
  UNSUPPORTED_MEDIA_TYPE: () =>
    render(415, 'UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be application/json'),
  NOT_AUTHENTICATED: (_, dialect) =>
    unauthorized(
      dialect,
      dialect === 'plugs' ? 'Authentication required' : 'Authentication credentials were not provided.',
    ),
  TOKEN_EXPIRED: (_, dialect) => unauthorized(dialect, 'Token has expired'),
  TOKEN_INVALID: (_, dialect) => unauthorized(dialect, 'Could not validate credentials'),
  SESSION_ENDED: ({ reason }, dialect) => ({
    ...unauthorized(dialect, reason === 'expired' ? 'Token has expired' : 'Could not validate credentials'),
    reason,
  }),
  ACCOUNT_DELETED: (_, dialect) => unauthorized(dialect, 'Could not validate credentials'),
  FORBIDDEN: () => render(403, 'FORBIDDEN', 'You do not have permission to perform this action.'),
  PREMIUM_REQUIRED: ({ upgradeUrl }) => ({
    ...render(403, 'PREMIUM_REQUIRED', 'This passage requires a premium subscription'),
    upgradeUrl,
  }),
  NOT_FOUND: () => render(404, 'NOT_FOUND', 'Not found'),
  WRONG_CREDENTIALS: (_, dialect) =>
    render(401, 'UNAUTHORIZED', dialect === 'device' ? NO_ACTIVE_ACCOUNT : 'Invalid email or password'),
  ACCOUNT_LOCKED: ({ retryAfterSeconds }) => ({
    ...render(401, 'UNAUTHORIZED', `Account temporarily locked. Try again in ${retryAfterSeconds} seconds.`),
    headers: { 'Retry-After': String(retryAfterSeconds) },
  }),
  ACCOUNT_DEACTIVATED: (_, dialect) =>
    render(401, 'UNAUTHORIZED', dialect === 'device' ? NO_ACTIVE_ACCOUNT : 'Account is deactivated'),
  ACCOUNT_EXPIRED: (_, dialect) =>
    render(401, 'UNAUTHORIZED', dialect === 'device' ? NO_ACTIVE_ACCOUNT : 'Account has expired'),
  WRONG_CURRENT_PASSWORD: () => render(401, 'UNAUTHORIZED', 'Current password is incorrect'),
  REAUTHENTICATION_REQUIRED: ({ hasPassword }) =>
    render(
      403,
      'REAUTHENTICATION_REQUIRED',
      hasPassword ? 'Send your password, or sign in again.' : 'Sign in again.',
    ),
  PLEX_TOKEN_INVALID: () => render(401, 'UNAUTHORIZED', 'Invalid Plex authentication token'),
  PLEX_UNAVAILABLE: ({ retryAfterSeconds }) => unavailableFor(retryAfterSeconds),
  EMAIL_TAKEN: () => badRequest('User with this email already exists'),
  USERNAME_TAKEN: () => badRequest('A user with that username already exists.'),
  PLEX_TAKEN: () => badRequest('Another account is linked with this Plex user'),
  REFRESH_TOKEN_REQUIRED: () => badRequest('Refresh token is required'),
  REFRESH_TOKEN_INVALID: ({ reason }, dialect) => ({
    ...render(401, 'UNAUTHORIZED', refreshMessage(reason, dialect)),
    ...(reason && { reason }),
  }),
  OTP_EXPIRED: () => badRequest('OTP has expired or is invalid'),
  OTP_WRONG: () => badRequest('Invalid OTP code'),
  RESET_TOKEN_INVALID: () => badRequest('Invalid or expired verification token'),
  TIME_ZONE_UNKNOWN: ({ timeZone }) =>
    badRequest(`Invalid timezone: ${timeZone}. Must be a valid IANA timezone identifier.`),
  DUPLICATE_CONTACT: () => badRequest('Contact with this email already exists'),
  DUPLICATE_TARGET: () => badRequest('Target with this name and company already exists'),
  ALREADY_CONTACT: () => unprocessable('Only targets can be converted to contacts'),
  NOT_CONVERTIBLE: () =>
    unprocessable('Target needs at least name and contact info (email or phone) for conversion'),
  LAST_ADMIN: () => unprocessable('The last active administrator cannot be deactivated or demoted'),
  MERGED: ({ mergedInto, isUndoRequired }) => ({
    ...render(
      409,
      'MERGED',
      isUndoRequired ? 'Undo the merge instead' : 'The plug was merged into another plug',
    ),
    mergedInto,
  }),
  PLUG_QUOTA_EXCEEDED: ({ max }) => unprocessable(`An account can have at most ${max} plugs`),
  UNDO_CONFLICT: ({ kept }) => ({
    ...render(409, 'CONFLICT', undoConflictMessage(kept)),
    kept,
  }),
  TOO_MANY_PLUGS: ({ max }) => unprocessable(`At most ${max} plugs can be changed at once`),
  TOO_MANY_ENTRIES: ({ max }) => unprocessable(`A file can have at most ${max} entries`),
  FILE_TOO_LARGE: ({ maxBytes }) =>
    render(413, 'PAYLOAD_TOO_LARGE', `A file can have at most ${maxBytes / 1024 / 1024} MiB`),
  FILE_TYPE_UNSUPPORTED: () =>
    render(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Content-Type must be text/csv, text/vcard, application/json or multipart/form-data',
    ),
  CONFIRMATION_REQUIRED: ({ matched }) => ({
    ...render(
      409,
      'CONFLICT',
      `The filter matches ${matched} plugs. Send this number as confirm to delete them`,
    ),
    matched,
  }),
  SEVERAL_MATCHES: ({ ids }) => ({ ...render(409, 'CONFLICT', 'Several plugs match'), ids }),
  IDEMPOTENCY_KEY_REUSED: () =>
    render(409, 'CONFLICT', 'This idempotency key was used with another request body'),
  PRECONDITION_FAILED: () => render(412, 'PRECONDITION_FAILED', 'The plug has changed since it was read'),
  LIMIT_EXCEEDED: ({ name, max, windowSeconds, retryAfterSeconds }) => ({
    ...render(429, 'RATE_LIMIT_EXCEEDED', `Rate limit exceeded. Try again in ${retryAfterSeconds} seconds.`),
    headers: {
      'Retry-After': String(retryAfterSeconds),
      'RateLimit-Policy': `"${name}";q=${max};w=${windowSeconds}`,
      RateLimit: `"${name}";r=0;t=${retryAfterSeconds}`,
    },
  }),
  UNAVAILABLE: ({ retryAfterSeconds }) => unavailableFor(retryAfterSeconds),
  INTERNAL: () => render(500, 'INTERNAL_ERROR', 'Internal server error'),
};

/** Creates the error handler of a group of routes, which renders errors in `dialect`. */
export function renderErrors(dialect: Dialect) {
  return function renderError(error: Error, c: Context<AppEnv>): Response {
    const { status, body, headers } = errorResponse(reportedError(error, c), dialect, Date.now());
    return c.json(body, status, headers);
  };
}

/** Returns the status, the body and the headers for an error. The timestamp in the body is `nowMs` in seconds. */
export function errorResponse(error: AppError, dialect: Dialect, nowMs: number) {
  const renderer = RENDERERS[error.code] as Renderer<ErrorCode>;
  const rendering = renderer(error.data, dialect);
  const { status, code, message, upgradeUrl, kept, mergedInto, headers = {}, ...others } = rendering;
  const isTokenError = dialect === 'device' && TOKEN_ERRORS.has(error.code);
  const body = {
    detail: message,
    ...(isTokenError && { code: 'token_not_valid' }),
    ...(upgradeUrl && { upgrade_url: upgradeUrl }),
    error: {
      code,
      message,
      timestamp: nowMs / 1000,
      ...others,
      ...(kept && { kept: kept.map(renderKept) }),
      ...(mergedInto && { merged_into: mergedInto }),
    },
  };
  return { status, body, headers: { ...headers, ...challengeHeaders(status, error.code) } };
}

function refreshMessage(reason: string | undefined, dialect: Dialect): string {
  if (dialect === 'device') {
    return reason && reason !== 'expired' ? 'Token is blacklisted' : 'Token is invalid or expired';
  }
  return reason === 'expired' ? 'Token has expired' : 'Could not validate credentials';
}

function unauthorized(dialect: Dialect, message: string): Rendering {
  return render(401, dialect === 'plugs' ? 'HTTP_ERROR' : 'UNAUTHORIZED', message);
}

function unavailableFor(retryAfterSeconds: number): Rendering {
  return {
    ...render(503, 'UNAVAILABLE', 'Service temporarily unavailable. Try again shortly.'),
    headers: { 'Retry-After': String(retryAfterSeconds) },
  };
}

function badRequest(message: string): Rendering {
  return render(400, 'BAD_REQUEST', message);
}

function unprocessable(message: string): Rendering {
  return render(422, 'UNPROCESSABLE', message);
}

function render(status: ContentfulStatusCode, code: V1ErrorCode, message: string): Rendering {
  return { status, code, message };
}
