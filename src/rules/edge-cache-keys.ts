/** What KV holds: entries that may be late. Pure. */

/** KV refuses a shorter life (platform limit, in seconds). */
const SHORTEST_LIFE_SECONDS = 60;

/** Key of a tripped limit; its value is `{count, resetAtMs}`. */
export function limitKey(bucket: string, subject: string): string {
  return `limit:${bucket}:${subject}`;
}

/** Key that says a session has ended; its value is the reason. */
export function endedKey(sessionId: number): string {
  return `ended:${sessionId}`;
}

/** Seconds until an instant, as KV takes them. */
export function lifeSeconds(untilMs: number, nowMs: number): number {
  return Math.max(SHORTEST_LIFE_SECONDS, Math.ceil((untilMs - nowMs) / 1000));
}
