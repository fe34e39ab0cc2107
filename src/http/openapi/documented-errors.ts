/**
 * The meaning of each error and samples of its data, and the errors that many routes have. The error examples of the
 * OpenAPI document use the samples.
 */
import { AppError, type AppErrorData, type ErrorCode } from '../../rules/app-error.ts';
import type { KeptOfPlug } from '../../rules/plugs/history/undo.ts';

interface Documented<Code extends ErrorCode> {
  meaning: string;
  /** More than one sample if the message depends on the data. */
  samples: [AppErrorData[Code], ...AppErrorData[Code][]];
}

/** The errors of every route that requires a bearer token. */
export const BEARER_ERRORS = [
  'NOT_AUTHENTICATED',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
  // The limit for reads and writes of an account per minute.
  'LIMIT_EXCEEDED',
] as const;

/** The errors of routes for administrators. */
export const ADMIN_ERRORS = [...BEARER_ERRORS, 'FORBIDDEN'] as const;

/** The errors of every route with a JSON body. */
export const BODY_ERRORS = [
  'INVALID_INPUT',
  'MALFORMED_BODY',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
] as const;

/** The errors of every sign-in with a password. */
export const SIGN_IN_ERRORS = [
  'WRONG_CREDENTIALS',
  'ACCOUNT_LOCKED',
  'ACCOUNT_DEACTIVATED',
  'ACCOUNT_EXPIRED',
  'LIMIT_EXCEEDED',
] as const;

const retrySample = { retryAfterSeconds: 5 };

