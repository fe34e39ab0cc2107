/** The lifetime of a session of the pages: a sliding end with a fixed maximum. Pure. */
import { DAY_MS } from '../durations.ts';

const PAGE_SESSION_DAYS = 7;

/** How long a page session lasts after it began or was last extended, in seconds. */
export const PAGE_SESSION_SECONDS = (PAGE_SESSION_DAYS * DAY_MS) / 1000;

/** Whether the token of a page session is old enough for the session to be extended: more than a day. */
export function isExtensionDue(issuedAtMs: number, nowMs: number): boolean {
  return nowMs - issuedAtMs > DAY_MS;
}

/** When an extended page session ends: 7 days from now, and `maxLifeMs` after it began at the latest. */
export function extendedEndMs(beganAtMs: number, nowMs: number, maxLifeMs: number): number {
  return Math.min(nowMs + PAGE_SESSION_SECONDS * 1000, beganAtMs + maxLifeMs);
}
