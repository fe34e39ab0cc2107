/** Decides whether two names can be spellings of one person's name. Pure. */
import { type ComparedName, withoutTranscription } from './compared-name.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import { isNicknameOf } from './nicknames.ts';

/**
 * `spelling`: the names are equal, or differ by spelling errors, by middle names, by a second family name or by their
 * order. `short`: the first given name of one name is an initial or a short form, so that this name can also stand for
 * another person.
 */
export type NameMatch = 'spelling' | 'short';

/** The smallest Jaro-Winkler similarity of two spellings of one given or family name. */
export const MIN_SIMILARITY = 0.92;
/** A shorter part of a family name, such as "de", does not identify a family. */
const MIN_FAMILY_PART_LENGTH = 4;
/** Endings by which given names of different people differ: Daniel and Daniela, Mario and Marie, Martin and Martina. */
const GIVEN_NAME_ENDING = /(?<=..)(?:ian[ae]?|in[ae]?|i?on[ae]?|an(?:a|e|ie)?|[ei][aeo]s?|[aeioy])$/;

/**
 * Compares the family names and the given names. Also compares the given names of each person with the family name of
 * the other, because the fields can be swapped. Returns null if the names are not similar or their generations differ.
 */
export function compareNames(one: ComparedName, other: ComparedName): NameMatch | null {
  if (one.generation !== other.generation) return null;
  if (isSimilarFamily(one, other)) {
    const match = compareGiven(one, other);
    if (match) return match;
  }
  const isSwapped =
    isSpelling(one.givenText, other.familyText) && isSpelling(one.familyText, other.givenText);
  return isSwapped ? 'spelling' : null;
}

/**
 * Whether two family names are spellings of one name. Missing later parts are ignored if the first part is long
 * enough.
 */
function isSimilarFamily(one: ComparedName, other: ComparedName): boolean {
  if (isSpelling(one.familyText, other.familyText)) return true;
  if (one.family.length === other.family.length) return false;
  const [{ family: short }, { family: long }] =
    one.family.length < other.family.length ? [one, other] : [other, one];
  const isLongPart = (short[0] ?? '').length >= MIN_FAMILY_PART_LENGTH;
  return isLongPart && short.every((part, at) => part === long[at]);
}

/** Compares the given names. Missing middle names are ignored. Null if the given names differ, or if one is missing. */
function compareGiven(one: ComparedName, other: ComparedName): NameMatch | null {
  const isSameLength = one.given.length === other.given.length;
  if (!isSameLength && isSameGiven(one.givenText, other.givenText)) return 'spelling';
  const shared = Math.min(one.given.length, other.given.length);
  if (shared === 0) return null;
  let match: NameMatch = 'spelling';
  for (let at = 0; at < shared; at += 1) {
    const [name = '', otherName = ''] = [one.given[at], other.given[at]];
    if (isSameGiven(withoutTranscription(name), withoutTranscription(otherName))) continue;
    if (!isShortForm(name, otherName)) return null;
    // The initial or short form of a middle name does not make a name ambiguous.
    if (at === 0) match = 'short';
  }
  return match;
}

function isSameGiven(one: string, other: string): boolean {
  return one === other || (isSpelling(one, other) && !isOtherGivenName(one, other));
}

/** Whether one of two given names is an initial or a short form of the other. */
function isShortForm(one: string, other: string): boolean {
  const isInitial = (one.length === 1 || other.length === 1) && one[0] === other[0];
  return isInitial || isNicknameOf(one, other) || isNicknameOf(other, one);
}

/** Whether two similar given names are different names, because only their endings differ. */
function isOtherGivenName(one: string, other: string): boolean {
  const stem = (name: string) => name.replace(GIVEN_NAME_ENDING, '').replace(/(.)\1/g, '$1');
  const ending = (name: string) => GIVEN_NAME_ENDING.exec(name)?.[0] ?? '';
  return stem(one) === stem(other) && ending(one) !== ending(other);
}

/**
 * Whether two words are spellings of one name. A spelling error rarely changes the first letter, and changes the length
 * by at most one letter: Roberts and Robertson are two names.
 */
function isSpelling(one: string, other: string): boolean {
  if (one === '' || one[0] !== other[0] || Math.abs(one.length - other.length) > 1) return false;
  return jaroWinkler(one, other) >= MIN_SIMILARITY;
}
