/**
 * Builds the query of the search index for a typed text. Typed text is never query syntax. Pure.
 *
 * The index finds candidates. Some words are then checked in the text of each candidate (`searchedText` and
 * `foldedText`): words longer than a term (or than two characters in a script without spaces), words of several parts,
 * and words that do not fit into the expression.
 */
import { trimUnseen } from '../unseen-characters.ts';
import { digitsOf, isNumberWord, type TypedNumber, typedNumber } from './phone-number.ts';
import type { PlugType } from './plug.ts';
import {
  ANYWHERE_TERM,
  MAX_TERM_LENGTH,
  MAX_UNSPACED_TERM_LENGTH,
  NAME_START_TERM,
  NATIONAL_NUMBER_TERM,
  TYPE_TERM,
  term,
} from './search-index.ts';
import { beginning, hasCjk, isPunctuation, searchWords, slices, wordParts } from './words.ts';

/**
 * The maximum number of terms in an expression, because FTS5 limits the size of an expression. People rarely type more
 * words. The terms of the first word or number are always included.
 */
const MAX_TERMS = 24;
const MAX_TERMS_OF_WORD = 8;
/** The minimum number of digits that are compared as a number. Fewer digits are compared only as they were typed. */
const MIN_NUMBER_DIGITS = 3;
/** The maximum number of digits that are compared as a number. More digits are compared only as they were typed. */
const MAX_NUMBER_DIGITS = 15;
const MIN_TYPED_CHARACTERS = 2;

export interface SearchQuery {
  /** FTS5 expression of all candidates. */
  matches: string;
  /**
   * FTS5 expression of the candidates that are found by name: each of the first `MAX_TERMS` distinct typed words is the
   * beginning of a word of their names.
   */
  named: string;
  /**
   * One list of texts for each word for which the index does not give exact results. The `searchedText` or the
   * `foldedText` of a plug must contain at least one text of each list.
   */
  checks: string[][];
}

/** The part of a query for one word, or for several words that form one number. */
interface Lookup {
  /** FTS5 expression. */
  expression: string;
  /** The checks that are required if the expression is part of the query. */
  checks: string[][];
  /** The checks that are required if the expression is not part of the query. */
  allChecks: string[][];
}

/** Whether a typed text is long enough: at least two characters, or one Chinese, Japanese or Korean character. */
export function isSearchable(typed: string): boolean {
  const text = trimUnseen(typed).normalize('NFC');
  return [...text].length >= MIN_TYPED_CHARACTERS || hasCjk(text);
}

/** The query for a typed text. Null if the text contains no word. */
export function searchQuery(owner: number, typed: string, type: PlugType | undefined): SearchQuery | null {
  const words = typedWords(typed);
  if (words.length === 0) return null;
  const expressions = type ? [quotedTerm(owner, TYPE_TERM, type)] : [];
  const nameExpressions = [...expressions];
  const checks: string[][] = [];
  let remaining = MAX_TERMS;
  for (const lookup of lookupsOf(owner, words)) {
    const size = termCount(lookup.expression);
    const fits = size <= remaining || remaining === MAX_TERMS;
    if (fits) expressions.push(lookup.expression);
    if (fits) remaining -= size;
    checks.push(...(fits ? lookup.checks : lookup.allChecks));
  }
  for (const word of [...new Set(words)].slice(0, MAX_TERMS)) {
    nameExpressions.push(prefix(owner, NAME_START_TERM, beginning(word, MAX_TERM_LENGTH)));
  }
  return { matches: expressions.join(' AND '), named: nameExpressions.join(' AND '), checks };
}

/** The folded words of a typed text. Words that consist only of punctuation are omitted if there are other words. */
function typedWords(typed: string): string[] {
  const words = searchWords(typed);
  const nonPunctuation = words.filter((word) => !isPunctuation(word));
  return nonPunctuation.length > 0 ? nonPunctuation : words;
}

/**
 * Returns numbers first, and then words by decreasing length, because numbers and long words have the fewest
 * candidates.
 */
