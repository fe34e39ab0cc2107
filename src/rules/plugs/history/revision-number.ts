/**
 * The number of a revision contains its time. The number is the time in milliseconds since 1970, multiplied by 1,000,
 * or one more than the newest number of the owner if this is greater. The id of a revision in the API is its number in
 * base 36. Pure.
 */
import { DAY_MS } from '../../durations.ts';

/** Revisions and changesets are deleted after this time. */
export const REVISION_RETENTION_MS = 90 * DAY_MS;

const NUMBERS_PER_MS = 1000;
const ID_PREFIX = 'rev_';
const ID_DIGIT_COUNT = 11;
const ID = /^rev_[0-9a-z]{11}$/;

/** The id of a revision in the API. Ids are in order of time. */
export function revisionId(seq: number): string {
  return ID_PREFIX + seq.toString(36).padStart(ID_DIGIT_COUNT, '0');
}

/** The number of a revision; null if the id does not have the form of `revisionId`. */
export function seqOf(id: string): number | null {
  if (!ID.test(id)) return null;
  const seq = Number.parseInt(id.slice(ID_PREFIX.length), 36);
  return Number.isSafeInteger(seq) ? seq : null;
}

/** The lowest number of a revision at this time. */
export function seqAt(timeMs: number): number {
  return timeMs * NUMBERS_PER_MS;
}

/** The time of a revision in milliseconds since 1970. */
export function revisionTimeMs(seq: number): number {
  return Math.floor(seq / NUMBERS_PER_MS);
}

/** The lowest number of the revisions that have not expired. */
export function oldestSeq(nowMs: number): number {
  return seqAt(nowMs - REVISION_RETENTION_MS);
}
