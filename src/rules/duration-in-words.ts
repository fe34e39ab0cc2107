/** Formats durations for e-mails and the API description. Pure. */

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;

/** Formats seconds in the largest unit that gives a whole number: 5400 is "90 minutes". */
export function durationInWords(seconds: number): string {
  const [unitSize, unit] = UNITS.find(([unitSeconds]) => seconds % unitSeconds === 0) ?? [1, 'second'];
  const count = seconds / unitSize;
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
