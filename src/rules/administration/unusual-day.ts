/** Finds a day with an unusual number of failed sign-ins. Pure. */

export interface UnusualDay {
  day: string;
  count: number;
  /** How many times the usual number it is; null if there are usually no failures. */
  factor: number | null;
}

const DAYS_INSPECTED = 7;
/** A smaller number can be one person who has forgotten a password. */
const MIN_COUNT = 50;
const MIN_FACTOR = 4;

/** Returns the day with the most failures among the last 7 days, if their number is unusual. The oldest day is first. */
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
