/** UTC weeks as in ISO 8601: a week begins on Monday and belongs to the year of its Thursday. Pure. */
import { DAY_MS } from '../durations.ts';

/** The number of weeks in the statistics: the current week and the 52 weeks before it. */
export const SHOWN_WEEK_COUNT = 53;

const WEEK_MS = 7 * DAY_MS;
/** 1 January 1970 was a Thursday. Week 0 began three days earlier, on Monday. */
const MONDAY_OF_WEEK_0_MS = -3 * DAY_MS;

/** The number of the week that contains a time. Weeks are numbered from the week of 1 January 1970. */
export function weekOf(atMs: number): number {
  return Math.floor((atMs - MONDAY_OF_WEEK_0_MS) / WEEK_MS);
}

/** The first millisecond of the Monday of a week, in UTC. */
export function mondayMsOf(week: number): number {
  return week * WEEK_MS + MONDAY_OF_WEEK_0_MS;
}

/** The week in the format of ISO 8601, for example `2026-W48`. */
export function isoWeek(week: number): string {
  const thursdayMs = week * WEEK_MS;
  const year = new Date(thursdayMs).getUTCFullYear();
  const weekOfYear = 1 + Math.floor((thursdayMs - Date.UTC(year, 0, 1)) / WEEK_MS);
  return `${year}-W${String(weekOfYear).padStart(2, '0')}`;
}
