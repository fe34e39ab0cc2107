/** The session of a link between an account and a Telegram user. Such a session has no tokens. Pure. */
import { DAY_MS } from '../durations.ts';
import type { SessionTerms } from './client-type.ts';

/** The lifetime of a link after its last recorded use, in seconds. */
export const TELEGRAM_LINK_SECONDS = (400 * DAY_MS) / 1000;

/** The terms of a link. The policy has no effect, because no refresh token is issued. */
export const TELEGRAM_LINK_TERMS: SessionTerms = {
  clientType: 'telegram_bot',
  policy: 'static',
  accessSeconds: 0,
  refreshSeconds: TELEGRAM_LINK_SECONDS,
};

/** The minimum time between two records of the use of a link. Each link is therefore written at most once an hour. */
const ACTIVITY_INTERVAL_MS = 3600_000;

/** Whether the use of a link is recorded now. */
export function isActivityDue(lastActivityAtMs: number, nowMs: number): boolean {
  return nowMs - lastActivityAtMs >= ACTIVITY_INTERVAL_MS;
}
