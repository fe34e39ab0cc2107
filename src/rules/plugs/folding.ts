/**
 * Folding of text. Different spellings that count as the same word have the same folded form. The search index, search
 * terms, sort keys and duplicate keys all use this folding. Pure.
 */
import { withoutUnseen } from '../unseen-characters.ts';
import { FOLDED_LETTERS } from './folded-letters.ts';

/** All characters that are not ASCII, and the backtick, which people type instead of an apostrophe. */
const NEEDS_FOLDING = /[^\0-_a-\x7F]/;

const APOSTROPHE =
  /[`\u00b4\u02b9-\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u07f4\u07f5\u1fbd\u1fbf\u1ffe\u2018-\u201b\u2032\u2035\ua78b\ua78c]/g;
const QUOTATION_MARK = /[\u05f4\u201c-\u201f\u2033\u2036]/g;
const DASH = /\p{Dash}/gu;

/**
 * Accents and points of alphabets. They do not include the vowel signs of Indic and South-East Asian scripts, which are
 * used like letters, or the voicing marks of kana (U+3099, U+309A), which distinguish letters. These marks are not
 * removed.
 */
const ACCENT =
  /[[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]&&\p{M}]/gv;
const VOICING_MARK = /[\u3099\u309a]/;

const LETTERS = new Map(
  Object.entries(FOLDED_LETTERS).flatMap(([base, letters]) =>
    [...letters].map((letter) => [letter, base] as const),
  ),
);
const LETTER = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu');

/**
 * Folds a text. The result is in NFKC and in lower case. Accents and unseen characters are removed. Letters without a
 * decomposition, digits of every script, apostrophes and dashes are replaced. White space does not change.
 */
export function fold(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text.toLowerCase();
  const plain = withPlainSigns(withPlainSigns(text.toWellFormed().normalize('NFD')).normalize('NFKD'));
  const cased = withoutAccents(withoutAccents(plain).toUpperCase().toLowerCase().normalize('NFKD'));
  return cased
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/[^\P{Nd}0-9]/gu, digitOf)
    .normalize('NFC');
}

/**
 * The words of a text, folded. If a word consists only of accents, they are not removed, so that the word can be found.
 */
export function foldedWords(text: string): string[] {
  return splitWords(text.toWellFormed()).flatMap((word) => {
    const folded = splitWords(fold(word));
    if (folded.length > 0) return folded;
    const seen = withoutUnseen(word).normalize('NFC');
    return seen ? [seen] : [];
  });
}

/** The form in which one-line texts are compared: the folded words, separated by one space. */
export function foldedLine(text: string): string {
  return foldedWords(text).join(' ');
}

/**
 * The form in which tags are compared. Letter case and the Unicode normalization form are ignored. Accents are not
 * ignored.
 */
export function caseKey(text: string): string {
  return text.normalize('NFD').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

function splitWords(text: string): string[] {
  return text.split(/[\s\p{Cc}\p{Z}]+/u).filter(Boolean);
}

function withPlainSigns(text: string): string {
  return withoutUnseen(text).replace(APOSTROPHE, "'").replace(QUOTATION_MARK, '"').replace(DASH, '-');
}

function withoutAccents(text: string): string {
  return text.replace(ACCENT, (mark) => (VOICING_MARK.test(mark) ? mark : ''));
}

/** The ten digits of a script have consecutive code points, beginning with zero (Unicode 16.0, section 4.6). */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
