/** Reads dates of address books where only one reading is possible. Pure. */

const YEAR_FIRST = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/;
/** RFC 6350 section 4.3.1. Google writes a space in front. */
const WITHOUT_YEAR = /^\s*--(\d{2})-?(\d{2})(?:T.*)?$/;
/** A leap year, in which all days of all years exist. */
const LEAP_YEAR = '2000';

/**
 * The date as `YYYY-MM-DD`, or as `--MM-DD` if the year is `omittedYear` or absent. Null for another text, and for a day
 * that the calendar does not have.
 */
export function unambiguousDate(text: string, omittedYear?: string): string | null {
  const [, year = '', month, day] = YEAR_FIRST.exec(text.trim()) ?? [];
  if (month !== undefined && year !== omittedYear) return existing(`${year}-${month}-${day}`);
  const [, monthOnly = month, dayOnly = day] = WITHOUT_YEAR.exec(text) ?? [];
  if (monthOnly === undefined) return null;
  return existing(`${LEAP_YEAR}-${monthOnly}-${dayOnly}`) && `--${monthOnly}-${dayOnly}`;
}

/** The date, or null if the calendar does not have it: `Date` converts 30 February to a day in March. */
function existing(date: string): string | null {
  const time = new Date(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
  return isReal && !date.startsWith('0000') ? date : null;
}
