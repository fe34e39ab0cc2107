/**
 * The value of one field after the undo of a revision. In tags, notes and connect reasons that were changed later, only
 * the change of the revision is reverted if possible. Pure.
 */
import { caseKey } from '../folding.ts';
import { distinctTags } from '../plug.ts';
import { isSameValue } from '../revision.ts';

/** Text fields to which later writes can append text. */
const APPENDABLE_FIELDS = ['notes', 'connect_reason'];

const LAST_OF_WORD = /[\p{L}\p{M}\p{N}]$/u;
const FIRST_OF_WORD = /^[\p{L}\p{M}\p{N}]/u;

/** The values of a field before the undone revision, after this revision, and now. */
export interface ComparedValues {
  old: unknown;
  written: unknown;
  current: unknown;
}

/** The value of a field after the undo; undefined if the current value is kept. */
export function restoredValue(name: string, { old, written, current }: ComparedValues): unknown {
  // The plug may have been restored and deleted again, so its deletion time is not compared.
  if (name === 'deleted_at') return old;
  if (isSameValue(current, written) || isSameValue(current, old)) return old;
  if (name === 'tags') return restoredTags(old as string[], written as string[], current as string[]);
  return APPENDABLE_FIELDS.includes(name) ? restoredText({ old, written, current }) : undefined;
}

/**
 * Removes the tags that the revision added, and adds the tags that the revision removed. Later tags stay. Returns
 * undefined if the revision changed only the letter case or the order of tags.
 */
function restoredTags(old: string[], written: string[], current: string[]): string[] | undefined {
  const added = keysOf(tagsWithout(written, keysOf(old)));
  const removed = tagsWithout(old, keysOf(written));
  if (added.size === 0 && removed.length === 0) return undefined;
  return distinctTags([...tagsWithout(current, added), ...removed]);
}

function keysOf(tags: string[]): Set<string> {
  return new Set(tags.map(caseKey));
}

function tagsWithout(tags: string[], keys: ReadonlySet<string>): string[] {
  return tags.filter((tag) => !keys.has(caseKey(tag)));
}

/**
 * Removes the text that the revision inserted. Returns undefined if the revision changed the text in another way, or if
 * the current text does not contain the inserted text exactly once. Also returns undefined if the removal would cut a
 * word, because the same characters can be part of unrelated text. Returns null if no text remains.
 */
function restoredText({ old, written, current }: ComparedValues): string | null | undefined {
  if (typeof written !== 'string' || typeof current !== 'string') return undefined;
  const inserted = insertedText(String(old ?? ''), written);
  if (inserted === null) return undefined;
  const at = current.indexOf(inserted);
  if (at < 0 || current.indexOf(inserted, at + 1) >= 0) return undefined;
  const end = at + inserted.length;
  return isCut(current, at, end) ? undefined : current.slice(0, at) + current.slice(end) || null;
}

/** Returns the text that was inserted into `old`; null if `old` and `written` differ in another way. */
function insertedText(old: string, written: string): string | null {
  const length = written.length - old.length;
  if (length <= 0) return null;
  let start = 0;
  while (start < old.length && old[start] === written[start]) start += 1;
  if (!written.endsWith(old.slice(start))) return null;
  // If the inserted text begins like the text after it, it has several possible positions. One that cuts no word is used.
  while (start > 0 && isCut(written, start, start + length)) {
    if (written[start - 1] !== written[start - 1 + length]) break;
    start -= 1;
  }
  return written.slice(start, start + length);
}

/** Whether a part of a text begins or ends inside a word. */
function isCut(text: string, start: number, end: number): boolean {
  // A code point has at most two UTF-16 code units.
  return [start, end].some(
    (at) =>
      LAST_OF_WORD.test(text.slice(Math.max(0, at - 2), at)) && FIRST_OF_WORD.test(text.slice(at, at + 2)),
  );
}
