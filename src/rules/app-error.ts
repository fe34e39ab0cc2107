/**
 * The closed list of errors. The list contains no HTTP status: each contract maps a code to a status, and most
 * contracts also to a message.
 */

import type { KeptOfPlug } from './plugs/history/undo.ts';

export interface FieldProblem {
  field: string;
  message: string;
}

/** Why a session has ended. */
export const SESSION_END_REASONS = [
  'logged_out',
  'revoked',
  'password_changed',
  'reuse_detected',
  'deactivated',
  'expired',
] as const;

export type SessionEndReason = (typeof SESSION_END_REASONS)[number];

/**
 * The data of each code. The error tables of v1, media, auction and the pages must contain every code, otherwise they
 * do not compile. The tables of the other routes contain only some codes.
 */
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
  REAUTHENTICATION_REQUIRED: { hasPassword: boolean };
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
  /** With `isUndoRequired`, only the undo of the merge can do what was requested. */
  MERGED: { mergedInto: string; isUndoRequired?: boolean };
  PLUG_QUOTA_EXCEEDED: { max: number };
  UNDO_CONFLICT: { kept: KeptOfPlug[] };
  TOO_MANY_PLUGS: { max: number };
  TOO_MANY_ENTRIES: { max: number };
  FILE_TOO_LARGE: { maxBytes: number };
  FILE_TYPE_UNSUPPORTED: undefined;
  CONFIRMATION_REQUIRED: { matched: number };
  SEVERAL_MATCHES: { ids: string[] };
  IDEMPOTENCY_KEY_REUSED: undefined;
  PRECONDITION_FAILED: undefined;
  LIMIT_EXCEEDED: { name: string; max: number; windowSeconds: number; retryAfterSeconds: number };
  UNAVAILABLE: { retryAfterSeconds: number };
  /** An unexpected failure. */
  INTERNAL: undefined;
}

export type ErrorCode = keyof AppErrorData;

/** An error of a use case. The property `data` contains the data of the error. The message is only the code. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: AppErrorData[Code];

  constructor(code: Code, ...data: AppErrorData[Code] extends undefined ? [] : [AppErrorData[Code]]) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.data = data[0] as AppErrorData[Code];
  }

  /** Whether the error has this code. */
  is<Wanted extends ErrorCode>(code: Wanted): this is AppError<Wanted> {
    return (this.code as ErrorCode) === code;
  }
}

/** The number of seconds after which a client can retry a request that failed with `UNAVAILABLE`. */
const RETRY_AFTER_SECONDS = 5;

/** Returns the error for a temporary failure, for example if storage or a guard does not respond. */
export function unavailable(): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** Returns the error for one invalid field of a request. */
export function invalidField(field: string, message: string): AppError<'INVALID_INPUT'> {
  return new AppError('INVALID_INPUT', { problems: [{ field, message }] });
}
