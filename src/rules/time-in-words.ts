/** Formats times in words for the pages, such as "12 minutes ago" or "14 Oct". Pure. */
import { DAY_MS } from './durations.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** An instant that is at least this number of days ago is written as a date. */
const MIN_DAYS_OF_DATE = 30;

/**
 * The time since a past instant: "now", "2 hours ago", "Yesterday". An instant at least 30 days ago is written as a
 * date: "14 Oct", or "14 Oct 2025" in another year.
 */
export function timeInWords(atMs: number, nowMs: number, timeZone: string): string {
  const ageMs = nowMs - atMs;
  if (ageMs < MINUTE_MS) return 'now';
  if (ageMs < HOUR_MS) return countAgo(Math.floor(ageMs / MINUTE_MS), 'minute');
  const days = dayNumber(nowMs, timeZone) - dayNumber(atMs, timeZone);
  if (days === 0) return countAgo(Math.floor(ageMs / HOUR_MS), 'hour');
  if (days === 1) return 'Yesterday';
  return days < MIN_DAYS_OF_DATE ? countAgo(days, 'day') : shortDate(atMs, nowMs, timeZone);
}

/** The exact time: "27 November 2026, 16:00". */
export function exactTime(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'short' })
    .format(atMs)
    .replace(' at ', ', ');
}

/** The exact time with seconds, for administrators: "27 November 2026, 16:00:12". */
export function exactTimeWithSeconds(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'medium' })
    .format(atMs)
    .replace(' at ', ', ');
}

/** A waiting time of at least one second, rounded up: "41 minutes". */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return count(Math.max(1, Math.ceil(seconds)), 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? count(minutes, 'minute') : count(Math.ceil(minutes / 60), 'hour');
}

function shortDate(atMs: number, nowMs: number, timeZone: string): string {
  const year = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' });
  const isThisYear = year.format(atMs) === year.format(nowMs);
  const options = { timeZone, day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat('en-GB', isThisYear ? options : { ...options, year: 'numeric' }).format(
    atMs,
  );
}

/** The number of a calendar day in a time zone, counted from 1970. */
function dayNumber(atMs: number, timeZone: string): number {
  // The short dates of Canadian English have the form `YYYY-MM-DD`.
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs);
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

function countAgo(number: number, unit: string): string {
  return `${count(number, unit)} ago`;
}

function count(number: number, unit: string): string {
  return number === 1 ? `1 ${unit}` : `${number} ${unit}s`;
}
