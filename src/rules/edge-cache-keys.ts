/** Keys and lifetimes of the entries in KV. An entry may be outdated when it is read. Pure. */

/** The minimum lifetime of an entry. KV rejects a shorter lifetime (platform limit). */
const MIN_LIFETIME_SECONDS = 60;

/**
 * The key of a limit that is used up. `bucket` is the name of the limit, and `subject` is what is limited, for example
 * an address block. The value of the entry is `{count, resetAtMs}`.
 */
export function limitKey(bucket: string, subject: string): string {
  return `limit:${bucket}:${subject}`;
}

/** The subject or the name of a limit that is counted separately for each requesting address block. */
export function subjectAtBlock(subject: string, requestingBlock: string): string {
  return `${subject}@${requestingBlock}`;
}

/** The key of an ended session. The value of the entry is the reason. */
export function endedKey(sessionId: number): string {
  return `ended:${sessionId}`;
}

/** The seconds from `nowMs` until `untilMs`, or 60 seconds if this time is shorter than 60 seconds. */
export function lifetimeSeconds(untilMs: number, nowMs: number): number {
  return Math.max(MIN_LIFETIME_SECONDS, Math.ceil((untilMs - nowMs) / 1000));
}
