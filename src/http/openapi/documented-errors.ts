/** What each failure means, and a sample of what it carries: from these the document's error examples are rendered. */
import { AppError, type AppErrorData, type ErrorCode } from '../../rules/app-error.ts';

interface Documented<Code extends ErrorCode> {
  meaning: string;
  /** More than one where what it carries changes the sentence. */
  samples: [AppErrorData[Code], ...AppErrorData[Code][]];
}

/** What every route that asks for a bearer token may answer. */
export const BEARER_ERRORS = [
  'NOT_AUTHENTICATED',
  'TOKEN_EXPIRED',
  'TOKEN_INVALID',
  'SESSION_ENDED',
  'ACCOUNT_DELETED',
] as const;

/** The errors of routes for administrators. */
export const ADMIN_ERRORS = [...BEARER_ERRORS, 'FORBIDDEN'] as const;

/** What every route that takes a JSON body may answer; that it is too large, each route of a contract may. */
export const BODY_ERRORS = ['INVALID_INPUT', 'MALFORMED_BODY', 'UNSUPPORTED_MEDIA_TYPE'] as const;

/** What every sign-in with a password may answer. */
export const SIGN_IN_ERRORS = [
  'WRONG_CREDENTIALS',
  'ACCOUNT_LOCKED',
  'ACCOUNT_DEACTIVATED',
  'ACCOUNT_EXPIRED',
  'LIMIT_EXCEEDED',
] as const;

const away = { retryAfterSeconds: 5 };

export const DOCUMENTED_ERRORS: { [Code in ErrorCode]: Documented<Code> } = {
  INVALID_INPUT: {
    meaning: 'A field is missing or invalid; `details` lists all of them',
    samples: [{ problems: [{ field: 'email', message: 'A valid email is required' }] }],
  },
  MALFORMED_BODY: means('The body is not JSON'),
  BODY_TOO_LARGE: means('The body is over its limit, 64 KiB where nothing else is said'),
  UNSUPPORTED_MEDIA_TYPE: means('`Content-Type` is not `application/json`'),
  NOT_AUTHENTICATED: means('No token was sent'),
  TOKEN_EXPIRED: means('The token has expired'),
  TOKEN_INVALID: means('The token is not one of this service’s'),
  SESSION_ENDED: {
    meaning: 'The session of the token has ended',
    samples: [
      { reason: 'logged_out', isAccountActive: true },
      { reason: 'expired', isAccountActive: true },
      { reason: 'deactivated', isAccountActive: false },
    ],
  },
  ACCOUNT_DELETED: means('The account of the token is deleted'),
  FORBIDDEN: means('Signed in, but not allowed'),
  PREMIUM_REQUIRED: {
    meaning: 'Only for premium accounts',
    samples: [{ upgradeUrl: 'https://plugs.example/upgrade' }],
  },
  NOT_FOUND: means('Unknown, deleted or not for the caller: the answer is the same'),
  WRONG_CREDENTIALS: means('The password is wrong, or there is no such account'),
  ACCOUNT_LOCKED: { meaning: 'Too many failures in a row', samples: [{ retryAfterSeconds: 3600 }] },
  ACCOUNT_DEACTIVATED: means('The account is deactivated; said only to who proved to be its owner'),
  ACCOUNT_EXPIRED: means('The account has expired; said only to who proved to be its owner'),
  WRONG_CURRENT_PASSWORD: means('The current password is wrong'),
  PLEX_TOKEN_INVALID: means('Plex does not know this token'),
  PLEX_UNAVAILABLE: { meaning: 'Plex does not answer', samples: [away] },
  EMAIL_TAKEN: means('Another account has this address'),
  USERNAME_TAKEN: means('Another account has this user name'),
  PLEX_TAKEN: means('Another account is linked with this Plex user by now'),
  REFRESH_TOKEN_REQUIRED: means('No refresh token was sent'),
  REFRESH_TOKEN_INVALID: {
    meaning: 'The refresh token is spent, expired, of an ended session or none of this service’s',
    samples: [{ reason: 'revoked' }, { reason: 'expired' }, {}],
  },
  OTP_EXPIRED: means('There is no live code for this address, or its tries are used up'),
  OTP_WRONG: means('The code is wrong'),
  RESET_TOKEN_INVALID: means('The token is used, expired or of another address'),
  TIME_ZONE_UNKNOWN: { meaning: 'There is no such time zone', samples: [{ timeZone: 'Mars/Olympus' }] },
  DUPLICATE_CONTACT: means('A contact with this e-mail address is there already'),
  DUPLICATE_TARGET: means('A target with this name and company is there already'),
  ALREADY_CONTACT: means('The plug is a contact already'),
  NOT_CONVERTIBLE: means('The plug lacks what a contact needs'),
  LAST_ADMIN: means('Nobody else would be left to administer'),
  IDEMPOTENCY_KEY_REUSED: means('The key was used with another body within 24 hours'),
  PRECONDITION_FAILED: means('`If-Match` names another revision'),
  LIMIT_EXCEEDED: {
    meaning: 'Too many calls',
    samples: [
      { name: 'login', max: 5, windowSeconds: 900, retryAfterSeconds: 300 },
      { name: 'media', max: 100, windowSeconds: 900, retryAfterSeconds: 300 },
    ],
  },
  UNAVAILABLE: {
    meaning: 'Storage or a guard does not answer; the same request may be sent again',
    samples: [away],
  },
  INTERNAL: means('Unexpected; `X-Request-Id` names it in the log'),
};

/** A route's own sample of wrong input, in the sentence that the route answers with. */
export function wrongField(field: string, message: string): AppError {
  return new AppError('INVALID_INPUT', { problems: [{ field, message }] });
}

/** The errors that stand for all of their code. */
export function sampleErrors(code: ErrorCode): AppError[] {
  const SampleError = AppError as new (code: ErrorCode, data: unknown) => AppError;
  return DOCUMENTED_ERRORS[code].samples.map((data) => new SampleError(code, data));
}

function means(meaning: string) {
  const samples: [undefined] = [undefined];
  return { meaning, samples };
}
