/**
 * Failed and open attempts in the storage of a guard, by subject and class. Every method is synchronous, because an
 * await between a read and a write would lose counts.
 */
import {
  type AttemptVerdict,
  type Failures,
  type LockoutPolicy,
  type Reservation,
  reserveAttempt,
  settleFailure,
  settleSuccess,
} from '../rules/guards/lockout.ts';
import type { SchemaStep } from './schema-steps.ts';

/**
 * `known`: the attempt came from an address block from which the owner has signed in during the last 90 days. The
 * failures of each class are counted separately.
 */
export type AttemptClass = 'known' | 'other';

/**
 * A reserved attempt. It is open until the caller settles it, until the reservation expires, or until an unlock deletes
 * it.
 */
export interface ReservedAttempt {
  id: string;
  attemptClass: AttemptClass;
  /**
   * True if the account is locked for this class, but none of the failures used the identifier (e-mail address or user
   * name) of this attempt. The password must not be checked. The attempt fails like an attempt with an unknown
   * identifier, and is counted for the identifier of the attempt only.
   */
  isHidden: boolean;
}

/** The consecutive failed attempts of one class. `lockedUntilMs` is null without a lock. */
export interface StoredFailures {
  attemptClass: AttemptClass;
  count: number;
  lockedUntilMs: number | null;
}

/** The key of a stored count of failures. */
export interface AttemptKey {
  subject: string;
  attemptClass: AttemptClass;
}

export const ATTEMPTS_SCHEMA: SchemaStep = {
  step: 6,
  purpose: 'attempts whose outcome is not known yet, as JSON',
  statements: ["ALTER TABLE failures ADD COLUMN open TEXT NOT NULL DEFAULT '[]'"],
};

export const FAILED_IDENTIFIERS_SCHEMA: SchemaStep = {
  step: 8,
  purpose: 'the identifiers with which the failures were made, as JSON',
  statements: ["ALTER TABLE failures ADD COLUMN subjects TEXT NOT NULL DEFAULT '[]'"],
};

type Row = { count: number; locked_until: number | null; open: string; subjects: string };

export class GuardAttempts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Reserves one attempt, unless the subject of the key is locked or has too many open attempts. `attempt.subject` is
   * the hash of the identifier that the attempt used.
   */
  reserve(
    key: AttemptKey,
    attempt: { id: string; subject: string },
    policy: LockoutPolicy,
    nowMs: number,
  ): AttemptVerdict {
    const verdict = reserveAttempt(this.#find(key), attempt, policy, nowMs);
    if (verdict.kind === 'reserved' || (verdict.kind === 'locked' && verdict.isNew)) {
      this.#store(key, verdict.failures, nowMs);
    }
    return verdict;
  }

  /**
   * Counts a reserved attempt as a failure, if the attempt is still open. Returns whether this failure locks the
   * subject.
   */
  settleFailure(key: AttemptKey, id: string, policy: LockoutPolicy, nowMs: number): boolean {
    const before = this.#find(key);
    const { failures, setsLock } = settleFailure(before, id, policy, nowMs);
    if (failures !== before) this.#store(key, failures, nowMs);
    return setsLock;
  }

  /**
   * Removes the attempt, and resets the failures and the lock of its class only. A sign-in from a known address
   * therefore gives no new attempts to an attacker at an unknown address.
   */
  settleSuccess(key: AttemptKey, id: string, nowMs: number): void {
    this.#store(key, settleSuccess(this.#find(key), id), nowMs);
  }

  /** Deletes all failures and open attempts in the object. Returns whether the subject was locked. */
  reset(subject: string, nowMs: number): boolean {
    const locks = this.#sql
      .exec('SELECT 1 FROM failures WHERE subject = ? AND locked_until > ?', subject, nowMs)
      .toArray();
    this.#sql.exec('DELETE FROM failures');
    return locks.length > 0;
  }

  /**
   * The failures of a subject by class, without the failures whose lock has ended. The count is 0 for a class that has
   * only open attempts.
   */
  failures(subject: string, nowMs: number): StoredFailures[] {
    return this.#sql
      .exec<{ class: AttemptClass; count: number; locked_until: number | null }>(
        'SELECT class, count, locked_until FROM failures WHERE subject = ? ORDER BY class',
        subject,
      )
      .toArray()
      .filter(({ locked_until }) => locked_until === null || locked_until > nowMs)
      .map((row) => ({ attemptClass: row.class, count: row.count, lockedUntilMs: row.locked_until }));
  }

  #find({ subject, attemptClass }: AttemptKey): Failures | undefined {
    const row = this.#sql
      .exec<Row>(
        'SELECT count, locked_until, open, subjects FROM failures WHERE subject = ? AND class = ?',
        subject,
        attemptClass,
      )
      .toArray()[0];
    return (
      row && {
        count: row.count,
        lockedUntilMs: row.locked_until,
        openAttempts: JSON.parse(row.open) as Reservation[],
        subjects: JSON.parse(row.subjects) as string[],
      }
    );
  }

  #store({ subject, attemptClass }: AttemptKey, failures: Failures, nowMs: number): void {
    const { count, lockedUntilMs, openAttempts, subjects } = failures;
    if (count === 0 && openAttempts.length === 0) {
      this.#sql.exec('DELETE FROM failures WHERE subject = ? AND class = ?', subject, attemptClass);
      return;
    }
    this.#sql.exec(
      `INSERT OR REPLACE INTO failures (subject, class, count, locked_until, touched_at, open, subjects)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      subject,
      attemptClass,
      count,
      lockedUntilMs,
      nowMs,
      JSON.stringify(openAttempts),
      JSON.stringify(subjects),
    );
  }
}
