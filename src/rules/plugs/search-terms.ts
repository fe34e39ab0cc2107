/**
 * The terms of the search index and the queries on it. Pure.
 *
 * Every suffix of every word is a term, so that a prefix query finds text inside words. Each term begins with its
 * owner, so that a query reads the terms of one owner only. The tokenizer of the index, `ascii`, splits at ASCII
 * punctuation, so ASCII punctuation is replaced by private-use characters here. For the same reason no text that a
 * user types can be query syntax.
 */
import type { PlugFields, PlugType } from './plug.ts';

/** Maximum characters of a suffix, so that the index grows linearly with the text. Longer words match in pieces. */
const TERM_LENGTH = 16;
/** Characters of a long text in which any part of a word is found. Later words are found by their beginning. */
const INFIX_LENGTH = 1_000;
/** Maximum words of a query, because FTS5 limits the depth of an expression. */
const MAX_QUERY_WORDS = 24;
const PRIVATE_USE = 0xe100;

/** The kind of a term, between its owner and its text. Private-use characters, so that no text contains one. */
const ANYWHERE = '\uE000';
const NAME_START = '\uE001';
const TYPE = '\uE002';

export interface SearchQuery {
  /** The FTS5 expression for all matches. */
  matches: string;
  /** The FTS5 expression for the matches whose names begin with every word. They come first. */
  named: string;
}

/** The text to index for a plug. */
export function indexTerms(owner: number, type: PlugType, fields: PlugFields): string {
  const prefix = ownerPrefix(owner);
  const terms = new Set<string>([prefix + TYPE + type]);
  for (const word of wordsOf(`${fields.firstName} ${fields.lastName}`)) {
    terms.add(prefix + NAME_START + encode([...word].slice(0, TERM_LENGTH)));
  }
  for (const word of wordsOf(searchableText(fields))) {
    for (const suffix of suffixes(word)) terms.add(prefix + ANYWHERE + suffix);
  }
  for (const word of [fields.notes, fields.connectReason].flatMap(wordsBeyond)) {
    for (const piece of pieces(word)) terms.add(prefix + ANYWHERE + encode(piece));
  }
  return [...terms].join(' ');
}

/** The expressions for a typed text, or null when the text contains no words. */
export function searchQuery(owner: number, typed: string, type: PlugType | undefined): SearchQuery | null {
  const words = [...new Set(wordsOf(typed))].slice(0, MAX_QUERY_WORDS);
  if (words.length === 0) return null;
  const prefix = ownerPrefix(owner);
  const ofType = type ? [`"${prefix}${TYPE}${type}"`] : [];
  const starts = words.map((word) => `"${prefix}${NAME_START}${encode([...word].slice(0, TERM_LENGTH))}"*`);
  return {
    matches: [...ofType, ...words.map((word) => anywhere(prefix, word))].join(' AND '),
    named: [...ofType, ...starts].join(' AND '),
  };
}

/** Matches a word anywhere: as typed, or by its digits when it is a number with punctuation. */
function anywhere(prefix: string, word: string): string {
  const asTyped = pieces(word).map((piece) => `"${prefix}${ANYWHERE}${encode(piece)}"*`);
  const digits = phoneDigits(word);
  const all = asTyped.join(' AND ');
  if (!digits || digits === word) return `(${all})`;
  const asDigits = pieces(digits).map((piece) => `"${prefix}${ANYWHERE}${encode(piece)}"*`);
  return `((${all}) OR (${asDigits.join(' AND ')}))`;
}

function searchableText(fields: PlugFields): string {
  const numbers = [fields.primaryNumber, fields.secondaryNumber];
  return [
    fields.firstName,
    fields.lastName,
    fields.company,
    fields.email,
    fields.jobTitle,
    fields.notes?.slice(0, INFIX_LENGTH),
    fields.networkType,
    fields.businessType,
    fields.connectReason?.slice(0, INFIX_LENGTH),
    ...fields.tags,
    ...numbers,
    ...numbers.map((number) => number && phoneDigits(number)),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The words of a long text after its first part, including the whole word at the boundary. */
function wordsBeyond(text: string | null): string[] {
  if (!text || text.length <= INFIX_LENGTH) return [];
  const border = text.slice(0, INFIX_LENGTH).search(/\S*$/);
  return wordsOf(text.slice(border));
}

/** The words of a text without case and accents. A word that consists of accents only keeps them. */
function wordsOf(text: string): string[] {
  const words = text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s\p{Cc}\p{Z}]+/u);
  return words.map((word) => word.replace(/\p{M}/gu, '') || word).filter(Boolean);
}

function suffixes(word: string): string[] {
  const characters = [...word];
  return characters.map((_, start) => encode(characters.slice(start, start + TERM_LENGTH)));
}

function pieces(word: string): string[][] {
  const characters = [...word];
  const count = Math.ceil(characters.length / TERM_LENGTH);
  return Array.from({ length: count }, (_, at) => characters.slice(at * TERM_LENGTH, (at + 1) * TERM_LENGTH));
}

function encode(characters: string[]): string {
  return characters
    .map((character) =>
      /[!-/:-@[-`{-~]/.test(character)
        ? String.fromCodePoint(PRIVATE_USE + (character.codePointAt(0) ?? 0))
        : character,
    )
    .join('');
}

function phoneDigits(text: string): string | null {
  if (!/^[\d\s()+\-./]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  return digits.length >= 3 ? digits : null;
}

/** The kind that follows is not a base-36 digit, so the prefix of owner 5 does not match terms of owner 51. */
function ownerPrefix(owner: number): string {
  return `u${owner.toString(36)}`;
}