function lookupsOf(owner: number, words: string[]): Lookup[] {
  const { runs, others } = numberRuns(words);
  const byLength = [...new Set(others)].sort((one, other) => other.length - one.length);
  return [...runs.map((run) => numberLookup(owner, run)), ...byLength.map((word) => wordLookup(owner, word))];
}

/**
 * The numbers and the other words. Consecutive words of digits and punctuation form one number, up to the maximum
 * number of digits.
 */
function numberRuns(words: string[]): { runs: string[][]; others: string[] } {
  const runs: string[][] = [];
  const others: string[] = [];
  let remaining = 0;
  for (const word of words) {
    const digits = isNumberWord(word) ? digitsOf(word).length : 0;
    const run = runs.at(-1);
    if (digits === 0) {
      others.push(word);
      remaining = 0;
    } else if (run && digits <= remaining) {
      run.push(word);
      remaining -= digits;
    } else {
      runs.push([word]);
      remaining = MAX_NUMBER_DIGITS - digits;
    }
  }
  return { runs, others };
}

/** Finds a number as it was typed, word by word, or by the digits of all words together. */
function numberLookup(owner: number, run: string[]): Lookup {
  const words = run.map((word) => numberWordLookup(owner, word));
  const expressions = words.map(({ expression }) => expression);
  const joinedDigits = run.length > 1 ? numberExpressions(owner, run.join(' ')) : [];
  return {
    expression: anyOf([expressions.join(' AND '), ...joinedDigits]),
    checks: words.flatMap(({ checks }) => checks),
    allChecks: words.flatMap(({ allChecks }) => allChecks),
  };
}

function numberWordLookup(owner: number, word: string): Lookup {
  const typed = wordLookup(owner, word);
  const { digits, national } = numberForms(word);
  const allChecks = [[word, ...digits, ...national]];
  return {
    expression: anyOf([typed.expression, ...numberExpressions(owner, word)]),
    checks: typed.checks.length > 0 ? allChecks : [],
    allChecks,
  };
}

function numberExpressions(owner: number, typed: string): string[] {
  const { digits, national } = numberForms(typed);
  return [
    ...digits.map((form) => prefix(owner, ANYWHERE_TERM, form)),
    ...national.map((form) => quotedTerm(owner, NATIONAL_NUMBER_TERM, form)),
  ];
}

function numberForms(typed: string): TypedNumber {
  const { digits, national } = typedNumber(typed);
  const isCompared = (form: string) => form.length >= MIN_NUMBER_DIGITS && form.length <= MAX_NUMBER_DIGITS;
  return { digits: digits.filter(isCompared), national: national.filter(isCompared) };
}

/** Finds a word by the beginning of each part, and in scripts without spaces by pairs of characters. */
function wordLookup(owner: number, word: string): Lookup {
  const parts = wordParts(word);
  const texts = parts.flatMap(({ text, isUnspaced }) => {
    if (!isUnspaced) return [beginning(text, MAX_TERM_LENGTH)];
    const pairs = slices(text, MAX_UNSPACED_TERM_LENGTH);
    return pairs.length > 1 ? pairs.slice(0, -1) : pairs;
  });
  const [first] = parts;
  const isDecided =
    parts.length === 1 &&
    first?.text === word &&
    [...word].length <= (first.isUnspaced ? MAX_UNSPACED_TERM_LENGTH : MAX_TERM_LENGTH);
  const terms = [...new Set(texts)].slice(0, MAX_TERMS_OF_WORD);
  return {
    expression: terms.map((text) => prefix(owner, ANYWHERE_TERM, text)).join(' AND '),
    checks: isDecided ? [] : [[word]],
    allChecks: [[word]],
  };
}

function anyOf(expressions: string[]): string {
  const [only] = expressions;
  const distinct = [...new Set(expressions)];
  return only !== undefined && distinct.length === 1
    ? only
    : `(${distinct.map((each) => `(${each})`).join(' OR ')})`;
}

function prefix(owner: number, kind: string, text: string): string {
  return `${quotedTerm(owner, kind, text)}*`;
}

function quotedTerm(owner: number, kind: string, text: string): string {
  return `"${term(owner, kind, text)}"`;
}

function termCount(expression: string): number {
  return expression.split('"').length >> 1;
}
