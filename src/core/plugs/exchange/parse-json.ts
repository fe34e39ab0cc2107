/** Parses the JSON in a file that a user sends, within limits. */
import { isExactNumber } from '../../../rules/exact-json.ts';

/**
 * The maximum number of values in a text: objects, lists, texts, numbers, `true`, `false` and `null`. An empty object
 * or list counts as two values. A small value needs much more memory than its text: the 1.7 million empty objects of a
 * text of 5 MiB need more memory than a worker has.
 */
export const MAX_JSON_VALUES = 500_000;
/** The maximum number of objects and lists inside each other. Functions that write JSON are recursive. */
export const MAX_JSON_LEVELS = 500;

export type ParsedJson =
  | { kind: 'parsed'; value: unknown }
  /** The text is not JSON. The line is null if it is not known. */
  | { kind: 'malformed'; line: number | null }
  | { kind: 'too_many_values' }
  | { kind: 'too_many_levels' };

/**
 * Parses a JSON text. The limits are checked before the values are created. A number that JavaScript would change, or
 * that has more than 32 characters, becomes its text. (A reviver of `JSON.parse` could do this too, but it needs
 * several times the memory.)
 */
export function parseJson(text: string): ParsedJson {
  const scan = scanJson(text);
  if (typeof scan === 'string') return { kind: scan };
  try {
    const value = JSON.parse(text);
    return { kind: 'parsed', value: scan.exactText === text ? value : JSON.parse(scan.exactText) };
  } catch (error) {
    return { kind: 'malformed', line: lineOf(error) };
  }
}

/** A longer number becomes text without a comparison. JavaScript itself writes a number with at most 25 characters. */
const MAX_NUMBER_LENGTH = 32;
/** A number in JSON begins with a digit or with `-`. */
const NUMBER = /[-\d][\d.eE+-]*/y;

/**
 * Returns the text with quotation marks around each number that JavaScript would change or that is too long, or the
 * limit that is exceeded. If the text is not valid JSON, the result has no meaning.
 */
function scanJson(text: string): { exactText: string } | 'too_many_values' | 'too_many_levels' {
  const pieces: string[] = [];
  let copiedTo = 0;
  let levels = 0;
  // Each value except the outermost one is either the first in its object or list, or follows a comma.
  let valueCount = 1;
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    NUMBER.lastIndex = at;
    const number = character === '"' ? undefined : NUMBER.exec(text)?.[0];
    if (character === '"') {
      at = endOfString(text, at);
    } else if (number !== undefined) {
      if (number.length > MAX_NUMBER_LENGTH || !isExactNumber(number)) {
        pieces.push(text.slice(copiedTo, at), `"${number}"`);
        copiedTo = at + number.length;
      }
      at += number.length;
    } else {
      const isOpening = character === '[' || character === '{';
      if (isOpening) levels += 1;
      if (character === ']' || character === '}') levels -= 1;
      if (isOpening || character === ',') valueCount += 1;
      if (levels > MAX_JSON_LEVELS) return 'too_many_levels';
      if (valueCount > MAX_JSON_VALUES) return 'too_many_values';
      at += 1;
    }
  }
  return { exactText: pieces.join('') + text.slice(copiedTo) };
}

/** Returns the position after the closing quotation mark, or the length of the text if the string has no end. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** Returns the number of the line that the error message of V8 names; null if it names no line. */
function lineOf(error: unknown): number | null {
  const [, line] = /\(line (\d+) /.exec(String(error)) ?? [];
  return line === undefined ? null : Number(line);
}
