/** Failed attempts on one identifier, and the lock after too many. Pure. */

export interface LockoutPolicy {
  maxFailures: number;
  lockMs: number;
}

export interface Failures {
  count: number;
  lockedUntilMs: number | null;
}

export type AttemptVerdict =
  | { allowed: true; failures: Failures; isLast: boolean }
  | { allowed: false; lockedUntilMs: number };

/**
 * Reserves one attempt: counts it as a failure before any hash is computed. The attempt that reaches the maximum sets the
 * lock at once, so that of any number of parallel attempts no more than the maximum is checked. Attempts during the lock
 * are not counted and do not extend it.
 */
export function reserveAttempt(
  failures: Failures | undefined,
  policy: LockoutPolicy,
  nowMs: number,
): AttemptVerdict {
  const lockedUntilMs = failures?.lockedUntilMs ?? null;
  if (lockedUntilMs !== null && lockedUntilMs > nowMs) return { allowed: false, lockedUntilMs };
  const before = lockedUntilMs === null ? (failures?.count ?? 0) : 0;
  const count = before + 1;
  const isLast = count >= policy.maxFailures;
  return {
    allowed: true,
    failures: { count, lockedUntilMs: isLast ? nowMs + policy.lockMs : null },
    isLast,
  };
}
