/**
 * Compares the letters of many names, to exclude most pairs of different names before the names are compared. Large
 * accounts have millions of pairs, so the letters are compared as bits in typed arrays. Pure.
 */
import type { ComparedName } from './compared-name.ts';

/**
 * The maximum number of different letters of two family names that are compared. It also applies to the given names of
 * one person and the family name of the other, because the fields can be swapped. Names are also compared if one has
 * all letters of the other. Spellings of a long name that differ by more letters are not found.
 */
const MAX_DIFFERENT_LETTERS = 3;

/**
 * Reads the letters of names. `canMatch` takes the positions of two names in the list. If it returns false, the names
 * are not compared. `compareNames` could match such names only if they have more than `MAX_DIFFERENT_LETTERS`
 * different letters.
 */
export function lettersOfNames(names: readonly ComparedName[]): {
  canMatch: (one: number, other: number) => boolean;
} {
  const given = lettersOf(names.map((name) => name.given));
  const family = lettersOf(names.map((name) => name.family));
  const canMatch = (one: number, other: number) =>
    isClose(family, one, family, other) ||
    (isClose(family, one, given, other) && isClose(given, one, family, other));
  return { canMatch };
}

/** For each name, the code of the first letter, and all letters as bits. */
interface Letters {
  first: Uint16Array;
  all: Int32Array;
}

function lettersOf(parts: string[][]): Letters {
  return {
    first: Uint16Array.from(parts, ([word = '']) => (word === '' ? 0 : word.charCodeAt(0))),
    all: Int32Array.from(parts, bitsOf),
  };
}

/** The letters of words as bits. Some letters share a bit, so two words can differ by more letters than bits. */
function bitsOf(words: string[]): number {
  let bits = 0;
  for (const word of words) {
    for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  }
  return bits;
}

/**
 * Whether two parts of names begin with the same letter, and either differ by few letters or have all letters of one
 * part in the other part.
 */
function isClose(letters: Letters, index: number, otherLetters: Letters, otherIndex: number): boolean {
  if (letters.first[index] !== otherLetters.first[otherIndex]) return false;
  const [one = 0, other = 0] = [letters.all[index], otherLetters.all[otherIndex]];
  const [missing, added] = [one & ~other, other & ~one];
  return missing === 0 || added === 0 || countBits(missing | added) <= MAX_DIFFERENT_LETTERS;
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}
