/**
 * The guard of an identifier with an account (`Account`) or without one (`UnknownIdentifier`). Both objects implement
 * this interface, so that the worker makes the same calls in both cases and a client cannot distinguish them.
 */
import type { LockoutPolicy } from '../rules/guards/lockout.ts';
import type { OtpPolicy, OtpPurpose } from '../rules/guards/otp.ts';
import type { Limit } from '../rules/guards/window-limit.ts';
import type { ReservedAttempt } from './guard-attempts.ts';
import type {
  AttemptResult,
  OtpRequestResult,
  OtpTryResult,
  ResetTokenResult,
  SettledFailure,
} from './results.ts';

interface Subject {
  /** The hash of the identifier. It is part of the key of exceeded limits in the edge cache. */
  subject: string;
}

export interface AttemptInput extends Subject {
  /** The IPv4 address or the IPv6 /64 of the client. */
  addressBlock: string;
  policy: LockoutPolicy;
}

export interface FailureInput extends Subject {
  attempt: ReservedAttempt;
  policy: LockoutPolicy;
}

interface FromBlock extends Subject {
  /**
   * The IPv4 /24 or the IPv6 /48 of the client. Limits are counted per block, so that clients in other blocks cannot
   * use up the calls of the owner.
   */
  requestingBlock: string;
}

export interface OtpRequestInput extends FromBlock {
  /** The limit of requests from the requesting block. */
  limit: Limit;
  /** The limit of e-mails with a code, from the requesting block. */
  emailsPerBlock: Limit;
  /** The limit of e-mails with a code, from all blocks together. */
  emailsInAll: Limit;
  purpose: OtpPurpose;
  /** Random text from which a new code is derived. Ignored while a code is valid. */
  nonce: string;
  policy: OtpPolicy;
}

export interface OtpTryInput extends FromBlock {
  /** The limit of tries from the requesting block, in a fixed window. */
  limit: Limit;
  /** The maximum number of tries of one code from the requesting block. */
  maxTriesPerBlock: number;
  purpose: OtpPurpose;
}

export interface ResetTokenInput extends FromBlock {
  /** The limit of invalid tokens from the requesting block. */
  limit: Limit;
  tokenHash: string;
  /** False when an invalid token is not counted, because the request is rejected anyway for another reason. */
  isCounted: boolean;
}

/** The methods are synchronous in the object; over RPC each returns a promise. */
export interface IdentifierGuard {
  /** Reserves one password attempt. Called before any hash is computed. */
  reserveAttempt(input: AttemptInput): AttemptResult;
  /** Counts a reserved attempt as a failure. An attempt that is never settled counts as a failure later. */
  settleFailure(input: FailureInput): SettledFailure;
  /** Counts a request for a one-time code and returns the record from which the code is derived. */
  requestOtp(input: OtpRequestInput): OtpRequestResult;
  /** Uses one try of the valid code. The caller derives the code and compares it with the typed code. */
  takeOtpTry(input: OtpTryInput): OtpTryResult;
  /**
   * Returns whether a reset token is valid. Counts an invalid token, unless `isCounted` is false. The check of a valid
   * token is not limited and does not use up the token.
   */
  checkResetToken(input: ResetTokenInput): ResetTokenResult;
}
