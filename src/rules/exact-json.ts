/** Finds parts of a JSON document that JavaScript would change silently when it parses and writes them. Pure. */

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],]/gsy;
/** Text between tokens, and values that are always exact. */
const SKIPPED_TEXT = /[\s:]|true|false|null/y;

/**
 * A part of a document that would not be returned as it was sent: a number that JavaScript writes with another value,
 * or a key that occurs twice in one object.
 */
export type LossyPart = 'number' | 'key';

/**
 * The first lossy part in the value of one key at the top level of a JSON object, or null if there is none. If this key
 * itself occurs twice, the first value is lost, so the key is a lossy part. The function is not recursive, so the depth
 * of the document is not limited.
 * @param text is valid JSON
 */
export function findLossyPart(text: string, topLevelKey: string): LossyPart | null {
  /** For each object that contains the current token, the keys found so far; null for an array. */
  const levels: (Set<string> | null)[] = [];
  let expectsKey = false;
  let isUnderTopLevelKey = false;
  for (const token of tokensOf(text)) {
    const keys = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push(token === '{' ? new Set() : null);
      expectsKey = token === '{';
    } else if (token === '}' || token === ']') {
      levels.pop();
      expectsKey = false;
    } else if (token === ',') {
      expectsKey = keys !== null;
    } else if (expectsKey && keys) {
      const key = JSON.parse(token) as string;
      if (levels.length === 1) isUnderTopLevelKey = key === topLevelKey;
      if (isUnderTopLevelKey && keys.has(key)) return 'key';
      keys.add(key);
      expectsKey = false;
    } else if (isUnderTopLevelKey && !token.startsWith('"') && !isExactNumber(token)) return 'number';
  }
  return null;
}

function* tokensOf(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token !== undefined) yield token;
    SKIPPED_TEXT.lastIndex = at;
    at += token?.length ?? SKIPPED_TEXT.exec(text)?.[0].length ?? 1;
  }
}

/**
 * Whether JavaScript writes a number of a JSON document with the same value. False for `-0`, which is written as `0`.
 */
export function isExactNumber(number: string): boolean {
  const stored = JSON.stringify(Number(number));
  return stored !== 'null' && decimal(stored) === decimal(number);
}

/** A number as its sign, its digits without leading and trailing zeros, and the power of ten of the last digit. */
function decimal(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/(?<!0)0+$/, '');
  if (significant === '') return `${sign}0`;
  // An exponent of many digits is rounded, but then it differs from the exponent of every number of JavaScript.
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign}${significant}e${power}`;
}
