/** The two numbers of a merged plug. Spellings of one number are the same number. Pure. */
import { phoneKey } from '../duplicates/phone-key.ts';
import type { PlugFields } from '../plug.ts';
import type { PlugToMerge } from './merged-values.ts';

type NumberField = 'primaryNumber' | 'secondaryNumber';

/**
 * Returns both numbers. Empty numbers are filled, the primary number first. A number that is in neither field fills the
 * next empty field, so that the primary number of a loser can become the secondary number. If the number that was chosen
 * for one field is also in the other field, the other field is filled like an empty field.
 * @param plugs the winner, then the losers
 * @param mayFill returns false for a field if the request states the plug that gives the value of the field
 */
export function fillNumbers(
  fields: PlugFields,
  plugs: readonly PlugToMerge[],
  mayFill: (field: NumberField) => boolean,
): Pick<PlugFields, NumberField> {
  const numbers = { primaryNumber: fields.primaryNumber, secondaryNumber: fields.secondaryNumber };
  const known = plugs.flatMap((plug) =>
    [plug.primaryNumber, plug.secondaryNumber].flatMap((number) =>
      number ? [{ number, key: phoneKey(number, plug.phoneCountry) }] : [],
    ),
  );
  const isAmong = (key: string, numbers: (string | null)[]) =>
    known.some((each) => each.key === key && numbers.includes(each.number));
  const isChosen = !mayFill('primaryNumber') || !mayFill('secondaryNumber');
  for (const { number, key } of known) {
    const { primaryNumber, secondaryNumber } = numbers;
    if (isAmong(key, [primaryNumber, secondaryNumber])) continue;
    const isRepeated =
      isChosen && known.some((each) => each.number === primaryNumber && isAmong(each.key, [secondaryNumber]));
    if (mayFill('primaryNumber') && (isRepeated || !primaryNumber)) numbers.primaryNumber = number;
    else if (mayFill('secondaryNumber') && (isRepeated || !secondaryNumber)) numbers.secondaryNumber = number;
  }
  return numbers;
}
