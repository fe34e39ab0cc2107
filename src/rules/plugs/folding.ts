/**
 * Folding of text. Different spellings that count as the same word have the same folded form. The search index, search
 * terms, sort keys and duplicate keys all use this folding. Pure.
 */
import { withoutUnseen } from '../unseen-characters.ts';
import { FOLDED_LETTERS } from './folded-letters.ts';

/** A character that is not ASCII, or a backtick, which people type instead of an apostrophe. */
const NEEDS_FOLDING = /[^\0-_a-\x7F]/;

const APOSTROPHE =
  /[`\u00b4\u02b9-\u02bf\u02c8\u02ca\u02cb\u055a\u05f3\u07f4\u07f5\u1fbd\u1fbf\u1ffe\u2018-\u201b\u2032\u2035\ua78b\ua78c]/g;
const QUOTATION_MARK = /[\u05f4\u201c-\u201f\u2033\u2036]/g;
const DASH = /\p{Dash}/gu;

/**
 * Accents and points of alphabets. The vowel signs of Indic and South-East Asian scripts do not match, because they are
 * used like letters.
 */
const ACCENT =
  /[[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]&&\p{M}]/gv;
/** The voicing marks of kana. They match `ACCENT`, but they are not removed, because they distinguish letters. */
const VOICING_MARK = /[\u3099\u309a]/;

/** The folded form of each letter without a decomposition. */
const FOLDED_FORMS = new Map(
  Object.entries(FOLDED_LETTERS).flatMap(([base, letters]) =>
    [...letters].map((letter) => [letter, base] as const),
  ),
);
const LETTER = new RegExp(`[${[...FOLDED_FORMS.keys()].join('')}]`, 'gu');

/**
 * Folds a text. The result is in NFKC and in lower case. Accents and unseen characters are removed. Letters without a
 * decomposition, digits of every script, apostrophes, quotation marks and dashes are replaced. White space is not
 * removed.
 */
export function fold(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text.toLowerCase();
  const plain = withPlainSigns(withPlainSigns(text.toWellFormed().normalize('NFD')).normalize('NFKD'));
  const cased = withoutAccents(withoutAccents(plain).toUpperCase().toLowerCase().normalize('NFKD'));
  return cased
    .replace(LETTER, (letter) => FOLDED_FORMS.get(letter) ?? letter)
    .replace(/[^\P{Nd}0-9]/gu, digitOf)
    .normalize('NFC');
}

/**
 * The words of a text, folded. A word that consists only of accents is returned with its accents, so that the word can
 * be found.
 */
export function foldedWords(text: string): string[] {
  return splitWords(text.toWellFormed()).flatMap((word) => {
    const folded = splitWords(fold(word));
    if (folded.length > 0) return folded;
    const visible = withoutUnseen(word).normalize('NFC');
    return visible ? [visible] : [];
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

/** Removes unseen characters. Replaces apostrophes, quotation marks and dashes by their ASCII characters. */
function withPlainSigns(text: string): string {
  return withoutUnseen(text).replace(APOSTROPHE, "'").replace(QUOTATION_MARK, '"').replace(DASH, '-');
}

function withoutAccents(text: string): string {
  return text.replace(ACCENT, (mark) => (VOICING_MARK.test(mark) ? mark : ''));
}

/**
 * The ASCII digit for a digit of any script. The ten digits of a script have consecutive code points, beginning with
 * zero (Unicode 16.0, section 4.6).
 */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
