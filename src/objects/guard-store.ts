/**
 * The storage of a guard: limits and one-time codes, by subject. `guard-attempts.ts` reads and writes failed attempts.
 * Every method is synchronous, because an await between a read and a write would lose counts.
 */
import { DAY_MS } from '../rules/durations.ts';
import {
  type OtpPolicy,
  type OtpPurpose,
  type OtpRecord,
  requestOtp,
  takeOtpTry,
} from '../rules/guards/otp.ts';
import { countInWindow, type Limit, type LimitVerdict, type Window } from '../rules/guards/window-limit.ts';
import type { SchemaStep } from './schema-steps.ts';

/** The subject of the entries for the whole account, in the object of this account. */
export const SELF = '';
/**
 * The retention of consecutive failures, counted from their last change. It equals the retention of security events. It
 * is the same for accounts and for unknown identifiers, so that a client cannot distinguish them.
 */
export const FAILURES_RETENTION_MS = 400 * DAY_MS;

export const GUARD_SCHEMA: SchemaStep = {
  step: 1,
  purpose: 'failures, limits and one-time codes of an identifier',
  statements: [
    `CREATE TABLE failures (subject TEXT, class TEXT, count INTEGER NOT NULL, locked_until INTEGER,
       touched_at INTEGER NOT NULL, PRIMARY KEY (subject, class)) WITHOUT ROWID`,
    `CREATE TABLE windows (subject TEXT, bucket TEXT, count INTEGER NOT NULL, reset_at INTEGER NOT NULL,
       PRIMARY KEY (subject, bucket)) WITHOUT ROWID`,
    `CREATE TABLE otps (subject TEXT, purpose TEXT, nonce TEXT NOT NULL, expires_at INTEGER NOT NULL,
       tries_left INTEGER NOT NULL, PRIMARY KEY (subject, purpose)) WITHOUT ROWID`,
  ],
};

export const OTP_TRIES_SCHEMA: SchemaStep = {
  step: 7,
  purpose: 'tries of a one-time code by requesting block, as JSON',
  statements: ["ALTER TABLE otps ADD COLUMN tries_by_block TEXT NOT NULL DEFAULT '{}'"],
};

/** The key of the window in which a call is counted, and the limit of the window. */
export interface LimitedWindow {
  /** What is limited, for example an identifier, an address block or a session. */
  subject: string;
  /** The name of the limit, followed by the requesting block if the limit is counted separately for each block. */
  bucket: string;
  limit: Limit;
}

export class GuardStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Counts one call, unless the window is used up. */
  countCall(subject: string, bucket: string, limit: Limit, nowMs: number): LimitVerdict {
    return this.countCalls([{ subject, bucket, limit }], nowMs)[0] as LimitVerdict;
  }

  /** Counts one call in every window, or in no window if one is used up. Returns one verdict per window. */
  countCalls(windows: LimitedWindow[], nowMs: number): LimitVerdict[] {
    const verdicts = windows.map((window) => countInWindow(this.#window(window), window.limit, nowMs));
    if (!verdicts.every(({ isAllowed }) => isAllowed)) return verdicts;
    for (const [at, { window }] of verdicts.entries()) {
      const { subject, bucket } = windows[at] as LimitedWindow;
      if (window.count === 1) this.#deleteEndedWindows(subject, nowMs);
      this.#sql.exec(
        'INSERT OR REPLACE INTO windows (subject, bucket, count, reset_at) VALUES (?, ?, ?, ?)',
        subject,
        bucket,
        window.count,
        window.resetAtMs,
      );
    }
    return verdicts;
  }

  /** Subtracts one call from the window in which it was counted. A later window does not change. */
  refund(subject: string, bucket: string, resetAtMs: number): void {
    this.#sql.exec(
      'UPDATE windows SET count = max(0, count - 1) WHERE subject = ? AND bucket = ? AND reset_at = ?',
      subject,
      bucket,
      resetAtMs,
    );
  }

  /** Returns the valid record, or stores and returns a new one with the given nonce. */
  requestOtp(
    subject: string,
    purpose: OtpPurpose,
    nonce: string,
    policy: OtpPolicy,
    nowMs: number,
  ): OtpRecord {
    const current = this.#otp(subject, purpose);
    const record = requestOtp(current, nonce, policy, nowMs);
    if (record !== current) this.#storeOtp(subject, purpose, record);
    return record;
  }

  /**
   * Uses one try of the valid code. Returns null if there is no valid code, or if no try is left for the block or for
   * all blocks together.
   */
  takeOtpTry(
    subject: string,
    purpose: OtpPurpose,
    from: { requestingBlock: string; maxTriesPerBlock: number },
    nowMs: number,
  ): OtpRecord | null {
    const record = takeOtpTry(this.#otp(subject, purpose), from, nowMs);
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
   * Deletes windows that have ended, codes that have expired, and failures that did not change for
   * `failuresRetentionMs`. Failures without a lock are counted until they are deleted.
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

  #window({ subject, bucket }: LimitedWindow): Window | undefined {
    const row = this.#sql
      .exec<{ count: number; reset_at: number }>(
        'SELECT count, reset_at FROM windows WHERE subject = ? AND bucket = ?',
        subject,
        bucket,
      )
      .toArray()[0];
    return row && { count: row.count, resetAtMs: row.reset_at };
  }

  /**
   * Deletes the windows of a subject that have ended. An attacker at many addresses creates many windows of one
   * subject, so these windows are deleted before the alarm runs.
   */
  #deleteEndedWindows(subject: string, nowMs: number): void {
    this.#sql.exec('DELETE FROM windows WHERE subject = ? AND reset_at <= ?', subject, nowMs);
  }

  #otp(subject: string, purpose: OtpPurpose): OtpRecord | undefined {
    const row = this.#sql
      .exec<{ nonce: string; expires_at: number; tries_left: number; tries_by_block: string }>(
        'SELECT nonce, expires_at, tries_left, tries_by_block FROM otps WHERE subject = ? AND purpose = ?',
        subject,
        purpose,
      )
      .toArray()[0];
    return (
      row && {
        nonce: row.nonce,
        expiresAtMs: row.expires_at,
        triesLeft: row.tries_left,
        triesByBlock: JSON.parse(row.tries_by_block) as Record<string, number>,
      }
    );
  }

  #storeOtp(subject: string, purpose: OtpPurpose, record: OtpRecord): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO otps (subject, purpose, nonce, expires_at, tries_left, tries_by_block)
       VALUES (?, ?, ?, ?, ?, ?)`,
      subject,
      purpose,
      record.nonce,
      record.expiresAtMs,
      record.triesLeft,
      JSON.stringify(record.triesByBlock),
    );
  }
}
