/**
 * The guard of identifiers: attempts, limits and one-time codes. The objects `Account` and `UnknownIdentifier` use this
 * class.
 */
import { subjectAtBlock } from '../rules/edge-cache-keys.ts';
import type { Limit, Window } from '../rules/guards/window-limit.ts';
import { ExceededLimitWriter } from './exceeded-limit-writer.ts';
import type { AttemptClass, GuardAttempts } from './guard-attempts.ts';
import type { GuardStore, LimitedWindow } from './guard-store.ts';
import type {
  AttemptInput,
  FailureInput,
  OtpRequestInput,
  OtpTryInput,
  ResetTokenInput,
} from './identifier-guard.ts';
import type {
  AttemptResult,
  OtpRequestResult,
  OtpTryResult,
  ResetTokenResult,
  SettledFailure,
} from './results.ts';

export interface GuardParts {
  store: GuardStore;
  attempts: GuardAttempts;
  kv: KVNamespace;
  /**
   * The subject under which an identifier is stored: the hash of the identifier, or `SELF` in the object of an account.
   */
  storedSubject: (subject: string) => string;
  waitUntil: (work: Promise<unknown>) => void;
}

export class Guard {
  readonly #parts: GuardParts;
  readonly #limitWriter: ExceededLimitWriter;

  constructor(parts: GuardParts) {
    this.#parts = parts;
    this.#limitWriter = new ExceededLimitWriter(parts.kv);
  }

  /**
   * Reserves an attempt. The lock of an account is hidden from an identifier with which no failure was made. The
   * attempt is then reserved for this identifier only, as if the identifier had no account.
   */
  reserveAttempt({ subject, policy }: AttemptInput, attemptClass: AttemptClass): AttemptResult {
    const { attempts, storedSubject } = this.#parts;
    const id = crypto.randomUUID();
    const reserve = (stored: string) =>
      attempts.reserve({ subject: stored, attemptClass }, { id, subject }, policy, Date.now());
    const verdict = reserve(storedSubject(subject));
    const isHidden = verdict.kind === 'locked' && !verdict.hasFailures;
    const shownVerdict = isHidden ? reserve(subject) : verdict;
    if (shownVerdict.kind === 'busy') return { kind: 'busy' };
    if (shownVerdict.kind === 'reserved')
      return { kind: 'reserved', attempt: { id, attemptClass, isHidden } };
    const isNew = verdict.kind === 'locked' && verdict.isNew;
    return { kind: 'locked', lockedUntilMs: shownVerdict.lockedUntilMs, isNew };
  }

  settleFailure({ subject, attempt, policy }: FailureInput): SettledFailure {
    const { attempts, storedSubject } = this.#parts;
    const { id, attemptClass, isHidden } = attempt;
    const key = { subject: isHidden ? subject : storedSubject(subject), attemptClass };
    const setsLock = attempts.settleFailure(key, id, policy, Date.now());
    return { setsLock: setsLock && !isHidden };
  }

  requestOtp(input: OtpRequestInput): OtpRequestResult {
    const { subject, requestingBlock, limit, purpose, nonce, policy } = input;
    const usedUpWindow = this.countCall(subject, requestingBlock, 'send_otp', limit);
    if (usedUpWindow) return { kind: 'limited', window: usedUpWindow };
    const { store, storedSubject } = this.#parts;
    const nowMs = Date.now();
    const record = store.requestOtp(storedSubject(subject), purpose, nonce, policy, nowMs);
    const emails = [
      { bucket: subjectAtBlock('code_emails', requestingBlock), limit: input.emailsPerBlock },
      { bucket: 'code_emails', limit: input.emailsInAll },
    ].map((window) => ({ ...window, subject: storedSubject(subject) }));
    const isEmailAllowed = store.countCalls(emails, nowMs).every(({ isAllowed }) => isAllowed);
    return { kind: 'requested', nonce: record.nonce, expiresAtMs: record.expiresAtMs, isEmailAllowed };
  }

  takeOtpTry({ subject, requestingBlock, limit, maxTriesPerBlock, purpose }: OtpTryInput): OtpTryResult {
    const usedUpWindow = this.countCall(subject, requestingBlock, 'verify_otp', limit);
    if (usedUpWindow) return { kind: 'limited', window: usedUpWindow };
    const { store, storedSubject } = this.#parts;
    const from = { requestingBlock, maxTriesPerBlock };
    const record = store.takeOtpTry(storedSubject(subject), purpose, from, Date.now());
    return record ? { kind: 'taken', nonce: record.nonce } : { kind: 'expired' };
  }

  /** Counts an invalid reset token, unless `isCounted` is false. */
  rejectResetToken({ subject, requestingBlock, limit, isCounted }: ResetTokenInput): ResetTokenResult {
    const usedUpWindow = isCounted
      ? this.countCall(subject, requestingBlock, 'change_password', limit)
      : null;
    return usedUpWindow ? { kind: 'limited', window: usedUpWindow } : { kind: 'invalid' };
  }

  /**
   * Counts a call on an identifier from one requesting block (`FromBlock`). Returns the window when it is used up,
   * otherwise null.
   */
  countCall(subject: string, requestingBlock: string, bucket: string, limit: Limit): Window | null {
    const key = {
      subject: this.#parts.storedSubject(subject),
      bucket: subjectAtBlock(bucket, requestingBlock),
      limit,
    };
    return this.#countCall(key, bucket, subjectAtBlock(subject, requestingBlock));
  }

  /** Counts a refresh of one session. Returns the window when it is used up, otherwise null. */
  countRefresh(sessionId: number, limit: Limit): Window | null {
    const subject = String(sessionId);
    return this.#countCall({ subject, bucket: 'refresh', limit }, 'refresh', subject);
  }

  /**
   * Counts a sign-in. This limit is not written to the edge cache, because only a caller who has proved their identity
   * may learn that it is used up. Returns the window when it is used up, otherwise null.
   */
  countSignIn(requestingBlock: string, limit: Limit): Window | null {
    const { store, storedSubject } = this.#parts;
    const bucket = subjectAtBlock('sign_ins', requestingBlock);
    const { isAllowed, window } = store.countCall(storedSubject(''), bucket, limit, Date.now());
    return isAllowed ? null : window;
  }

  #countCall(key: LimitedWindow, cachedBucket: string, cachedSubject: string): Window | null {
    const nowMs = Date.now();
    const { isAllowed, window } = this.#parts.store.countCall(key.subject, key.bucket, key.limit, nowMs);
    if (isAllowed) return null;
    this.#parts.waitUntil(this.#limitWriter.write(cachedBucket, cachedSubject, window, nowMs));
    return window;
  }
}
