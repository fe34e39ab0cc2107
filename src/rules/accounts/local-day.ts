/** Converts between days of a time zone and instants, with the time-zone data of the runtime. Pure. */
import { DAY_MS } from '../durations.ts';

/** The offset of every zone from UTC is less than this time. */
const MAX_OFFSET_MS = 16 * 3600_000;
/**
 * Days before `FIRST_LOCAL_DAY` and after `LAST_LOCAL_DAY` begin at midnight UTC. `Intl` and `Date` write the years
 * before 1000 and after 9999 in formats that are not comparable as text. No stored time is before the year 1000.
 */
const FIRST_LOCAL_DAY = '1000-01-02';
const LAST_LOCAL_DAY = '9999-12-30';

/**
 * The first instant of a day (`YYYY-MM-DD`). If the clocks of the zone are put forward at midnight, the day begins
 * later, for example at 01:00. If the zone skipped the day, the result is the first instant of the next day.
 */
export function dayStartMs(timeZone: string, day: string): number {
  const midnightMs = Date.parse(day);
  if (day < FIRST_LOCAL_DAY || day > LAST_LOCAL_DAY) return midnightMs;
  const dayOf = localDays(timeZone);
  let [beforeMs, startMs] = [midnightMs - MAX_OFFSET_MS, midnightMs + MAX_OFFSET_MS];
  while (startMs - beforeMs > 1) {
    const middleMs = Math.floor((beforeMs + startMs) / 2);
    if (dayOf(middleMs) < day) beforeMs = middleMs;
    else startMs = middleMs;
  }
  return startMs;
}

/** The last millisecond of a day (`YYYY-MM-DD`). */
export function dayEndMs(timeZone: string, day: string): number {
  const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
  return day > LAST_LOCAL_DAY ? Date.parse(day) + DAY_MS - 1 : dayStartMs(timeZone, next) - 1;
}

/** The day (`YYYY-MM-DD`) of an instant. */
export function dayOfMs(timeZone: string, atMs: number): string {
  return localDays(timeZone)(atMs);
}

/** Returns a function that converts an instant to its day in a zone, as `YYYY-MM-DD`. */
function localDays(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (ms) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
  };
}
