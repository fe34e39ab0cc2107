/** The product's vocabulary of failures. Pure. Knows nothing of HTTP: each contract renders these in its own words. */

export interface FieldProblem {
  field: string;
  message: string;
}

export type SessionEndReason =
  | 'logged_out'
  | 'revoked'
  | 'password_changed'
  | 'reuse_detected'
  | 'deactivated'
  | 'expired';

/** What each code carries beside itself. Adding a code here makes every contract's table fail to compile. */
export interface AppErrorData {
  INVALID_INPUT: { problems: FieldProblem[] };
  MALFORMED_BODY: undefined;
  BODY_TOO_LARGE: undefined;
  UNSUPPORTED_MEDIA_TYPE: undefined;
  NOT_AUTHENTICATED: undefined;
  TOKEN_EXPIRED: undefined;
  TOKEN_INVALID: undefined;
  SESSION_ENDED: { reason: SessionEndReason; isAccountActive: boolean };
  ACCOUNT_DELETED: undefined;
  FORBIDDEN: undefined;
  PREMIUM_REQUIRED: { upgradeUrl: string };
  NOT_FOUND: undefined;
  WRONG_CREDENTIALS: undefined;
  ACCOUNT_LOCKED: { retryAfterSeconds: number };
  ACCOUNT_DEACTIVATED: undefined;
  ACCOUNT_EXPIRED: undefined;
  WRONG_CURRENT_PASSWORD: undefined;
  PLEX_TOKEN_INVALID: undefined;
  PLEX_UNAVAILABLE: { retryAfterSeconds: number };
  EMAIL_TAKEN: undefined;
  USERNAME_TAKEN: undefined;
  PLEX_TAKEN: undefined;
  REFRESH_TOKEN_REQUIRED: undefined;
  REFRESH_TOKEN_INVALID: { reason?: SessionEndReason };
  OTP_EXPIRED: undefined;
  OTP_WRONG: undefined;
  RESET_TOKEN_INVALID: undefined;
  TIME_ZONE_UNKNOWN: { timeZone: string };
  DUPLICATE_CONTACT: undefined;
  DUPLICATE_TARGET: undefined;
  ALREADY_CONTACT: undefined;
  NOT_CONVERTIBLE: undefined;
  LAST_ADMIN: undefined;
  IDEMPOTENCY_KEY_REUSED: undefined;
  PRECONDITION_FAILED: undefined;
  LIMIT_EXCEEDED: { name: string; max: number; windowSeconds: number; retryAfterSeconds: number };
  UNAVAILABLE: { retryAfterSeconds: number };
  INTERNAL: undefined;
}

export type ErrorCode = keyof AppErrorData;

/** An expected failure of a verb, with its data in fields and never packed into the message. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: AppErrorData[Code];

  constructor(code: Code, ...data: AppErrorData[Code] extends undefined ? [] : [AppErrorData[Code]]) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.data = data[0] as AppErrorData[Code];
  }

  is<Wanted extends ErrorCode>(code: Wanted): this is AppError<Wanted> {
    return (this.code as ErrorCode) === code;
  }
}

/** Seconds after which a client may try again when storage or a guard did not answer. */
const RETRY_AFTER_SECONDS = 5;

/** Fail closed: nothing was decided, nothing handed out. */
export function unavailable(): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
