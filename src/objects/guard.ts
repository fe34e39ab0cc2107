/** The guard of identifiers as both kinds of objects use it: attempts, limits and one-time codes in storage. */
import type { Limit, Window } from '../rules/guards/window-limit.ts';
import type { AttemptClass, GuardAttempts } from './guard-attempts.ts';
import type { GuardStore } from './guard-store.ts';
import type { AttemptInput, FailureInput, OtpRequestInput, OtpTryInput } from './identifier-guard.ts';
import type { AttemptResult, OtpRequestResult, OtpTryResult, SettledFailure } from './results.ts';
import { TrippedLimitWriter } from './tripped-limit-writer.ts';

export interface GuardParts {
  store: GuardStore;
  attempts: GuardAttempts;
  kv: KVNamespace;
  /** The subject under which the store has an identifier: itself, or `SELF` in an object of one identifier. */
  storedSubject: (subject: string) => string;
  waitUntil: (work: Promise<unknown>) => void;
}

export class Guard {
  readonly #parts: GuardParts;
  readonly #limitWriter: TrippedLimitWriter;

  constructor(parts: GuardParts) {
    this.#parts = parts;
    this.#limitWriter = new TrippedLimitWriter(parts.kv);
  }

  reserveAttempt({ subject, policy }: AttemptInput, attemptClass: AttemptClass): AttemptResult {
    const { attempts, storedSubject } = this.#parts;
    const id = crypto.randomUUID();
    const key = { subject: storedSubject(subject), attemptClass };
    const verdict = attempts.reserve(key, id, policy, Date.now());
    if (verdict.kind === 'busy') return { kind: 'busy' };
    if (verdict.kind === 'reserved') return { kind: 'reserved', attempt: { id, attemptClass } };
    const { lockedUntilMs, isNew } = verdict;
    return { kind: 'locked', lockedUntilMs, isNew };
  }

  settleFailure({ subject, attempt, policy }: FailureInput): SettledFailure {
    const { attempts, storedSubject } = this.#parts;
    const key = { subject: storedSubject(subject), attemptClass: attempt.attemptClass };
    return { isLast: attempts.settleFailure(key, attempt.id, policy, Date.now()) };
  }

  requestOtp({ subject, limit, purpose, nonce, policy }: OtpRequestInput): OtpRequestResult {
    const limited = this.spend(subject, 'send_otp', limit);
    if (limited) return { kind: 'limited', window: limited };
    const { store, storedSubject } = this.#parts;
    const record = store.requestOtp(storedSubject(subject), purpose, nonce, policy, Date.now());
    return { kind: 'requested', nonce: record.nonce, expiresAtMs: record.expiresAtMs };
  }

  takeOtpTry({ subject, limit, purpose }: OtpTryInput): OtpTryResult {
    const limited = this.spend(subject, 'verify_otp', limit);
    if (limited) return { kind: 'limited', window: limited };
    const { store, storedSubject } = this.#parts;
    const record = store.takeOtpTry(storedSubject(subject), purpose, Date.now());
    return record ? { kind: 'taken', nonce: record.nonce } : { kind: 'expired' };
  }

  /** Counts a call on an identifier. Returns the window when it is used up, otherwise null. */
  spend(subject: string, bucket: string, limit: Limit): Window | null {
    return this.#spend(this.#parts.storedSubject(subject), subject, bucket, limit);
  }

  /** Counts a refresh of one session. Returns the window when it is used up, otherwise null. */
  spendRefresh(sessionId: number, limit: Limit): Window | null {
    return this.#spend(String(sessionId), String(sessionId), 'refresh', limit);
  }

  #spend(storedSubject: string, subject: string, bucket: string, limit: Limit): Window | null {
    const nowMs = Date.now();
    const { allowed, window } = this.#parts.store.spend(storedSubject, bucket, limit, nowMs);
    if (allowed) return null;
    this.#parts.waitUntil(this.#limitWriter.write(bucket, subject, window, nowMs));
    return window;
  }
}
