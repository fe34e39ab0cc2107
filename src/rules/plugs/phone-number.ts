/**
 * Phone numbers as text: the characters that are allowed between digits, and the forms by which a number is found with
 * and without its country code. Pure.
 */
import { fold } from './folding.ts';

/**
 * The characters between, before and after the digits: punctuation of any kind, spaces, and format characters. Some
 * phones add format characters, which are not visible, when a number is copied.
 */
const SEPARATORS = '[\\p{P}\\p{Dash}\\p{Zs}\\p{Cf}]*';

/**
 * 7 to 15 digits of any script (ITU-T E.164) with punctuation between them. A plus sign is allowed only before the
 * first digit.
 */
const PHONE_NUMBER = new RegExp(
  `^${SEPARATORS}(?:[+\\uFF0B]${SEPARATORS})?(?:\\p{Nd}${SEPARATORS}){7,15}$`,
  'u',
);
const NUMBER_WORD = /^(?=.*\p{Nd})[+\uFF0B\p{Nd}\p{P}\p{Dash}\p{Zs}\p{Cf}]+$/u;

/**
 * Country codes of one and two digits. All other country codes have three digits (ITU-T E.164, list of assigned country
 * codes).
 */
const ONE_DIGIT_CODE = /^[17]/;
const TWO_DIGIT_CODE = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** The minimum number of digits of a national number that is compared with an international one. */
const MIN_NATIONAL_DIGITS = 7;
/** A number without a plus sign and with more digits than this may begin with a country code. */
const MAX_NATIONAL_DIGITS = 10;

/** The forms under which a stored number is indexed. */
export interface IndexedNumber {
  /** The number is found by any part of these digits. */
  digits: string[];
  /** The number without its trunk prefix. Null if the number was stored with a plus sign or `00`. */
  national: string | null;
}

/** The forms with which a typed number is looked up. */
export interface TypedNumber {
  /** Finds each stored number that contains one of these digit sequences. */
  digits: string[];
  /** Finds each number that was stored without a plus sign or `00` and equals one of these numbers. */
  national: string[];
}

/** Whether a text is a phone number. The pattern matches in linear time. */
export function isPhoneNumber(text: string): boolean {
  return PHONE_NUMBER.test(text);
}

/** Whether a word has a digit and consists of digits and the punctuation of numbers. */
export function isNumberWord(word: string): boolean {
  return NUMBER_WORD.test(word);
}

/** The digits of a text. Digits of every script are converted to ASCII. */
export function digitsOf(text: string): string {
  return fold(text).replace(/\D/g, '');
}

/** The forms in which a stored number is indexed. */
export function indexedNumber(text: string): IndexedNumber {
  const { digits, dialled, isInternational } = dialledNumber(text);
  return {
    digits: distinct([digits, dialled]),
    national: isInternational ? null : withoutTrunkPrefix(dialled),
  };
}

/** The forms in which a typed number, or a part of a number, is looked up. */
export function typedNumber(text: string): TypedNumber {
  const { digits, dialled, isInternational } = dialledNumber(text);
  const mayHaveCode = isInternational || dialled.length > MAX_NATIONAL_DIGITS;
  const national = mayHaveCode ? withoutTrunkPrefix(dialled.slice(countryCodeLength(dialled))) : '';
  const shortened = isInternational ? dialled : withoutTrunkPrefix(dialled);
  return {
    digits: distinct([digits, dialled, ...(isCompleteNumber(shortened) ? [shortened] : [])]),
    national: [national].filter(isCompleteNumber),
  };
}

/**
 * All digits of a number, and its dialled digits. The dialled digits of an international number are the digits after
 * the plus sign or the equivalent `00`, without `(0)` after a plus sign, because `(0)` is not dialled from abroad. For
 * any other number, all digits are dialled.
 */
export function dialledNumber(text: string): { digits: string; dialled: string; isInternational: boolean } {
  const folded = fold(text);
  const digits = folded.replace(/\D/g, '');
  const hasPlus = /^\D*\+/.test(folded);
  const isInternational = hasPlus || /^00[1-9]/.test(digits);
  const dialled = (hasPlus ? folded.replace(/\(0\)/, '').replace(/\D/g, '') : digits).replace(
    /^00(?=[1-9])/,
    '',
  );
  return { digits, dialled, isInternational };
}

function countryCodeLength(digits: string): number {
  if (ONE_DIGIT_CODE.test(digits)) return 1;
  return TWO_DIGIT_CODE.test(digits) ? 2 : 3;
}

/** The trunk prefix is 0 in most countries, and 8 before the ten digits of Russia and Kazakhstan. */
function withoutTrunkPrefix(digits: string): string {
  return /^8\d{10}$/.test(digits) ? digits.slice(1) : digits.replace(/^0+/, '');
}

function isCompleteNumber(digits: string): boolean {
  return digits.length >= MIN_NATIONAL_DIGITS;
}

/** The forms without repetitions and without empty texts. */
function distinct(forms: string[]): string[] {
  return [...new Set(forms.filter(Boolean))];
}
