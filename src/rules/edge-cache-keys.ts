/** Keys and lifetimes of the entries in KV, which may be outdated when they are read. Pure. */

/** KV rejects a shorter expiration (platform limit, in seconds). */
const MIN_LIFETIME_SECONDS = 60;

/** Key of a tripped limit; its value is `{count, resetAtMs}`. */
export function limitKey(bucket: string, subject: string): string {
  return `limit:${bucket}:${subject}`;
}

/** The subject of a limit that is counted for an identifier and each requesting address block apart. */
export function subjectAtBlock(subject: string, requestingBlock: string): string {
  return `${subject}@${requestingBlock}`;
}

/** Key of an ended session; its value is the reason. */
export function endedKey(sessionId: number): string {
  return `ended:${sessionId}`;
}

/** Seconds from `nowMs` until `untilMs`, at least the minimum of KV. */
export function lifetimeSeconds(untilMs: number, nowMs: number): number {
  return Math.max(MIN_LIFETIME_SECONDS, Math.ceil((untilMs - nowMs) / 1000));
}
