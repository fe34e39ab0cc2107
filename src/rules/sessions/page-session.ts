/** The lifetime of a session of the pages. Each extension moves the end, up to a configured maximum. Pure. */
import { DAY_MS } from '../durations.ts';

const PAGE_SESSION_DAYS = 7;

/** The lifetime of a page session after its start or its last extension, in seconds. */
export const PAGE_SESSION_SECONDS = (PAGE_SESSION_DAYS * DAY_MS) / 1000;

/** Whether the token of a page session is old enough to extend the session: more than a day. */
export function isExtensionDue(issuedAtMs: number, nowMs: number): boolean {
  return nowMs - issuedAtMs > DAY_MS;
}
