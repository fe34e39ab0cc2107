/** Daily figures as one value for each day. Pure. */

interface Figure {
  /** The UTC day, as `YYYY-MM-DD`. */
  day: string;
  name: string;
  value: number;
}

/** The values of a figure that counts the events of a day, for each day. A day without a figure has the value 0. */
export function dailyCounts(figures: readonly Figure[], name: string, days: readonly string[]): number[] {
  const byDay = valuesOf(figures, name);
  return days.map((day) => byDay.get(day) ?? 0);
}

/**
 * The values of a figure that is a total, such as the number of accounts, for each day. A day without a figure has the
 * last known value, or 0 before the first figure.
 */
export function dailyLevels(figures: readonly Figure[], name: string, days: readonly string[]): number[] {
  const byDay = valuesOf(figures, name);
  let last = 0;
  return days.map((day) => {
    last = byDay.get(day) ?? last;
    return last;
  });
}

function valuesOf(figures: readonly Figure[], name: string): Map<string, number> {
  return new Map(figures.filter((figure) => figure.name === name).map(({ day, value }) => [day, value]));
}
