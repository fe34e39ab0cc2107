/** Dates without a time, as they are stored and sent. Pure. */

const DATE = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const DATE_WITHOUT_YEAR = /^--\d{2}-\d{2}$/;
/** A leap year. It contains every possible day of a year, also 29 February. */
const LEAP_YEAR = '2000';

/** Whether a text is a date of the calendar in the years 1 to 9999, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // `Date` converts 30 February to a day in March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether a text is a date, or a date without a year as `--MM-DD` (RFC 6350 section 4.3.1). */
export function isBirthday(text: string): boolean {
  return isDate(DATE_WITHOUT_YEAR.test(text) ? `${LEAP_YEAR}${text.slice(1)}` : text);
}
