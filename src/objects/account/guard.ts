/**
 * What guards one account: attempts, limits, one-time passwords and the tokens they buy.
 * Called exactly as a `UnknownIdentifier` is, so that callers need not know which of the two they face; the subject
 * (a hash of the identifier) only names the entry that KV gets when a limit trips.
 */
import { DurableObject } from 'cloudflare:workers';
import type { LockoutPolicy } from '../../rules/guards/lockout.ts';
import type { OtpPolicy, OtpPurpose, OtpRecord } from '../../rules/guards/otp.ts';
import type { Limit, Window } from '../../rules/guards/window-limit.ts';
import type { AttemptAnswer, OtpRequestAnswer, OtpTryAnswer, ResetTokenAnswer } from '../answers.ts';
import type { ApplyChanges, ObjectEnvironment } from '../environment.ts';
import { GUARD_SCHEMA, GuardStore } from '../guard-store.ts';
import { applySchema } from '../schema-steps.ts';
import { TrippedLimitWriter } from '../tripped-limit-writer.ts';
import { AccountChanges, CHANGES_SCHEMA } from './changes.ts';
import { AccountProofs, DEVICES_SCHEMA } from './proofs.ts';
import { AccountSessions, SESSIONS_SCHEMA } from './sessions.ts';

/** The ledger's subject for the account itself; a session's limits stand under its id. */
export const SELF = '';
const DAY_MS = 24 * 3600_000;
export const ADDRESS_KNOWN_MS = 90 * DAY_MS;
const ENDED_KEPT_MS = 30 * DAY_MS;
/** Failures in a row and devices met: as long as security events. */
const HISTORY_KEPT_MS = 400 * DAY_MS;
const RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** What has expired may lie a while: a dormant account should not wake every day. */
const SWEEP_MS = 30 * DAY_MS;

export class AccountDoor extends DurableObject<ObjectEnvironment> {
  protected readonly ledger: GuardStore;
  protected readonly sessions: AccountSessions;
  protected readonly proofs: AccountProofs;
  protected readonly outbox: AccountChanges;
  readonly #publisher: TrippedLimitWriter;
  #retries = 0;

  constructor(state: DurableObjectState, env: ObjectEnvironment, publish: ApplyChanges) {
    super(state, env);
    const { sql } = state.storage;
    applySchema(sql, [GUARD_SCHEMA, SESSIONS_SCHEMA, CHANGES_SCHEMA, DEVICES_SCHEMA]);
    this.#publisher = new TrippedLimitWriter(env.EDGE_CACHE);
    this.ledger = new GuardStore(sql);
    this.sessions = new AccountSessions(sql);
    this.proofs = new AccountProofs(sql);
    this.outbox = new AccountChanges(sql, (changes) => publish(this.env.DB, changes));
  }

  /** Reserves one attempt before anything is hashed. */
  reserveAttempt(_subject: string, addressBlock: string, policy: LockoutPolicy): AttemptAnswer {
    const nowMs = Date.now();
    const known = this.proofs.knowsAddress(addressBlock, nowMs - ADDRESS_KNOWN_MS);
    const attemptClass = known ? 'known' : 'other';
    const verdict = this.ledger.reserve(SELF, attemptClass, policy, nowMs);
    if (!verdict.allowed) return { kind: 'locked', lockedUntilMs: verdict.lockedUntilMs };
    return { kind: 'reserved', attemptClass, isLast: verdict.isLast };
  }

  requestOtp(
    subject: string,
    limit: Limit,
    purpose: OtpPurpose,
    freshNonce: string,
    policy: OtpPolicy,
  ): OtpRequestAnswer {
    const limited = this.spend(SELF, 'send_otp', limit, subject);
    if (limited) return { kind: 'limited', window: limited };
    const record = this.ledger.requestOtp(SELF, purpose, freshNonce, policy, Date.now());
    return { kind: 'requested', nonce: record.nonce, expiresAtMs: record.expiresAtMs };
  }

  /** Takes one of the code's tries; the caller derives the code from the nonce and compares. */
  takeOtpTry(subject: string, limit: Limit, purpose: OtpPurpose): OtpTryAnswer {
    const limited = this.spend(SELF, 'verify_otp', limit, subject);
    if (limited) return { kind: 'limited', window: limited };
    const record: OtpRecord | null = this.ledger.takeOtpTry(SELF, purpose, Date.now());
    return record ? { kind: 'taken', nonce: record.nonce } : { kind: 'expired' };
  }

  /** Trades a proved code for a reset token, once; false when another call was first. */
  redeemOtp(purpose: OtpPurpose, nonce: string, tokenHash: string, tokenLifeMs: number): boolean {
    if (!this.ledger.burnOtp(SELF, purpose, nonce)) return false;
    this.proofs.storeResetToken(tokenHash, Date.now() + tokenLifeMs);
    return true;
  }

  checkResetToken(subject: string, limit: Limit, tokenHash: string): ResetTokenAnswer {
    const limited = this.spend(SELF, 'change_password', limit, subject);
    if (limited) return { kind: 'limited', window: limited };
    return { kind: this.proofs.hasResetToken(tokenHash, Date.now()) ? 'valid' : 'invalid' };
  }

  /** Counts a letter to the owner, so that nobody can have a mailbox filled by signing in to it. */
  takeEmailAllowance(template: string, limit: Limit): boolean {
    return this.ledger.spend(SELF, `letter:${template}`, limit, Date.now()).allowed;
  }

  /** Voids codes and reset tokens: they were sent to an address that is not the account's any more. */
  dropCodes(): void {
    this.ledger.dropOtps(SELF);
    this.proofs.dropResetTokens();
  }

  /** Forgets everything: the account is gone for good. */
  async erase(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    const nowMs = Date.now();
    this.ledger.sweep(nowMs, HISTORY_KEPT_MS);
    this.sessions.sweep(nowMs, ENDED_KEPT_MS);
    this.proofs.sweep(nowMs, ADDRESS_KNOWN_MS, HISTORY_KEPT_MS);
    const cost = await this.outbox.flush();
    if (cost !== null) this.#retries = 0;
    const delayMs =
      cost === null ? this.#retryDelay() : this.sessions.isEmpty() && this.proofs.isEmpty() ? null : SWEEP_MS;
    // Never later than an alarm that a decision has set meanwhile.
    if (delayMs !== null) await this.scheduleAlarm(delayMs);
  }

  /** Doubles while D1 stays away, from seconds to minutes; a new object begins anew. */
  #retryDelay(): number {
    this.#retries += 1;
    return Math.min(RETRY_MS * 2 ** (this.#retries - 1), LONGEST_RETRY_MS);
  }

  /** Counts a call; the window when it is used up, and then KV is told under `publishedAs`. */
  protected spend(subject: string, bucket: string, limit: Limit, publishedAs: string): Window | null {
    const nowMs = Date.now();
    const { allowed, window } = this.ledger.spend(subject, bucket, limit, nowMs);
    if (allowed) return null;
    this.ctx.waitUntil(this.#publisher.publish(bucket, publishedAs, window, nowMs));
    return window;
  }

  /** Sees to it that the alarm rings no later than in `delayMs`. */
  protected async scheduleAlarm(delayMs: number): Promise<void> {
    const atMs = Date.now() + delayMs;
    const alarm = await this.ctx.storage.getAlarm();
    if (alarm === null || alarm > atMs) await this.ctx.storage.setAlarm(atMs);
  }
}
