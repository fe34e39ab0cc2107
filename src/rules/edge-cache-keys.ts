/** Keys and lifetimes of the entries in KV. An entry may be outdated when it is read. Pure. */

/** The minimum expiration in seconds. KV rejects a shorter one (platform limit). */
const MIN_LIFETIME_SECONDS = 60;

/** Key of a limit that has been reached; its value is `{count, resetAtMs}`. */
export function limitKey(bucket: string, subject: string): string {
  return `limit:${bucket}:${subject}`;
}

/** The subject of a limit that is counted separately for each pair of identifier and requesting address block. */
export function subjectAtBlock(subject: string, requestingBlock: string): string {
  return `${subject}@${requestingBlock}`;
}

/** Key of an ended session; its value is the reason. */
export function endedKey(sessionId: number): string {
  return `ended:${sessionId}`;
}

/** Seconds from `nowMs` until `untilMs`, or the minimum of KV if that is longer. */
export function lifetimeSeconds(untilMs: number, nowMs: number): number {
  return Math.max(MIN_LIFETIME_SECONDS, Math.ceil((untilMs - nowMs) / 1000));
}
