/**
 * Builds the entry of a plug in the search index. Pure.
 *
 * A term of the index consists of the owner, a kind and a text. A query therefore reads only the terms of one owner,
 * and its cost does not depend on the data of other owners. Short fields and numbers are indexed by the first
 * `MAX_TERM_LENGTH` characters of every suffix of every word, so that a prefix query finds text inside words. Notes and
 * the connect reason are indexed by the beginnings of words, and by pairs of characters in scripts without spaces. If
 * the terms alone cannot decide whether a plug matches, the text of the plug is compared (`searchedText`). Words that
 * folding changes are stored next to the terms for this comparison.
 */
import { indexedNumber } from './phone-number.ts';
import type { PlugFields, PlugType } from './plug.ts';
import { beginning, hasCjk, innerBeginnings, searchWords, slices, wordParts } from './words.ts';

/**
 * The maximum number of characters of the text of a term. A longer word is looked up by its beginning and then
 * compared with the text of the plug.
 */
export const MAX_TERM_LENGTH = 16;
/** In notes and the connect reason, the maximum number of characters of a term in a script without spaces. */
export const MAX_UNSPACED_TERM_LENGTH = 2;

/** The kinds of terms. A kind is a private-use character between the owner and the text of a term. */
export const ANYWHERE_TERM = '\uE000';
export const NAME_START_TERM = '\uE001';
export const TYPE_TERM = '\uE002';
export const NATIONAL_NUMBER_TERM = '\uE003';

/** The tokenizer `ascii` splits at ASCII punctuation. Punctuation is therefore replaced by private-use characters. */
const PRIVATE_USE_START = 0xe100;

export interface IndexEntry {
  /** The terms, separated by one space. */
  terms: string;
  /** The folded words that `searchedText` does not contain, separated by one space. */
  foldedText: string;
}

/** The index entry of a plug. */
export function indexEntry(owner: number, type: PlugType, fields: PlugFields): IndexEntry {
  const names = nameWords(fields);
  const short = [...names, ...shortFields(fields).flatMap(searchWords)];
  const long = [fields.notes, fields.connectReason].flatMap(searchWords);
  const numbers = [fields.primaryNumber, fields.secondaryNumber].flatMap((number) =>
    number === null ? [] : [indexedNumber(number)],
  );
  const digits = numbers.flatMap((number) => number.digits);
  const anywhere = [
    ...[...short, ...digits].flatMap((word) => slices(word, MAX_TERM_LENGTH)),
    ...long.flatMap(wordParts).flatMap(({ text, isUnspaced }) => {
      return isUnspaced ? slices(text, MAX_UNSPACED_TERM_LENGTH) : innerBeginnings(text, MAX_TERM_LENGTH);
    }),
  ];
  const terms = new Set([
    term(owner, TYPE_TERM, type),
    ...names.map((word) => term(owner, NAME_START_TERM, beginning(word, MAX_TERM_LENGTH))),
    ...numbers.flatMap(({ national }) => (national ? [term(owner, NATIONAL_NUMBER_TERM, national)] : [])),
    ...anywhere.map((text) => term(owner, ANYWHERE_TERM, text)),
  ]);
  const stored = searchedText(fields);
  const changed = [...short, ...digits, ...long].filter((word) => !stored.includes(word));
  return { terms: [...terms].join(' '), foldedText: [...new Set(changed)].join(' ') };
}

/**
 * All searched fields as they are stored, with ASCII letters in lower case. SQLite without ICU computes the same text.
 */
export function searchedText(fields: PlugFields): string {
  const { firstName, lastName, primaryNumber, secondaryNumber, notes, connectReason, tags } = fields;
  const { company, email, jobTitle, networkType, businessType, metWhere, telegramUsername } = fields;
  return [
    ...[firstName, lastName, company, email, jobTitle, networkType, businessType, JSON.stringify(tags)],
    ...[primaryNumber, secondaryNumber, notes, connectReason, metWhere, telegramUsername],
  ]
    .map((value) => value ?? '')
    .join('\n')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * A term as stored in the index. The kind is not a base-36 digit, so no term of owner 5 is a prefix of a term of owner
 * 51.
 */
export function term(owner: number, kind: string, text: string): string {
  return `u${owner.toString(36)}${kind}${text.replace(/[!-/:-@[-`{-~]/g, privateUseCharacter)}`;
}

/** The words of both names. Chinese, Japanese and Korean names are also joined in both orders, without a space. */
function nameWords({ firstName, lastName }: PlugFields): string[] {
  const [first, last] = [searchWords(firstName), searchWords(lastName)];
  const isJoined = first.length > 0 && last.length > 0 && hasCjk(firstName) && hasCjk(lastName);
  const joined = isJoined ? [[...last, ...first].join(''), [...first, ...last].join('')] : [];
  return [...first, ...last, ...joined];
}

function shortFields(fields: PlugFields): (string | null)[] {
  const { company, email, jobTitle, networkType, businessType, tags, metWhere, telegramUsername } = fields;
  return [company, email, jobTitle, networkType, businessType, metWhere, telegramUsername, ...tags];
}

function privateUseCharacter(sign: string): string {
  return String.fromCharCode(PRIVATE_USE_START + sign.charCodeAt(0));
}
