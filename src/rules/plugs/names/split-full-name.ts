/** Splits a full name into first and last name, in the order of its language. Pure. */
import { fold } from '../folding.ts';
import { splitCjkName, splitFamilyNameFirst } from './family-name-first.ts';
import { foldedSet, isJoiningWord, isNamePrefix, isNameSuffix, isParticle } from './name-words.ts';

export interface SplitName {
  firstName: string;
  lastName: string;
  /** Forms of address and academic titles in front of the name, such as `Dr.`, or an empty text. */
  prefix: string;
  /** Generations and degrees after the name, such as `Jr.` or `PhD`, or an empty text. */
  suffix: string;
}

export interface NameContext {
  /** The IANA time zone of the owner. It indicates the language of an ambiguous name. */
  timeZone?: string;
  /** Whether the name is part of a Japanese text. By default, true in the time zone of Tokyo. */
  isJapanese?: boolean;
}

type Names = Pick<SplitName, 'firstName' | 'lastName'>;

/** The maximum length, in UTF-16 code units, of a full name that is split. A longer text is probably not a name. */
export const MAX_FULL_NAME_LENGTH = 256;

const COMMA = /\s*[,\u060c\uff0c]\s*/;
const SPANISH_ZONE =
  /^(?:Europe\/Madrid|Atlantic\/Canary|Africa\/Ceuta|America\/(?:Mexico_City|Monterrey|Tijuana|Cancun|Bogota|Lima|Santiago|Caracas|Montevideo|Asuncion|La_Paz|Guayaquil|Panama|Costa_Rica|Guatemala|El_Salvador|Managua|Tegucigalpa|Santo_Domingo|Havana|Puerto_Rico|Buenos_Aires|Argentina\/.+))$/;
/** Given names that are part of a double name, or that indicate a Spanish name. */
const SPANISH_GIVEN_NAMES = foldedSet(
  `maria jose juan luis carlos antonio manuel francisco javier miguel angel jesus pedro pablo fernando rafael alejandro
   andres diego jorge alberto ramon enrique eduardo sergio vicente victor ignacio ricardo raul ana carmen isabel pilar
   teresa rosa cristina mercedes dolores elena lucia marta laura paula guadalupe beatriz concepcion josefa`,
);

/**
 * Splits a full name. The last name is the last word with its particles, unless a comma, the script, the letter case
 * or the language of the name indicates otherwise. A single word is the first name, unless it is a particle in
 * lower case or a Chinese, Japanese or Korean name that can be split.
 */
export function splitFullName(fullName: string, context: NameContext = {}): SplitName {
  const text = fullName.trim().replace(/\s+/g, ' ');
  const [beforeComma = '', ...afterComma] = text.split(COMMA).filter(Boolean);
  const degrees = afterComma.filter((part) => part.split(' ').every(isNameSuffix));
  const given = afterComma.filter((part) => !degrees.includes(part));
  const main = splitAffixes(beforeComma);
  const other = splitAffixes(given.join(' '));
  const names =
    given.length > 0
      ? { firstName: other.words.join(' '), lastName: main.words.join(' ') }
      : splitWords(main.words, context);
  return {
    ...names,
    prefix: joined([main.prefix, other.prefix]),
    suffix: joined([main.suffix, other.suffix, ...degrees]),
  };
}

/** Separates the titles in front of a name and the degrees after it from the words of the name. */
function splitAffixes(text: string): { words: string[]; prefix: string; suffix: string } {
  const words = text.split(' ').filter(Boolean);
  let from = 0;
  let to = words.length;
  while (from < to - 1 && isNamePrefix(words[from] ?? '')) from += 1;
  // "Ma" in "Dr. Ma" is a name, not a degree. At least one word must remain after prefixes and suffixes are removed.
  while (to > from + 1 && isNameSuffix(words[to - 1] ?? '')) to -= 1;
  return {
    words: words.slice(from, to),
    prefix: words.slice(0, from).join(' '),
    suffix: words.slice(to).join(' '),
  };
}

/** Splits the words of a name into the first and the last name. The words contain no titles and no degrees. */
function splitWords(
  words: string[],
  { timeZone = '', isJapanese = timeZone === 'Asia/Tokyo' }: NameContext,
): Names {
  const text = words.join(' ');
  // In Japanese text, this dot separates the first name and the last name of a foreign name.
  const dot = text.lastIndexOf('・');
  if (dot > 0) return { firstName: text.slice(0, dot).trim(), lastName: text.slice(dot + 1).trim() };
  const inOwnOrder = splitCjkName(text, isJapanese) ?? splitFamilyNameFirst(words);
  if (inOwnOrder) return inOwnOrder;
  if (words.length < 2) {
    return isLowerCaseParticle(words[0])
      ? { firstName: '', lastName: text }
      : { firstName: text, lastName: '' };
  }
  const at = capitalsAtStart(words);
  if (at > 0) return { firstName: words.slice(at).join(' '), lastName: words.slice(0, at).join(' ') };
  const start = lastNameStart(words, timeZone);
  return { firstName: words.slice(0, start).join(' '), lastName: words.slice(start).join(' ') };
}

/** The index of the first word of the last name. */
function lastNameStart(words: string[], timeZone: string): number {
  let start = words.length - 1;
  const capitals = words.findLastIndex((word) => !isFamilyNameInCapitals(word)) + 1;
  const hasCapitalsAtEnd = capitals > 0 && capitals < words.length;
  if (hasCapitalsAtEnd && !isFamilyNameInCapitals(words[0] ?? '')) start = capitals;
  else if (hasTwoFamilyNames(words, timeZone)) start = words.length - 2;
  else if (start > 2 && isJoiningWord(words[start - 1] ?? '')) start -= 2;
  while (start > 1 && isParticle(words[start - 1] ?? '')) start -= 1;
  return start === 1 && isLowerCaseParticle(words[0]) ? 0 : start;
}

/** The number of words in capitals at the start of a name whose other words are not in capitals. */
function capitalsAtStart(words: string[]): number {
  const other = words.findIndex((word) => !isFamilyNameInCapitals(word));
  return other > 0 && words.slice(other).every((word) => /\p{Ll}/u.test(word)) ? other : 0;
}

/**
 * Whether a word is a family name in capital letters. Two capitals are a family name if a vowel follows a consonant:
 * LI, WU. Otherwise they are initials: JP, AJ.
 */
function isFamilyNameInCapitals(word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '');
  if (word.includes('.') || !/^\p{Lu}+$/u.test(letters)) return false;
  return letters.length > 2 || /^[^AEIOUY][AEIOUY]$/.test(letters);
}

/**
 * Whether the last two words are the two family names of a Spanish name. A name with a particle is not recognised as a
 * Spanish name.
 */
function hasTwoFamilyNames(words: string[], timeZone: string): boolean {
  const firstOtherName = words.findIndex((word) => !SPANISH_GIVEN_NAMES.has(fold(word)));
  const isSpanish =
    SPANISH_ZONE.test(timeZone) && words.every((word) => /^[\p{Script=Latin}\p{M}'’.-]+$/u.test(word));
  if (words.some((word) => isParticle(word))) return false;
  if (words.length === 3) return isSpanish && firstOtherName < 2;
  return words.length === 4 && (isSpanish || firstOtherName === 2);
}

function isLowerCaseParticle(word = ''): boolean {
  return isParticle(word) && /^\p{Ll}/u.test(word);
}

function joined(texts: string[]): string {
  return texts.filter(Boolean).join(' ');
}
