/**
 * Two fields that belong together: the first and the last name of a person, or the user name and the user id at
 * Telegram. A field is filled only from a plug whose other field is empty or equal, so that different values of two
 * people are not combined. Pure.
 */
import { foldedLine } from '../folding.ts';
import type { PlugFields } from '../plug.ts';
import type { PlugToMerge } from './merged-values.ts';

type Field = 'firstName' | 'lastName' | 'telegramUsername' | 'telegramUserId';

/**
 * Returns the fields of a pair. Empty fields are filled. If both fields are empty, the first loser with a value fills
 * the fields for which it has values. If one field is empty, the first suitable loser fills this field: the other
 * field of the loser is empty, or has the same value apart from letter case and accents.
 * @param mayFill returns false for a field if the request states the plug that gives the value of the field
 */
export function fillPair(
  fields: PlugFields,
  losers: readonly PlugToMerge[],
  pair: readonly [Field, Field],
  mayFill: (field: Field) => boolean,
): Partial<PlugFields> {
  const values: Record<string, unknown> = Object.fromEntries(pair.map((field) => [field, fields[field]]));
  for (const loser of losers) {
    const isCompatible = pair.every(
      (field) => !values[field] || !loser[field] || isSame(values[field], loser[field]),
    );
    if (!isCompatible) continue;
    for (const field of pair) {
      if (mayFill(field) && !values[field] && loser[field]) values[field] = loser[field];
    }
  }
  return values;
}

function isSame(one: unknown, other: unknown): boolean {
  return foldedLine(String(one)) === foldedLine(String(other));
}
