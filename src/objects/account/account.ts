/**
 * The Durable Object of one account. It decides about attempts, limits, codes, passwords and sessions, and makes
 * decisions that also change the account's row in D1. D1 has a copy of the sessions. The worker can call every public
 * method of this class by RPC, but not the methods of the parts.
 */
import { DurableObject } from 'cloudflare:workers';
import { DAY_MS } from '../../rules/durations.ts';
import type { LimitVerdict } from '../../rules/guards/window-limit.ts';
import { scheduleAlarm } from '../alarm.ts';
import type { AccountDatabase, ObjectEnvironment } from '../environment.ts';
import type { ReservedAttempt, StoredFailures } from '../guard-attempts.ts';
import { FAILURES_RETENTION_MS, SELF } from '../guard-store.ts';
import type {
  AttemptInput,
  FailureInput,
  IdentifierGuard,
  OtpRequestInput,
  OtpTryInput,
  ResetTokenInput,
} from '../identifier-guard.ts';
import type {
  AttemptResult,
  BeginResult,
  ChangePasswordResult,
  DecideResult,
  EndResult,
  ExtendResult,
  OtpRequestResult,
  OtpTryResult,
  ReplacePasswordResult,
  ResetPasswordResult,
  ResetTokenResult,
  RotateResult,
  SettledFailure,
  UnlockResult,
} from '../results.ts';
import type {
  ActivityInput,
  AllowanceInput,
  BeginInput,
  ChangePasswordInput,
  DecideInput,
  EndInput,
  ExtendInput,
  RedeemOtpInput,
  ResetPasswordInput,
  RotateInput,
  UnlockInput,
} from './inputs.ts';
import { type AccountParts, createAccountParts } from './parts.ts';
import type { Replacement } from './passwords.ts';
import { beginSession } from './session-beginning.ts';
import type { SessionActivity } from './session-store.ts';

/**
 * The delay after which the alarm writes the last activity of a session to D1, so that several refreshes cost one
 * write. Another write to D1 can include the activity earlier.
 */
const ACTIVITY_DELAY_MS = 30_000;
/**
 * The time until the next deletion of expired entries, if no other alarm runs earlier. It is long, so that the alarm
 * rarely starts objects of inactive accounts.
 */
const SWEEP_INTERVAL_MS = 30 * DAY_MS;

export class Account extends DurableObject<ObjectEnvironment> implements IdentifierGuard {
  /** The D1 functions of this object. The entry point sets them, because objects may not import the store. */
  static database: AccountDatabase;

  /** Null until the first call, and again after the tables were deleted. */
  #createdParts: AccountParts | null = null;
  /** True after this instance has set the alarm for the entries of the guard, until the alarm finds no entry. */
  #isSweepScheduled = false;

  reserveAttempt(input: AttemptInput): AttemptResult {
    const isKnown = this.#parts.proofs.isKnownAddress(input.addressBlock, Date.now());
    return this.#partsWithSweep().guard.reserveAttempt(input, isKnown ? 'known' : 'other');
  }

  settleFailure(input: FailureInput): SettledFailure {
    return this.#partsWithSweep().guard.settleFailure(input);
  }

  requestOtp(input: OtpRequestInput): OtpRequestResult {
    return this.#partsWithSweep().guard.requestOtp(input);
  }

  takeOtpTry(input: OtpTryInput): OtpTryResult {
    return this.#partsWithSweep().guard.takeOtpTry(input);
  }

