/** Reads dates from address books. A date is accepted only if it can be read in exactly one way. Pure. */
import { isBirthday } from './calendar-date.ts';

const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ].*)?$/;
/** RFC 6350 section 4.3.1. */
const WITHOUT_YEAR = /^--(\d{2})-?(\d{2})(?:T.*)?$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;

/**
 * Returns the date as `YYYY-MM-DD`, or as `--MM-DD` if the text has no year or begins with the year `omittedYear`. A
 * time after the date is ignored. A date that ends with the year must not have a time. Returns null if the text is
 * not a date, if day and month could be swapped, or if the calendar does not have the day.
 */
export function unambiguousDate(text: string, omittedYear?: string): string | null {
  const [date, ...others] = readings(text.trim(), omittedYear).filter(isBirthday);
  return others.length === 0 ? (date ?? null) : null;
}

/** Returns the distinct dates as which a text can be read. */
function readings(text: string, omittedYear: string | undefined): string[] {
  const [, year = '', , month, day] = YEAR_FIRST.exec(text) ?? [];
  if (month !== undefined) return [year === omittedYear ? `--${month}-${day}` : `${year}-${month}-${day}`];
  const [, monthOnly, dayOnly] = WITHOUT_YEAR.exec(text) ?? [];
  if (monthOnly !== undefined) return [`--${monthOnly}-${dayOnly}`];
  const [, first = '', , second = '', lastYear] = YEAR_LAST.exec(text) ?? [];
  if (lastYear === undefined) return [];
  const [one, other] = [first.padStart(2, '0'), second.padStart(2, '0')];
  return [...new Set([`${lastYear}-${one}-${other}`, `${lastYear}-${other}-${one}`])];
}
