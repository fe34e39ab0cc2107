/**
 * One of 256 objects that guard identifiers without an account. An attacker who tries a million identifiers therefore
 * creates no further objects. The rules, the results and the number of calls are the same as for an account.
 */
import { DurableObject } from 'cloudflare:workers';
import { DAY_MS } from '../rules/durations.ts';
import { scheduleAlarm } from './alarm.ts';
import type { ObjectEnvironment } from './environment.ts';
import { Guard } from './guard.ts';
import { ATTEMPTS_SCHEMA, FAILED_IDENTIFIERS_SCHEMA, GuardAttempts } from './guard-attempts.ts';
import { FAILURES_RETENTION_MS, GUARD_SCHEMA, GuardStore, OTP_TRIES_SCHEMA } from './guard-store.ts';
import type {
  AttemptInput,
  FailureInput,
  IdentifierGuard,
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
import { applySchema } from './schema-steps.ts';

const SWEEP_INTERVAL_MS = DAY_MS;

export class UnknownIdentifier extends DurableObject<ObjectEnvironment> implements IdentifierGuard {
  readonly #store: GuardStore;
  readonly #guard: Guard;
  /** False until the tables exist, and again after the alarm has deleted them. */
  #isReady = false;

  constructor(state: DurableObjectState, env: ObjectEnvironment) {
    super(state, env);
    this.#store = new GuardStore(state.storage.sql);
    this.#guard = new Guard({
      store: this.#store,
      attempts: new GuardAttempts(state.storage.sql),
      kv: env.EDGE_CACHE,
      storedSubject: (subject) => subject,
      waitUntil: (work) => state.waitUntil(work),
    });
  }

  /** Every attempt has the class `other`, because no sign-in has succeeded from any address. */
  reserveAttempt(input: AttemptInput): AttemptResult {
    this.#prepare();
    return this.#guard.reserveAttempt(input, 'other');
  }

  settleFailure(input: FailureInput): SettledFailure {
    this.#prepare();
    return this.#guard.settleFailure(input);
  }

  /** Stores a record, so that tries have the same results as for an account. The caller sends no code. */
  requestOtp(input: OtpRequestInput): OtpRequestResult {
    this.#prepare();
    return this.#guard.requestOtp(input);
  }

  takeOtpTry(input: OtpTryInput): OtpTryResult {
    this.#prepare();
    return this.#guard.takeOtpTry(input);
  }

  /** Counts the call in the same way as an account counts an invalid token. No reset token exists. */
  checkResetToken(input: ResetTokenInput): ResetTokenResult {
    this.#prepare();
    return this.#guard.rejectResetToken(input);
  }

  override async alarm(): Promise<void> {
    this.#createTables();
    this.#store.sweep(Date.now(), FAILURES_RETENTION_MS);
    if (this.#store.isEmpty()) {
      this.#isReady = false;
      await this.ctx.storage.deleteAll();
      return;
    }
    await this.ctx.storage.setAlarm(Date.now() + SWEEP_INTERVAL_MS);
  }

  /** Creates the missing tables and sets the alarm. */
  #prepare(): void {
    if (this.#isReady) return;
    this.#createTables();
    this.ctx.waitUntil(scheduleAlarm(this.ctx.storage, Date.now() + SWEEP_INTERVAL_MS));
  }

  /** Creates the missing tables. Does not set the alarm, because the alarm may delete the tables again. */
  #createTables(): void {
    if (this.#isReady) return;
    applySchema(this.ctx.storage.sql, [
      GUARD_SCHEMA,
      ATTEMPTS_SCHEMA,
      OTP_TRIES_SCHEMA,
      FAILED_IDENTIFIERS_SCHEMA,
    ]);
    this.#isReady = true;
  }
}