export const DOCUMENTED_ERRORS: { [Code in ErrorCode]: Documented<Code> } = {
  INVALID_INPUT: {
    meaning: 'A field is missing or invalid; `details` lists all invalid fields',
    samples: [{ problems: [{ field: 'email', message: 'A valid email is required' }] }],
  },
  MALFORMED_BODY: withoutData('The body is not JSON'),
  BODY_TOO_LARGE: withoutData(
    'The body is larger than its maximum size, which is 64 KiB unless the route states another size',
  ),
  UNSUPPORTED_MEDIA_TYPE: withoutData('`Content-Type` is not `application/json`'),
  NOT_AUTHENTICATED: withoutData('No token was sent'),
  TOKEN_EXPIRED: withoutData('The token has expired'),
  TOKEN_INVALID: withoutData('The token is invalid or of another type'),
  SESSION_ENDED: {
    meaning: 'The session of the token has ended',
    samples: [
      { reason: 'logged_out', isAccountActive: true },
      { reason: 'expired', isAccountActive: true },
      { reason: 'deactivated', isAccountActive: false },
    ],
  },
  ACCOUNT_DELETED: withoutData('The account of the token is deleted'),
  FORBIDDEN: withoutData('The caller is authenticated, but is not allowed to send this request'),
  PREMIUM_REQUIRED: {
    meaning: 'The resource requires a premium account',
    samples: [{ upgradeUrl: 'https://plugs.example/upgrade' }],
  },
  NOT_FOUND: withoutData(
    'The resource is unknown, deleted or not accessible to the caller; the response is the same in each case',
  ),
  WRONG_CREDENTIALS: withoutData('The password is wrong, or the account does not exist'),
  ACCOUNT_LOCKED: {
    meaning: 'The account is locked after too many failed attempts',
    samples: [{ retryAfterSeconds: 3600 }],
  },
  ACCOUNT_DEACTIVATED: withoutData(
    'The account is deactivated; returned only if the credentials are correct',
  ),
  ACCOUNT_EXPIRED: withoutData('The account has expired; returned only if the credentials are correct'),
  WRONG_CURRENT_PASSWORD: withoutData('The current password is wrong'),
  REAUTHENTICATION_REQUIRED: {
    meaning: 'The change requires the password, or a session that began less than 10 minutes ago',
    samples: [{ hasPassword: true }, { hasPassword: false }],
  },
  PLEX_TOKEN_INVALID: withoutData('Plex rejects the token'),
  PLEX_UNAVAILABLE: { meaning: 'Plex does not respond', samples: [retrySample] },
  EMAIL_TAKEN: withoutData('Another account has this address'),
  USERNAME_TAKEN: withoutData('Another account has this user name'),
  PLEX_TAKEN: withoutData('Another account is already linked with this Plex user'),
  REFRESH_TOKEN_REQUIRED: withoutData('No refresh token was sent'),
  REFRESH_TOKEN_INVALID: {
    meaning:
      'The refresh token was already used, has expired, belongs to an ended session, or was not issued by this service',
    samples: [{ reason: 'revoked' }, { reason: 'expired' }, {}],
  },
  OTP_EXPIRED: withoutData('There is no valid code for this e-mail address, or its attempts are used up'),
  OTP_WRONG: withoutData('The code is wrong'),
  RESET_TOKEN_INVALID: withoutData(
    'The token is unknown, used or expired, or belongs to another e-mail address',
  ),
  TIME_ZONE_UNKNOWN: { meaning: 'The time zone is unknown', samples: [{ timeZone: 'Mars/Olympus' }] },
  DUPLICATE_CONTACT: withoutData('A contact with this e-mail address already exists'),
  DUPLICATE_TARGET: withoutData('A target with this name and company already exists'),
  ALREADY_CONTACT: withoutData('The plug is already a contact'),
  NOT_CONVERTIBLE: withoutData('The plug lacks a field that a contact requires'),
  LAST_ADMIN: withoutData('The change would leave no active administrator'),
  MERGED: {
    meaning: 'The plug was merged into the plug `merged_into`',
    samples: [
      { mergedInto: '0199f1a2-7c1e-7000-8000-000000000001' },
      { mergedInto: '0199f1a2-7c1e-7000-8000-000000000001', isUndoRequired: true },
    ],
  },
  PLUG_QUOTA_EXCEEDED: {
    meaning: 'The account has the maximum number of plugs, including those in the trash',
    samples: [{ max: 100_000 }],
  },
  UNDO_CONFLICT: {
    meaning:
      'The undo with `refuse` would leave values that were changed after the revision, or a merged plug cannot be restored. `kept` lists the values',
    samples: [
      { kept: [keptValue('notes', 'edited_later')] },
      { kept: [keptValue('email', 'duplicate')] },
      { kept: [keptValue('deleted_at', 'erased')] },
    ],
  },
  TOO_MANY_PLUGS: { meaning: 'The request would change too many plugs', samples: [{ max: 5_000 }] },
  TOO_MANY_ENTRIES: { meaning: 'The file has too many entries', samples: [{ max: 5_000 }] },
  FILE_TOO_LARGE: { meaning: 'The file is too large', samples: [{ maxBytes: 5 * 1024 * 1024 }] },
  FILE_TYPE_UNSUPPORTED: withoutData('`Content-Type` is not the type of a file that can be imported'),
  CONFIRMATION_REQUIRED: {
    meaning:
      'The request would delete plugs by a filter, and `confirm` is not the number of plugs that match the filter',
    samples: [{ matched: 12 }],
  },
  SEVERAL_MATCHES: {
    meaning: 'Several plugs match; `ids` lists them, the newest first',
    samples: [{ ids: ['0199f1a2-7c1e-7000-8000-000000000002', '0199f1a2-7c1e-7000-8000-000000000001'] }],
  },
  IDEMPOTENCY_KEY_REUSED: withoutData('The key was used with another body in the last 24 hours'),
  PRECONDITION_FAILED: withoutData('A header such as `If-Match` states a condition that is false'),
  LIMIT_EXCEEDED: {
    meaning: 'A rate limit is exceeded',
    samples: [
      { name: 'login', max: 5, windowSeconds: 900, retryAfterSeconds: 300 },
      { name: 'media', max: 100, windowSeconds: 900, retryAfterSeconds: 300 },
    ],
  },
  UNAVAILABLE: {
    meaning: 'A part of the service does not respond; the request may be repeated',
    samples: [retrySample],
  },
  INTERNAL: withoutData('An unexpected error; `X-Request-Id` identifies the request in the log'),
};

/** A sample of invalid input for one route. The message is the message that the route returns. */
export function wrongField(field: string, message: string): AppError {
  return sampleError('INVALID_INPUT', { problems: [{ field, message }] });
}

/** The sample errors of a code. */
export function sampleErrors(code: ErrorCode): AppError[] {
  return DOCUMENTED_ERRORS[code].samples.map((data) => sampleError(code, data));
}

/**
 * An error that is rendered and never thrown. It is created without the constructor of `Error`, which captures a stack:
 * with the stacks, the hundreds of samples would take a tenth of the start-up time (`wrangler check startup`).
 */
function sampleError(code: ErrorCode, data: unknown): AppError {
  return Object.assign(Object.create(AppError.prototype) as AppError, { code, data });
}

function withoutData(meaning: string) {
  const samples: [undefined] = [undefined];
  return { meaning, samples };
}

function keptValue(field: string, reason: KeptOfPlug['reason']): KeptOfPlug {
  const plugId = '0199f1a2-7c1e-7000-8000-000000000001';
  const duplicateOf = { duplicateOf: '0199f1a2-7c1e-7000-8000-000000000002' };
  return { plugId, field, current: null, old: null, reason, ...(reason === 'duplicate' && duplicateOf) };
}
