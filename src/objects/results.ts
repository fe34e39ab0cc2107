/**
 * The results of the objects `Account` and `UnknownIdentifier`. Most are tagged values, because an error loses its
 * class over RPC.
 */

import type { DecisionOutcome } from '../rules/accounts/account-decision.ts';
import type { SessionEndReason } from '../rules/app-error.ts';
import type { Window } from '../rules/guards/window-limit.ts';
import type { DatabaseCost } from '../rules/sessions/account-change.ts';
import type { RefreshCause, RefreshPolicy } from '../rules/sessions/refresh.ts';
import type { ReservedAttempt } from './guard-attempts.ts';

export type AttemptResult =
  | { kind: 'reserved'; attempt: ReservedAttempt }
  /** No attempt is left until the outcome of an open attempt is known. */
  | { kind: 'busy' }
  /** `isNew` is true when this call set the lock, because it counted attempts that were never settled. */
  | { kind: 'locked'; lockedUntilMs: number; isNew: boolean };

/** `setsLock` is true when this failure has locked the identifier. */
export interface SettledFailure {
  setsLock: boolean;
}

export type OtpRequestResult =
  | { kind: 'limited'; window: Window }
  /** `isEmailAllowed` is false when the limit of code e-mails is used up. The response to the client is the same. */
  | { kind: 'requested'; nonce: string; expiresAtMs: number; isEmailAllowed: boolean };

/** After `taken`, the caller compares the code, because only the caller has the secret from which codes are derived. */
export type OtpTryResult =
  | { kind: 'limited'; window: Window }
  /** No code is valid, or the valid code has no try left. */
  | { kind: 'expired' }
  | { kind: 'taken'; nonce: string };

export type ResetTokenResult = { kind: 'limited'; window: Window } | { kind: 'valid' } | { kind: 'invalid' };

/** The values of a session with which its tokens are issued. */
export interface TokenGrant {
  sessionId: number;
  generation: number;
  issuedAtMs: number;
  expiresAtMs: number;
  accessSeconds: number;
  policy: RefreshPolicy;
}

export type BeginResult =
  | { kind: 'begun'; grant: TokenGrant; isNoticeQueued: boolean; cost: DatabaseCost }
  | { kind: 'unavailable' }
  | { kind: 'limited'; window: Window }
  /** The password was replaced after the caller verified it. */
  | { kind: 'stale' }
  /** The account is deleted or deactivated, or a decision to delete or deactivate the account is not resolved yet. */
  | { kind: 'closed' }
  /** The account has expired. */
  | { kind: 'expired' };

export type RotateResult =
  | { kind: 'granted'; cause: RefreshCause; grant: TokenGrant }
  /** The object does not have the session, or the session never issued a token of this generation. */
  | { kind: 'rejected' }
  | { kind: 'limited'; window: Window }
  | { kind: 'ended'; reason: SessionEndReason }
  /** `isLostResponseLikely`: nothing indicates a copied token, see `RefreshVerdict`. */
  | { kind: 'reuse'; isLostResponseLikely: boolean };

export type ExtendResult =
  | Extract<RotateResult, { kind: 'rejected' | 'ended' }>
  | { kind: 'extended'; grant: TokenGrant };

/** `unavailable`: the sessions have ended in the object, but D1 has not stored the end yet. */
export type EndResult = { kind: 'ended'; count: number; cost: DatabaseCost } | { kind: 'unavailable' };

export type UnlockResult =
  | { kind: 'unlocked'; cost: DatabaseCost }
  | { kind: 'not_locked' }
  /** The lock has ended, but D1 has not stored the event yet. */
  | { kind: 'unavailable' };

/**
 * `unavailable`: D1 has not resolved the decision yet, and the object tries again. Or an earlier decision is not
 * resolved yet, and this decision was not made.
 */
export type DecideResult = DecisionOutcome | { kind: 'unavailable' };

/** `unavailable`: D1 has not stored the new password yet. The object tries again until D1 stores it. */
export type ReplacePasswordResult =
  | { kind: 'done'; isNoticeQueued: boolean; cost: DatabaseCost }
  | { kind: 'unavailable' };

/** `stale`: the password was replaced after the caller verified it, or the session of the caller has ended. */
export type ChangePasswordResult = ReplacePasswordResult | { kind: 'stale' };

/** `invalid`: the reset token is not valid. */
export type ResetPasswordResult = ReplacePasswordResult | { kind: 'invalid' };
