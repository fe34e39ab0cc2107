/**
 * Failed attempts on one account or unknown identifier, attempts that are still being checked, and the lock after too
 * many failures. Pure.
 */

export interface LockoutPolicy {
  maxFailures: number;
  lockMs: number;
}

/** An attempt that was allowed and whose outcome is not known yet. */
export interface Reservation {
  id: string;
  /** The hash of the identifier that the attempt is for. */
  subject: string;
  expiresAtMs: number;
}

export interface Failures {
  /** Failed attempts in a row. */
  count: number;
  lockedUntilMs: number | null;
  openAttempts: Reservation[];
  /**
   * The hashes of the identifiers with which the failures were made. An account can have two identifiers: its e-mail
   * address and its user name.
   */
  subjects: string[];
}

export type AttemptVerdict =
  | { kind: 'reserved'; failures: Failures }
  /** No attempt is left until the outcome of an open attempt is known. */
  | { kind: 'busy'; failures: Failures }
  /**
   * `isNew` is true if expired reservations have set the lock in this call. `hasFailures` is false for an identifier
   * with which no failure was made. A response that shows the lock for such an identifier would reveal the account to
   * which the identifier belongs.
   */
  | { kind: 'locked'; failures: Failures; lockedUntilMs: number; isNew: boolean; hasFailures: boolean };

/**
 * The time after which an open attempt counts as failed. This time is longer than the slowest check, which is an
 * imported hash of several seconds. The worker has therefore probably stopped before it reported the outcome.
 */
export const RESERVATION_LIFE_MS = 30_000;

const NO_FAILURES: Failures = { count: 0, lockedUntilMs: null, openAttempts: [], subjects: [] };

/**
 * Reserves one attempt before any hash is computed. Failures and open attempts together never exceed the maximum, so no
 * more than the maximum number of attempts is checked, even if many attempts run in parallel. Open attempts are not
 * failures: only settled and expired attempts set the lock. Attempts during the lock are not counted and do not extend
 * the lock.
 */
export function reserveAttempt(
  stored: Failures | undefined,
  { id, subject }: { id: string; subject: string },
  policy: LockoutPolicy,
  nowMs: number,
): AttemptVerdict {
  const before = currentFailures(stored, nowMs);
  const failures = expireReservations(before, policy, nowMs);
  const { lockedUntilMs } = failures;
  if (lockedUntilMs !== null) {
    const isNew = before.lockedUntilMs === null;
    const hasFailures = failures.subjects.includes(subject);
    return { kind: 'locked', failures, lockedUntilMs, isNew, hasFailures };
  }
  if (failures.count + failures.openAttempts.length >= policy.maxFailures) return { kind: 'busy', failures };
  const openAttempts = [...failures.openAttempts, { id, subject, expiresAtMs: nowMs + RESERVATION_LIFE_MS }];
  return { kind: 'reserved', failures: { ...failures, openAttempts } };
}

/**
 * Counts a reserved attempt as a failure. `setsLock` is true if this failure sets the lock. Nothing changes if the
 * attempt is no longer open: the attempt has expired and was counted, or was settled, or was deleted by an unlock.
 */
export function settleFailure(
  stored: Failures | undefined,
  id: string,
  policy: LockoutPolicy,
  nowMs: number,
): { failures: Failures; setsLock: boolean } {
  const before = stored ?? NO_FAILURES;
  const failed = before.openAttempts.filter((reservation) => reservation.id === id);
  if (failed.length === 0) return { failures: before, setsLock: false };
  const failures = withFailedAttempts(before, failed, policy, nowMs);
  return { failures, setsLock: before.lockedUntilMs === null && failures.lockedUntilMs !== null };
}

/** Resets the failures and ends the lock after a success. Other open attempts remain open. */
export function settleSuccess(stored: Failures | undefined, id: string): Failures {
  const openAttempts = (stored?.openAttempts ?? []).filter((reservation) => reservation.id !== id);
  return { ...NO_FAILURES, openAttempts };
}

/** Resets the failures if the lock has ended. */
function currentFailures(stored: Failures | undefined, nowMs: number): Failures {
  if (!stored) return NO_FAILURES;
  const isLockOver = stored.lockedUntilMs !== null && stored.lockedUntilMs <= nowMs;
  return isLockOver ? { ...NO_FAILURES, openAttempts: stored.openAttempts } : stored;
}

/** Counts the reservations that have expired as failures. */
function expireReservations(failures: Failures, policy: LockoutPolicy, nowMs: number): Failures {
  const expired = failures.openAttempts.filter(({ expiresAtMs }) => expiresAtMs <= nowMs);
  return expired.length === 0 ? failures : withFailedAttempts(failures, expired, policy, nowMs);
}

/** Counts the open attempts `failed` as failures. Sets the lock if the count reaches the maximum. */
function withFailedAttempts(
  failures: Failures,
  failed: Reservation[],
  policy: LockoutPolicy,
  nowMs: number,
): Failures {
  const openAttempts = failures.openAttempts.filter((reservation) => !failed.includes(reservation));
  const subjects = [...new Set([...failures.subjects, ...failed.map(({ subject }) => subject)])];
  const count = failures.count + failed.length;
  const locksNow = failures.lockedUntilMs === null && count >= policy.maxFailures;
  return {
    count,
    openAttempts,
    subjects,
    lockedUntilMs: locksNow ? nowMs + policy.lockMs : failures.lockedUntilMs,
  };
}
