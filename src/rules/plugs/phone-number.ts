/**
 * Phone numbers as text: the one definition of what may stand between their digits, and the forms by which a number is
 * found with and without its country code. Pure.
 */
import { fold } from './folding.ts';

/** Punctuation of any kind, spaces, and unseen characters such as those that phones copy around a number. */
const BETWEEN = '[\\p{P}\\p{Dash}\\p{Zs}\\p{Cf}]*';

/** 7 to 15 digits of any script (ITU-T E.164) with punctuation between them; a plus sign only before the first. */
const PHONE_NUMBER = new RegExp(`^${BETWEEN}(?:[+\\uFF0B]${BETWEEN})?(?:\\p{Nd}${BETWEEN}){7,15}$`, 'u');
const NUMBER_WORD = /^(?=.*\p{Nd})[+\uFF0B\p{Nd}\p{P}\p{Dash}\p{Zs}\p{Cf}]+$/u;

/** Country codes of one and two digits; all others have three (ITU-T E.164, list of assigned country codes). */
const ONE_DIGIT_CODE = /^[17]/;
const TWO_DIGIT_CODE = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** A national number has at least this many digits when it is compared with an international one. */
const MIN_NATIONAL_DIGITS = 7;
/** A number without a plus sign and of more digits than this may begin with its country code. */
const MAX_NATIONAL_DIGITS = 10;

/** What a stored number is indexed by. */
export interface IndexedNumber {
  /** Any part of these digits finds the number. */
  digits: string[];
  /** The number without a country code and trunk prefix, when it was stored without a country code. */
  national: string | null;
}

/** What a typed number is looked up by. */
export interface TypedNumber {
  /** A stored number that contains one of these digits is found. */
  digits: string[];
  /** A stored number without a country code that equals one of these is found. */
  national: string[];
}

/** Whether a text is a phone number. The pattern matches in linear time. */
export function isPhoneNumber(text: string): boolean {
  return PHONE_NUMBER.test(text);
}

/** Whether a word consists of digits and the punctuation of numbers. */
export function isNumberWord(word: string): boolean {
  return NUMBER_WORD.test(word);
}

/** The digits of a text, those of every script as ASCII. */
export function digitsOf(text: string): string {
  return fold(text).replace(/\D/g, '');
}

/** The forms in which a stored number is indexed. */
export function indexedNumber(text: string): IndexedNumber {
  const { digits, dialled, isInternational } = parsed(text);
  return {
    digits: distinct([digits, dialled]),
    national: isInternational ? null : withoutTrunkPrefix(dialled),
  };
}

/** The forms in which a typed number, or a part of one, is looked up. */
export function typedNumber(text: string): TypedNumber {
  const { digits, dialled, isInternational } = parsed(text);
  const mayHaveCode = isInternational || dialled.length > MAX_NATIONAL_DIGITS;
  const national = mayHaveCode ? withoutTrunkPrefix(dialled.slice(countryCodeLength(dialled))) : '';
  const shortened = isInternational ? dialled : withoutTrunkPrefix(dialled);
  return {
    digits: distinct([digits, dialled, ...(isWhole(shortened) ? [shortened] : [])]),
    national: [national].filter(isWhole),
  };
}

/** `(0)` after a country code is not dialled from abroad, and `00` stands for the plus sign. */
function parsed(text: string): { digits: string; dialled: string; isInternational: boolean } {
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

function isWhole(digits: string): boolean {
  return digits.length >= MIN_NATIONAL_DIGITS;
}

function distinct(forms: string[]): string[] {
  return [...new Set(forms.filter(Boolean))];
}
