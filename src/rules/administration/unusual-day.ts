/** Finds a day with an unusual number of failed sign-ins. Pure. */

export interface UnusualDay {
  /** The UTC day, as `YYYY-MM-DD`. */
  day: string;
  /** The number of failed sign-ins. */
  count: number;
  /** The number of failures divided by the usual number, rounded; null if the usual number is 0. */
  factor: number | null;
}

const INSPECTED_DAY_COUNT = 7;
/** The minimum number of failures of an unusual day. One person who has forgotten a password causes fewer failures. */
const MIN_FAILURE_COUNT = 50;
/** The minimum factor by which an unusual number of failures exceeds the usual number. */
const MIN_FACTOR = 4;

/**
 * Returns the day with the most failures among the last 7 days, if the number of failures is unusual, otherwise null.
 * The usual number is the median of all days.
 * @param days the UTC days, the oldest first
 * @param counts the number of failed sign-ins of each day
 */
export function unusualDay(days: readonly string[], counts: readonly number[]): UnusualDay | null {
  const usualCount = medianOf(counts);
  const recent = days.slice(-INSPECTED_DAY_COUNT).map((day, at) => ({
    day,
    count: counts.slice(-INSPECTED_DAY_COUNT)[at] ?? 0,
  }));
  const [highest] = recent.toSorted((one, other) => other.count - one.count);
  if (!highest || highest.count < MIN_FAILURE_COUNT || highest.count < usualCount * MIN_FACTOR) return null;
  return { ...highest, factor: usualCount === 0 ? null : Math.round(highest.count / usualCount) };
}

function medianOf(counts: readonly number[]): number {
  return counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
}
