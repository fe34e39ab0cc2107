/**
 * What the search index stores of a plug. Pure.
 *
 * A term of the index is the owner, a kind and a text, so a query walks the terms of one owner and costs the same
 * whatever others have. Short fields are indexed by every suffix of every word, so that a prefix query finds words
 * inside words. Notes and the connect reason are indexed by the beginnings of words, and by pairs of characters in
 * scripts without spaces. What the terms cannot decide is checked on the row (`searchedText`); the words that folding
 * changes are stored beside the terms for that check.
 */
import { indexedNumber } from './phone-number.ts';
import type { PlugFields, PlugType } from './plug.ts';
import { beginning, hasCjk, innerBeginnings, searchWords, slices, wordParts } from './words.ts';

/** Characters of a word that are indexed. A longer word is looked up by its beginning and checked on the text. */
export const TERM_LENGTH = 16;
/** Characters of a term in scripts without spaces. */
export const UNSPACED_TERM_LENGTH = 2;

/** The kind of a term, written between its owner and its text. Private-use characters of their own. */
export const ANYWHERE = '\uE000';
export const NAME_START = '\uE001';
export const TYPE = '\uE002';
export const NATIONAL_NUMBER = '\uE003';

/** The tokenizer `ascii` splits at ASCII punctuation, which is therefore moved to private-use characters. */
const PRIVATE_USE = 0xe100;

export interface IndexEntry {
  /** The terms, one space apart. */
  terms: string;
  /** The folded words that `searchedText` does not contain, one space apart. */
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
    ...[...short, ...digits].flatMap((word) => slices(word, TERM_LENGTH)),
    ...long.flatMap(wordParts).flatMap(({ text, isUnspaced }) => {
      return isUnspaced ? slices(text, UNSPACED_TERM_LENGTH) : innerBeginnings(text, TERM_LENGTH);
    }),
  ];
  const terms = new Set([
    term(owner, TYPE, type),
    ...names.map((word) => term(owner, NAME_START, beginning(word, TERM_LENGTH))),
    ...numbers.flatMap(({ national }) => (national ? [term(owner, NATIONAL_NUMBER, national)] : [])),
    ...anywhere.map((text) => term(owner, ANYWHERE, text)),
  ]);
  const stored = searchedText(fields);
  const changed = [...short, ...digits, ...long].filter((word) => !stored.includes(word));
  return { terms: [...terms].join(' '), foldedText: [...new Set(changed)].join(' ') };
}

/** All searched fields as they are stored, ASCII letters in lower case: what SQLite makes of them without ICU. */
export function searchedText(fields: PlugFields): string {
  const { firstName, lastName, primaryNumber, secondaryNumber, notes, connectReason, tags } = fields;
  const { company, email, jobTitle, networkType, businessType } = fields;
  return [
    ...[firstName, lastName, company, email, jobTitle, networkType, businessType, JSON.stringify(tags)],
    ...[primaryNumber, secondaryNumber, notes, connectReason],
  ]
    .map((value) => value ?? '')
    .join('\n')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A term as stored in the index. The kind is not a base-36 digit, so no term of owner 5 is a prefix of one of owner 51. */
export function term(owner: number, kind: string, text: string): string {
  return `u${owner.toString(36)}${kind}${text.replace(/[!-/:-@[-`{-~]/g, privateUse)}`;
}

/** The words of both names and, where they are written without a space between them, both orders of them together. */
function nameWords({ firstName, lastName }: PlugFields): string[] {
  const [first, last] = [searchWords(firstName), searchWords(lastName)];
  const isJoined = first.length > 0 && last.length > 0 && hasCjk(firstName) && hasCjk(lastName);
  const joined = isJoined ? [[...last, ...first].join(''), [...first, ...last].join('')] : [];
  return [...first, ...last, ...joined];
}

function shortFields(fields: PlugFields): (string | null)[] {
  const { company, email, jobTitle, networkType, businessType, tags } = fields;
  return [company, email, jobTitle, networkType, businessType, ...tags];
}

function privateUse(sign: string): string {
  return String.fromCharCode(PRIVATE_USE + sign.charCodeAt(0));
}
