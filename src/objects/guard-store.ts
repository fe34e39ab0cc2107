/**
 * What guards an identifier: its failed attempts, its limits, its one-time passwords. `Account` keeps one
 * for itself, `UnknownIdentifier` one per hashed identifier, so that both answer alike.
 * Every method is synchronous: an await between read and write would lose counts.
 */
import { type AttemptVerdict, type LockoutPolicy, reserveAttempt } from '../rules/guards/lockout.ts';
import {
  type OtpPolicy,
  type OtpPurpose,
  type OtpRecord,
  requestOtp,
  takeOtpTry,
} from '../rules/guards/otp.ts';
import { type Limit, type LimitVerdict, spendFromWindow } from '../rules/guards/window-limit.ts';
import type { SchemaStep } from './schema-steps.ts';

/** Failures from an address that has signed in before count apart from all others. */
export type AttemptClass = 'known' | 'other';

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

  reserve(subject: string, kind: AttemptClass, policy: LockoutPolicy, nowMs: number): AttemptVerdict {
    const row = this.#sql
      .exec<{ count: number; locked_until: number | null }>(
        'SELECT count, locked_until FROM failures WHERE subject = ? AND class = ?',
        subject,
        kind,
      )
      .toArray()[0];
    const before = row && { count: row.count, lockedUntilMs: row.locked_until };
    const verdict = reserveAttempt(before, policy, nowMs);
    if (verdict.allowed) {
      const { count, lockedUntilMs } = verdict.failures;
      this.#sql.exec(
        'INSERT OR REPLACE INTO failures (subject, class, count, locked_until, touched_at) VALUES (?, ?, ?, ?, ?)',
        subject,
        kind,
        count,
        lockedUntilMs,
        nowMs,
      );
    }
    return verdict;
  }

  /** A success ends the row of failures of its own class only: it must not give a guesser elsewhere new tries. */
  resetFailures(subject: string, kind: AttemptClass): void {
    this.#sql.exec('DELETE FROM failures WHERE subject = ? AND class = ?', subject, kind);
  }

  /** Ends every row of failures; true when that ended a lock. */
  resetAllFailures(subject: string, nowMs: number): boolean {
    const locks = this.#sql
      .exec('SELECT 1 FROM failures WHERE subject = ? AND locked_until > ?', subject, nowMs)
      .toArray();
    this.#sql.exec('DELETE FROM failures WHERE subject = ?', subject);
    return locks.length > 0;
  }

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

  /** Takes one call back from the window it was counted in; a later window is left alone. */
  giveBack(subject: string, bucket: string, resetAtMs: number): void {
    this.#sql.exec(
      'UPDATE windows SET count = max(0, count - 1) WHERE subject = ? AND bucket = ? AND reset_at = ?',
      subject,
      bucket,
      resetAtMs,
    );
  }

  nextExpiryMs(): number | null {
    return this.#sql.exec<{ at: number | null }>('SELECT min(reset_at) AS at FROM windows').one().at;
  }

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

  takeOtpTry(subject: string, purpose: OtpPurpose, nowMs: number): OtpRecord | null {
    const record = takeOtpTry(this.#otp(subject, purpose), nowMs);
    if (record) this.#storeOtp(subject, purpose, record);
    return record;
  }

  /** Ends the code of this nonce; false when it is not the live one any more. */
  burnOtp(subject: string, purpose: OtpPurpose, nonce: string): boolean {
    const { rowsWritten } = this.#sql.exec(
      'DELETE FROM otps WHERE subject = ? AND purpose = ? AND nonce = ?',
      subject,
      purpose,
      nonce,
    );
    return rowsWritten > 0;
  }

  dropOtps(subject: string): void {
    this.#sql.exec('DELETE FROM otps WHERE subject = ?', subject);
  }

  /** Erases what no longer decides anything. A row of failures below its maximum has no end of its own. */
  sweep(nowMs: number, failuresKeptMs: number): void {
    this.#sql.exec('DELETE FROM windows WHERE reset_at <= ?', nowMs);
    this.#sql.exec('DELETE FROM otps WHERE expires_at <= ?', nowMs);
    this.#sql.exec('DELETE FROM failures WHERE touched_at <= ?', nowMs - failuresKeptMs);
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
