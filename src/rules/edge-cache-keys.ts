/** Keys and lifetimes of the KV entries. KV is eventually consistent, so entries may be late. Pure. */

/** The minimum lifetime that KV accepts, in seconds. */
const SHORTEST_LIFE_SECONDS = 60;

/** The key of an exceeded limit. Its value is `{count, resetAtMs}`. */
export function limitKey(bucket: string, subject: string): string {
  return `limit:${bucket}:${subject}`;
}

/** The key of an ended session. Its value is the reason. */
export function endedKey(sessionId: number): string {
  return `ended:${sessionId}`;
}

/** Seconds until an instant, at least the minimum of KV. */
export function lifeSeconds(untilMs: number, nowMs: number): number {
  return Math.max(SHORTEST_LIFE_SECONDS, Math.ceil((untilMs - nowMs) / 1000));
}
