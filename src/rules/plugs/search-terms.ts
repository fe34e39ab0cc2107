/**
 * What is put into the search index and asked of it. Pure.
 *
 * Every suffix of every word is a term, so a prefix query finds words inside words; each term begins with
 * its owner, so a query walks one owner's terms and costs nobody else's. The index's tokenizer is `ascii`:
 * it splits at ASCII punctuation only, which is why that is moved to private-use characters here. Nothing a
 * user types can therefore be query syntax.
 */
import type { PlugFields, PlugType } from './plug.ts';

/** Characters of a suffix that are kept: the index stays linear in the text. Longer words match in pieces. */
const TERM_LENGTH = 16;
/** Characters of a long text in which words inside words are found; beyond, words by their beginning. */
const INFIX_LENGTH = 1_000;
/** FTS5 limits the depth of an expression; a person types fewer words. */
const MAX_QUERY_WORDS = 24;
const PRIVATE_USE = 0xe100;

/** What a term is, written between its owner and its text. Private-use, so no text can hold one. */
const ANYWHERE = '\uE000';
const NAME_START = '\uE001';
const TYPE = '\uE002';

export interface SearchQuery {
  /** FTS5 expression of all hits. */
  matches: string;
  /** FTS5 expression of the hits whose name begins with every word: they come first. */
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

/** The expressions for what a user typed, or null when it holds nothing to search for. */
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

/** A word anywhere, as typed or, when it is a number with punctuation, as its digits. */
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

/** The words of a long text past its first part, the one that the border cut included whole. */
function wordsBeyond(text: string | null): string[] {
  if (!text || text.length <= INFIX_LENGTH) return [];
  const border = text.slice(0, INFIX_LENGTH).search(/\S*$/);
  return wordsOf(text.slice(border));
}

/** Case and accents removed; a word of nothing but accents keeps them. */
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

/** The kind that follows is no base-36 digit, so owner 5 is no prefix of owner 51. */
function ownerPrefix(owner: number): string {
  return `u${owner.toString(36)}`;
}
