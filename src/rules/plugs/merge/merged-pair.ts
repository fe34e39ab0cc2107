/**
 * Two fields that belong together: the first and the last name of a person, or the user name and the user id of an
 * account. Both fields are filled from one plug, so that the values of two people or accounts are not combined. Pure.
 */
import { foldedLine } from '../folding.ts';
import type { PlugFields } from '../plug.ts';
import type { MergedPlug } from './merged-values.ts';

type Field = 'firstName' | 'lastName' | 'telegramUsername' | 'telegramUserId';

/**
 * Fills the empty fields of a pair. If both fields are empty, the first loser with a value fills both. An empty field is
 * filled from a loser whose other field is empty or the same, ignoring case and accents.
 * @param isNotChosen whether the request does not choose a plug for a field
 */
export function fillPair(
  fields: PlugFields,
  losers: readonly MergedPlug[],
  pair: readonly [Field, Field],
  isNotChosen: (field: Field) => boolean,
): Partial<PlugFields> {
  const values: Record<string, unknown> = Object.fromEntries(pair.map((field) => [field, fields[field]]));
  for (const loser of losers) {
    const isCompatible = pair.every(
      (field) => !values[field] || !loser[field] || isSame(values[field], loser[field]),
    );
    if (!isCompatible) continue;
    for (const field of pair) {
      if (isNotChosen(field) && !values[field] && loser[field]) values[field] = loser[field];
    }
  }
  return values;
}

function isSame(one: unknown, other: unknown): boolean {
  return foldedLine(String(one)) === foldedLine(String(other));
}
