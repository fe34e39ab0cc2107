/**
 * The storage of a guard: limits and one-time passwords, by subject. Failed attempts are in `guard-attempts.ts`.
 * Every method is synchronous: an await between a read and a write would lose counts.
 */
import { DAY_MS } from '../rules/durations.ts';
import {
  type OtpPolicy,
  type OtpPurpose,
  type OtpRecord,
  requestOtp,
  takeOtpTry,
} from '../rules/guards/otp.ts';
import { type Limit, type LimitVerdict, spendFromWindow } from '../rules/guards/window-limit.ts';
import type { SchemaStep } from './schema-steps.ts';

/** The subject in an object that guards one identifier or one address block only. */
export const SELF = '';
/**
 * How long failures in a row are stored, counted from the last one: as long as security events. The same for accounts
 * and for unknown identifiers, so that a client cannot distinguish the two.
 */
export const FAILURES_RETENTION_MS = 400 * DAY_MS;

export const GUARD_SCHEMA: SchemaStep = {
  step: 1,
  why: 'failures, limits and one-time passwords of an identifier',
  statements: [
    `CREATE TABLE failures (subject TEXT, class TEXT, count INTEGER NOT NULL, locked_until INTEGER,
       touched_at INTEGER NOT NULL, PRIMARY KEY (subject, class)) WITHOUT ROWID`,
    `CREATE TABLE windows (subject TEXT, bucket TEXT, count INTEGER NOT NULL, reset_at INTEGER NOT NULL,
       PRIMARY KEY (subject, bucket)) WITHOUT ROWID`,
    `CREATE TABLE otps (subject TEXT, purpose TEXT, nonce TEXT NOT NULL, expires_at INTEGER NOT NULL,
       tries_left INTEGER NOT NULL, PRIMARY KEY (subject, purpose)) WITHOUT ROWID`,
  ],
};

export class GuardStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Counts one call, unless the window is used up. */
  spend(subject: string, bucket: string, limit: Limit, nowMs: number): LimitVerdict {
    const row = this.#sql
      .exec<{ count: number; reset_at: number }>(
        'SELECT count, reset_at FROM windows WHERE subject = ? AND bucket = ?',
        subject,
        bucket,
      )
      .toArray()[0];
    const verdict = spendFromWindow(row && { count: row.count, resetAtMs: row.reset_at }, limit, nowMs);
    if (verdict.allowed) {
      const { count, resetAtMs } = verdict.window;
      this.#sql.exec(
        'INSERT OR REPLACE INTO windows (subject, bucket, count, reset_at) VALUES (?, ?, ?, ?)',
        subject,
        bucket,
        count,
        resetAtMs,
      );
    }
    return verdict;
  }

  /** Takes one call back from the window it was counted in. A later window does not change. */
  refund(subject: string, bucket: string, resetAtMs: number): void {
    this.#sql.exec(
      'UPDATE windows SET count = max(0, count - 1) WHERE subject = ? AND bucket = ? AND reset_at = ?',
      subject,
      bucket,
      resetAtMs,
    );
  }

  /** End of the window that ends first, or null when there is none. */
  nextExpiryMs(): number | null {
    return this.#sql.exec<{ at: number | null }>('SELECT min(reset_at) AS at FROM windows').one().at;
  }

  /** Returns the valid record, or stores a new one with the given nonce. */
  requestOtp(
    subject: string,
    purpose: OtpPurpose,
    nonce: string,
    policy: OtpPolicy,
    nowMs: number,
  ): OtpRecord {
    const record = requestOtp(this.#otp(subject, purpose), nonce, policy, nowMs);
    this.#storeOtp(subject, purpose, record);
    return record;
  }

  /** Takes one try of the valid code. Returns null when there is no valid code or no try left. */
  takeOtpTry(subject: string, purpose: OtpPurpose, nowMs: number): OtpRecord | null {
    const record = takeOtpTry(this.#otp(subject, purpose), nowMs);
    if (record) this.#storeOtp(subject, purpose, record);
    return record;
  }

  /** Deletes the code with this nonce. Returns false when that code no longer exists. */
  consumeOtp(subject: string, purpose: OtpPurpose, nonce: string): boolean {
    const { rowsWritten } = this.#sql.exec(
      'DELETE FROM otps WHERE subject = ? AND purpose = ? AND nonce = ?',
      subject,
      purpose,
      nonce,
    );
    return rowsWritten > 0;
  }

  deleteOtps(subject: string): void {
    this.#sql.exec('DELETE FROM otps WHERE subject = ?', subject);
  }

  /**
   * Deletes entries that no longer affect a decision. Failures without a lock never expire by themselves, so they have
   * a retention in milliseconds.
   */
  sweep(nowMs: number, failuresRetentionMs: number): void {
    this.#sql.exec('DELETE FROM windows WHERE reset_at <= ?', nowMs);
    this.#sql.exec('DELETE FROM otps WHERE expires_at <= ?', nowMs);
    this.#sql.exec('DELETE FROM failures WHERE touched_at <= ?', nowMs - failuresRetentionMs);
  }

  isEmpty(): boolean {
    const count = this.#sql
      .exec<{ total: number }>(
        'SELECT (SELECT count(*) FROM windows) + (SELECT count(*) FROM otps) + (SELECT count(*) FROM failures) AS total',
      )
      .one().total;
    return count === 0;
  }

  #otp(subject: string, purpose: OtpPurpose): OtpRecord | undefined {
    const row = this.#sql
      .exec<{ nonce: string; expires_at: number; tries_left: number }>(
        'SELECT nonce, expires_at, tries_left FROM otps WHERE subject = ? AND purpose = ?',
        subject,
        purpose,
      )
      .toArray()[0];
    return row && { nonce: row.nonce, expiresAtMs: row.expires_at, triesLeft: row.tries_left };
  }

  #storeOtp(subject: string, purpose: OtpPurpose, record: OtpRecord): void {
    this.#sql.exec(
      'INSERT OR REPLACE INTO otps (subject, purpose, nonce, expires_at, tries_left) VALUES (?, ?, ?, ?, ?)',
      subject,
      purpose,
      record.nonce,
      record.expiresAtMs,
      record.triesLeft,
    );
  }
}
