/** A name in the form in which it is compared with the names of other people. Pure. */
import { isNamePrefix, isNameSuffix } from '../../names/name-words.ts';

export interface ComparedName {
  /** The given names, without titles and degrees. A hyphen does not separate two given names. */
  given: string[];
  /** The parts of the family name, without titles and degrees. A hyphen separates two parts. */
  family: string[];
  /** The given names without separators. Transcriptions are replaced: `mueller` becomes `muller`. */
  givenText: string;
  /** The family name in the same form as `givenText`. */
  familyText: string;
  /** The generation, such as `jr`, and all digits of the name. They distinguish people with equal names. */
  generation: string;
}

const GENERATIONS: Readonly<Record<string, string>> = {
  jr: 'jr',
  junior: 'jr',
  jun: 'jr',
  sr: 'sr',
  senior: 'sr',
  sen: 'sr',
  ii: '2',
  iii: '3',
  iv: '4',
};
const SEPARATOR = /[\s.,"()]+/;
const INNER_SIGN = /['-]+/g;

/**
 * Returns the compared form of a folded first and last name. If one of them is missing, the last word of the other one
 * is the family name.
 */
export function comparedName(firstName: string, lastName: string): ComparedName {
  const first = wordsOf(firstName);
  const last = wordsOf(lastName);
  const digits = `${firstName}${lastName}`.replace(/\D/g, '');
  const generation = (takeGeneration(last) || takeGeneration(first)) + digits;
  const all = [...first, ...last];
  const isInOneField = first.length === 0 || last.length === 0;
  const given = (isInOneField ? all.slice(0, -1) : first).map((word) => word.replace(INNER_SIGN, ''));
  const family = (isInOneField ? all.slice(-1) : last).flatMap((word) => word.replaceAll("'", '').split('-'));
  return {
    given,
    family,
    givenText: withoutTranscription(given.join('')),
    familyText: withoutTranscription(family.join('')),
    generation,
  };
}

/**
 * Replaces every `ae`, `oe`, `ue` and `aa` by the first letter, as if it transcribed ä, ö, ü or å. Mueller and the
 * folded Müller are then equal.
 */
export function withoutTranscription(word: string): string {
  return word.replace(/([aou])e/g, '$1').replace(/aa/g, 'a');
}

function wordsOf(name: string): string[] {
  const words = name.split(' ').filter(Boolean);
  while (words.length > 1 && isNamePrefix(words[0] ?? '')) words.shift();
  while (words.length > 1 && isDegree(words.at(-1) ?? '')) words.pop();
  return words.flatMap((word) => word.split(SEPARATOR)).filter(Boolean);
}

function isDegree(word: string): boolean {
  return isNameSuffix(word) && GENERATIONS[word.replace(/[.,]/g, '')] === undefined;
}

/** Removes and returns the generation at the end of the words. Returns an empty text if there is none. */
function takeGeneration(words: string[]): string {
  const generation = words.length > 0 ? GENERATIONS[words.at(-1) ?? ''] : undefined;
  if (generation !== undefined) words.pop();
  return generation ?? '';
}