  checkResetToken(input: ResetTokenInput): ResetTokenResult {
    if (this.#parts.proofs.hasResetToken(input.tokenHash, Date.now())) return { kind: 'valid' };
    return this.#partsWithSweep().guard.rejectResetToken(input);
  }

  /** Uses up a verified code, and stores a reset token if one is given. Returns false if the code no longer exists. */
  redeemOtp({ purpose, nonce, tokenHash, tokenLifeMs, incarnation }: RedeemOtpInput): boolean {
    this.#parts.incarnation.dropIfOutdated(incarnation);
    if (!this.#parts.guardStore.consumeOtp(SELF, purpose, nonce)) return false;
    if (tokenHash !== null) this.#parts.proofs.storeResetToken(tokenHash, Date.now() + tokenLifeMs);
    return true;
  }

  /** Settles a reserved attempt after a correct password, if no session begins. */
  settleSuccess({ id, attemptClass }: ReservedAttempt): void {
    this.#parts.attempts.settleSuccess({ subject: SELF, attemptClass }, id, Date.now());
  }

  /** The failed attempts that still count, and their locks. */
  readFailures(): StoredFailures[] {
    return this.#parts.attempts.failures(SELF, Date.now());
  }

  /**
   * Ends every lock and resets the failed attempts. If a lock ended, returns `unlocked` only after D1 has stored the
   * event.
   */
  async unlock({ incarnation, event }: UnlockInput): Promise<UnlockResult> {
    await this.#parts.incarnation.ensureConsistent(incarnation, event.owner);
    if (!this.#parts.attempts.reset(SELF, Date.now())) return { kind: 'not_locked' };
    const decisionId = this.#parts.changes.add([{ type: 'event', event: { ...event, sessionId: null } }]);
    const cost = await this.#parts.changes.flush([decisionId]);
    return cost ? { kind: 'unlocked', cost } : { kind: 'unavailable' };
  }

  /** Counts one use of a named limit, such as one e-mail of a template, unless the limit is used up. */
  takeAllowance({ name, limit }: AllowanceInput): LimitVerdict {
    return this.#partsWithSweep().guardStore.countCall(SELF, name, limit, Date.now());
  }

  /** Deletes codes and reset tokens. They may belong to an earlier e-mail address of the account. */
  deleteCodes(): void {
    this.#parts.guardStore.deleteOtps(SELF);
    this.#parts.proofs.deleteResetTokens();
  }

  /** Begins a session. Returns the grant only after D1 has stored the session. */
  async begin(input: BeginInput): Promise<BeginResult> {
    await this.#parts.incarnation.ensureConsistent(input.incarnation, input.copy.owner);
    return beginSession(this.#parts, input);
  }

  /** Exchanges a refresh token. Ends the session if the token was reused, see `evaluateRefresh`. */
  async rotate(input: RotateInput): Promise<RotateResult> {
    await this.#parts.incarnation.ensureConsistent(input.incarnation, input.event.owner);
    const session = this.#parts.sessions.find(input.sessionId);
    if (!session) return { kind: 'rejected' };
    const usedUpWindow = this.#parts.guard.countRefresh(session.id, input.limit);
    if (usedUpWindow) return { kind: 'limited', window: usedUpWindow };
    const result = this.#parts.sessions.rotate(session, input, Date.now());
    if (result.kind === 'granted') await scheduleAlarm(this.ctx.storage, Date.now() + ACTIVITY_DELAY_MS);
    if (result.kind === 'reuse') await this.#parts.changes.flush([]);
    return result;
  }

  /** When the newest refresh token of each live session was issued. D1 stores the last activity later. */
  async readActivity({ incarnation, owner }: ActivityInput): Promise<SessionActivity[]> {
    await this.#parts.incarnation.ensureConsistent(incarnation, owner);
    return this.#parts.sessions.readActivity(Date.now());
  }

  /** Extends a page session or a Telegram link. The new end is written to D1 with the activity of the session. */
  async extend({ incarnation, sessionId, owner, maxLifeMs }: ExtendInput): Promise<ExtendResult> {
    await this.#parts.incarnation.ensureConsistent(incarnation, owner);
    const result = this.#parts.sessions.extend(sessionId, maxLifeMs, Date.now());
    if (result.kind === 'extended') await scheduleAlarm(this.ctx.storage, Date.now() + ACTIVITY_DELAY_MS);
    return result;
  }

  /** Ends sessions. Returns `ended` only after D1 has stored the end. Ending a session again is not an error. */
  async end(input: EndInput): Promise<EndResult> {
    await this.#parts.incarnation.ensureConsistent(input.incarnation, input.event.owner);
    const { count, decisionIds } = this.#parts.sessions.end(input, Date.now());
    const cost = await this.#parts.changes.flush(decisionIds);
    return cost ? { kind: 'ended', count, cost } : { kind: 'unavailable' };
  }

  /**
   * Makes a decision that changes both this object and the account's row in D1. D1 checks the condition of the
   * decision. A request that repeats an unresolved decision gets the outcome of the unresolved decision. As long as a
   * decision that closes the account is not resolved, no session begins, is refreshed or is extended.
   */
  async decide(input: DecideInput): Promise<DecideResult> {
    await this.#parts.incarnation.ensureConsistent(input.incarnation, input.owner);
    return this.#parts.decisions.decide(input);
  }

  /** Replaces the password for a user who has a valid reset token or an invitation. Ends every session and any lock. */
  async resetPassword(input: ResetPasswordInput): Promise<ResetPasswordResult> {
    await this.#parts.incarnation.ensureConsistent(input.incarnation, input.event.owner);
    const replaced = this.#parts.passwords.reset(input, Date.now());
    return replaced === null ? { kind: 'invalid' } : this.#afterReplacement(replaced);
  }

  /** Replaces the password after the old password was verified. Ends the other sessions. */
  async changePassword(input: ChangePasswordInput): Promise<ChangePasswordResult> {
    await this.#parts.incarnation.ensureConsistent(input.incarnation, input.event.owner);
    const replaced = this.#parts.passwords.change(input, Date.now());
    return replaced === null ? { kind: 'stale' } : this.#afterReplacement(replaced);
  }

  /** Deletes all data of this object, because the account is being erased. A later call creates the tables again. */
  async erase(): Promise<void> {
    this.#createdParts = null;
    this.#isSweepScheduled = false;
    await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    const nowMs = Date.now();
    this.#parts.guardStore.sweep(nowMs, FAILURES_RETENTION_MS);
    this.#parts.sessions.sweep(nowMs);
    this.#parts.proofs.sweep(nowMs);
    // A queued activity may be written to a restored database, but a decision of an earlier incarnation must not be
    // written.
    const hasDecisions = this.#parts.changes.hasDecisions() || this.#parts.decisions.isPending();
    if (hasDecisions) await this.#parts.incarnation.dropIfRestored();
    const isResolved = await this.#parts.decisions.retry();
    const isWritten = await this.#parts.changes.retry();
    if (!isResolved || !isWritten) return;
    const { sessions, proofs, guardStore } = this.#parts;
    this.#isSweepScheduled = !(sessions.isEmpty() && proofs.isEmpty() && guardStore.isEmpty());
    if (this.#isSweepScheduled) await scheduleAlarm(this.ctx.storage, Date.now() + SWEEP_INTERVAL_MS);
  }

  get #parts(): AccountParts {
    this.#createdParts ??= createAccountParts(this.ctx, this.env.EDGE_CACHE, {
      database: () => Account.database,
      binding: () => this.env.DB,
    });
    return this.#createdParts;
  }

  /** Returns the parts for a call that may add an entry of the guard. Sets the alarm that deletes the entry. */
  #partsWithSweep(): AccountParts {
    const isScheduled = this.#isSweepScheduled;
    this.#isSweepScheduled = true;
    if (!isScheduled) this.ctx.waitUntil(scheduleAlarm(this.ctx.storage, Date.now() + SWEEP_INTERVAL_MS));
    return this.#parts;
  }

  /** Returns `done` only after D1 has stored the new password and the ended sessions. */
  async #afterReplacement({ decisionId, isNoticeQueued }: Replacement): Promise<ReplacePasswordResult> {
    const cost = await this.#parts.changes.flush([decisionId]);
    return cost ? { kind: 'done', isNoticeQueued, cost } : { kind: 'unavailable' };
  }
}
