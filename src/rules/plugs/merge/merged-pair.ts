/**
 * Two fields of one thing: the first and the last name of a person, the user name and the user id of an account. They
 * are filled from one plug, so that the values of two things are not mixed. Pure.
 */
import { foldedLine } from '../folding.ts';
import type { PlugFields } from '../plug.ts';
import type { MergedPlug } from './merged-values.ts';

type Field = 'firstName' | 'lastName' | 'telegramUsername' | 'telegramUserId';

/**
 * Fills the empty fields of a pair. If both fields are empty, the first loser with a value fills both. An empty field is
 * filled from a loser whose other field is empty or the same, ignoring case and accents.
 */
export function fillPair(
  fields: PlugFields,
  losers: readonly MergedPlug[],
  pair: readonly [Field, Field],
  isOpen: (field: Field) => boolean,
): Partial<PlugFields> {
  const values: Record<string, unknown> = Object.fromEntries(pair.map((field) => [field, fields[field]]));
  for (const loser of losers) {
    const fits = pair.every(
      (field) => !values[field] || !loser[field] || isSame(values[field], loser[field]),
    );
    if (!fits) continue;
    for (const field of pair) {
      if (isOpen(field) && !values[field] && loser[field]) values[field] = loser[field];
    }
  }
  return values;
}

function isSame(one: unknown, other: unknown): boolean {
  return foldedLine(String(one)) === foldedLine(String(other));
}
