/** Finds a day with an unusual number of failed sign-ins. Pure. */

export interface UnusualDay {
  day: string;
  count: number;
  /** The number of failures divided by the usual number; null if the usual number is 0. */
  factor: number | null;
}

const DAYS_INSPECTED = 7;
/** The minimum number of failures of an unusual day. One person who has forgotten a password causes fewer failures. */
const MIN_COUNT = 50;
const MIN_FACTOR = 4;

/**
 * Returns the day with the most failures among the last 7 days, if the number of failures is unusual.
 * @param days the UTC days, the oldest first
 */
export function unusualDay(days: readonly string[], counts: readonly number[]): UnusualDay | null {
  const usual = medianOf(counts);
  const recent = days.slice(-DAYS_INSPECTED).map((day, at) => ({
    day,
    count: counts.slice(-DAYS_INSPECTED)[at] ?? 0,
  }));
  const [highest] = recent.toSorted((one, other) => other.count - one.count);
  if (!highest || highest.count < MIN_COUNT || highest.count < usual * MIN_FACTOR) return null;
  return { ...highest, factor: usual === 0 ? null : Math.round(highest.count / usual) };
}

function medianOf(counts: readonly number[]): number {
  return counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
}
