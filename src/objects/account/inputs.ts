/**
 * The inputs of the calls to an account's object, except the calls of `IdentifierGuard`. They contain plain values,
 * because each call serializes them.
 */
import type { AccountDecision, SessionSelection } from '../../rules/accounts/account-decision.ts';
import type { SessionEndReason } from '../../rules/app-error.ts';
import type { OtpPurpose } from '../../rules/guards/otp.ts';
import type { Limit } from '../../rules/guards/window-limit.ts';
import type { EmailToQueue, SecurityEvent, SessionCopy } from '../../rules/sessions/account-change.ts';
import type { SessionTerms } from '../../rules/sessions/client-type.ts';
import type { ClientTraits } from '../../rules/sessions/refresh.ts';
import type { ReservedAttempt } from '../guard-attempts.ts';

/** A security event to which the object adds the session id. */
export type EventDraft = Omit<SecurityEvent, 'sessionId'>;

export interface WithIncarnation {
  /** The time of the last restore of the database, in milliseconds. `openObjects` adds it to every call. */
  incarnation?: number;
}

export interface BeginInput extends WithIncarnation {
  terms: SessionTerms;
  /** The data of the session for its copy in D1. The object adds the other columns. */
  copy: Omit<SessionCopy, 'id' | 'createdAtMs' | 'expiresAtMs' | 'clientType'>;
  clientTraits: ClientTraits;
  /** The maximum time from a sign-in to the end of its session, in milliseconds. */
  maxLifeMs: number;
  /** The epoch of the password that was verified; null when no password was verified. */
  passwordEpoch: number | null;
  /** The reserved attempt that has succeeded; null when no attempt was reserved. */
  attempt: ReservedAttempt | null;
  /** The limit of sign-ins of the account from one requesting address block. */
  signInLimit: { requestingBlock: string; limit: Limit };
  event: EventDraft;
  /**
   * A hash with the current parameters that replaces the stored hash. Null if the stored hash needs no replacement, or
   * if no password was verified.
   */
  rehash: string | null;
  /**
   * The notice that is queued if the device is new and the account has other devices. The notice of a Telegram link is
   * queued in any case. The limit of the template applies to both. Null if the account has no e-mail address.
   */
  newDeviceNotice: EmailNotice | null;
}

export interface RotateInput extends WithIncarnation {
  sessionId: number;
  /** The generation of the presented refresh token. */
  generation: number;
  /** True when the response contains no refresh token. */
  isAccessOnly: boolean;
  clientTraits: ClientTraits;
  /** The maximum time from a sign-in to the end of its session, in milliseconds. */
  maxLifeMs: number;
  /** The limit of refreshes of one session. */
  limit: Limit;
  /** The event that is recorded for a lost response, a changed client or a reuse of the token. */
  event: EventDraft;
}

export interface ActivityInput extends WithIncarnation {
  /** The number of the account. */
  owner: number;
}

export interface ExtendInput extends WithIncarnation {
  sessionId: number;
  /** The number of the account. */
  owner: number;
  /** The maximum time from a sign-in to the end of its session, in milliseconds. */
  maxLifeMs: number;
}

export interface EndInput extends WithIncarnation {
  sessions: SessionSelection;
  reason: SessionEndReason;
  /** The event that is recorded for each ended session. */
  event: EventDraft;
}

export interface DecideInput extends Omit<AccountDecision, 'id' | 'atMs'>, WithIncarnation {
  /** The event that is recorded for each session that the decision ends. */
  endEvent: EventDraft;
}

export interface ChangePasswordInput extends WithIncarnation {
  /** The hash of the new password. */
  passwordHash: string;
  /** The epoch of the password that was verified. */
  passwordEpoch: number;
  /** The session that changes the password. This session does not end. */
  currentSessionId: number;
  attempt: ReservedAttempt;
  event: EventDraft;
  notice: EmailNotice | null;
}

export interface RedeemOtpInput extends WithIncarnation {
  purpose: OtpPurpose;
  /** The text from which the verified code was derived. */
  nonce: string;
  /** The hash of the reset token that the client receives for the code. Null if the client receives no token. */
  tokenHash: string | null;
  /** The lifetime of the reset token. */
  tokenLifeMs: number;
}

export interface ResetPasswordInput extends WithIncarnation {
  /** Null when the caller used an invitation instead of a reset token. */
  tokenHash: string | null;
  /** The hash of the new password. */
  passwordHash: string;
  event: EventDraft;
  notice: EmailNotice | null;
}

export interface UnlockInput extends WithIncarnation {
  event: EventDraft;
}

/**
 * An e-mail to the owner. It is queued together with the reported change, unless the limit of its template is used up.
 */
export interface EmailNotice {
  email: EmailToQueue;
  /** The limit of e-mails with this template to one account. */
  limit: Limit;
}

export interface AllowanceInput {
  /** The name of the limit, for example `email:new_device`. */
  name: string;
  limit: Limit;
}
