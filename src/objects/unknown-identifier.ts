/**
 * One of 256 objects that stand in for accounts that do not exist: same rules, same answers, same number of
 * calls. A prober of a million addresses meets these and creates nothing.
 */
import { DurableObject } from 'cloudflare:workers';
import type { LockoutPolicy } from '../rules/guards/lockout.ts';
import type { OtpPolicy, OtpPurpose } from '../rules/guards/otp.ts';
import type { Limit, Window } from '../rules/guards/window-limit.ts';
import type { AttemptAnswer, OtpRequestAnswer, OtpTryAnswer, ResetTokenAnswer } from './answers.ts';
import type { ObjectEnvironment } from './environment.ts';
import { GUARD_SCHEMA, GuardStore } from './guard-store.ts';
import { applySchema } from './schema-steps.ts';
import { TrippedLimitWriter } from './tripped-limit-writer.ts';

/** As long as anybody could want to tell an account's lasting row of failures from a stranger's. */
const FAILURES_KEPT_MS = 400 * 24 * 3600_000;
const SWEEP_EVERY_MS = 24 * 3600_000;

export class UnknownIdentifier extends DurableObject<ObjectEnvironment> {
  readonly #ledger: GuardStore;
  readonly #publisher: TrippedLimitWriter;
  #ready = false;

  constructor(state: DurableObjectState, env: ObjectEnvironment) {
    super(state, env);
    this.#ledger = new GuardStore(state.storage.sql);
    this.#publisher = new TrippedLimitWriter(env.EDGE_CACHE);
  }

  reserveAttempt(subject: string, _addressBlock: string, policy: LockoutPolicy): AttemptAnswer {
    this.#prepare();
    const verdict = this.#ledger.reserve(subject, 'other', policy, Date.now());
    if (!verdict.allowed) return { kind: 'locked', lockedUntilMs: verdict.lockedUntilMs };
    return { kind: 'reserved', attemptClass: 'other', isLast: verdict.isLast };
  }

  /** Keeps a record as an account would, though no code is ever sent, so that tries are answered alike. */
  requestOtp(
    subject: string,
    limit: Limit,
    purpose: OtpPurpose,
    freshNonce: string,
    policy: OtpPolicy,
  ): OtpRequestAnswer {
    const limited = this.#spend(subject, 'send_otp', limit);
    if (limited) return { kind: 'limited', window: limited };
    const { nonce, expiresAtMs } = this.#ledger.requestOtp(subject, purpose, freshNonce, policy, Date.now());
    return { kind: 'requested', nonce, expiresAtMs };
  }

  takeOtpTry(subject: string, limit: Limit, purpose: OtpPurpose): OtpTryAnswer {
    const limited = this.#spend(subject, 'verify_otp', limit);
    if (limited) return { kind: 'limited', window: limited };
    const record = this.#ledger.takeOtpTry(subject, purpose, Date.now());
    return record ? { kind: 'taken', nonce: record.nonce } : { kind: 'expired' };
  }

  checkResetToken(subject: string, limit: Limit, _tokenHash: string): ResetTokenAnswer {
    const limited = this.#spend(subject, 'change_password', limit);
    return limited ? { kind: 'limited', window: limited } : { kind: 'invalid' };
  }

  override async alarm(): Promise<void> {
    this.#prepare();
    this.#ledger.sweep(Date.now(), FAILURES_KEPT_MS);
    if (this.#ledger.isEmpty()) {
      this.#ready = false;
      await this.ctx.storage.deleteAll();
      return;
    }
    await this.ctx.storage.setAlarm(Date.now() + SWEEP_EVERY_MS);
  }

  #spend(subject: string, bucket: string, limit: Limit): Window | null {
    const nowMs = Date.now();
    this.#prepare();
    const { allowed, window } = this.#ledger.spend(subject, bucket, limit, nowMs);
    if (allowed) return null;
    this.ctx.waitUntil(this.#publisher.publish(bucket, subject, window, nowMs));
    return window;
  }

  #prepare(): void {
    if (this.#ready) return;
    applySchema(this.ctx.storage.sql, [GUARD_SCHEMA]);
    this.#ready = true;
    this.ctx.waitUntil(this.#keepSweeping());
  }

  async #keepSweeping(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) {
      await this.ctx.storage.setAlarm(Date.now() + SWEEP_EVERY_MS);
    }
  }
}
