/** The key of a phone number. If the country is known, different spellings of one number have the same key. Pure. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { countryOfTimeZone } from '../../accounts/time-zone-countries.ts';
import { dialledNumber } from '../phone-number.ts';
import type { PlugFields } from '../plug.ts';

export type PhoneNumbers = Pick<PlugFields, 'primaryNumber' | 'secondaryNumber'>;

/**
 * The number of last digits that the keys of a range have in common. The last six digits of a number do not contain a
 * trunk prefix, because a number has at least 7 digits.
 */
export const COMMON_DIGIT_COUNT = 6;

/**
 * Returns the key of a number: its digits with the country code (E.164), in reverse order, and a plus sign at the end.
 * The order is reversed so that all numbers with the same last digits are one range of keys. If the country is unknown,
 * or the number has an impossible length in the country, the key contains the typed digits, and a plus sign only if the
 * number was typed with the international prefix.
 */
export function phoneKey(number: string, country: string | null): string {
  const { dialled, isInternational } = dialledNumber(number);
  const text = isInternational ? `+${dialled}` : dialled;
  const defaultCountry = country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const parsed = parsePhoneNumberFromString(text, defaultCountry);
  return reversed(parsed?.isPossible() ? parsed.number : text);
}

/**
 * Returns the first and the last key of a range that contains the keys of a number in all countries. For a number that
 * was typed with the international prefix, both are the same key. `~` follows all characters of a key in the order of
 * keys.
 */
export function phoneKeyRange(number: string): { first: string; last: string } {
  const key = phoneKey(number, null);
  if (key.endsWith('+')) return { first: key, last: key };
  const first = key.slice(0, COMMON_DIGIT_COUNT);
  return { first, last: `${first}~` };
}

/**
 * The country that is stored with the numbers of a plug: the country of the account's time zone (ISO 3166-1). Null if
 * the plug has no number, or if the time zone has no country.
 */
export function phoneCountry(
  { primaryNumber, secondaryNumber }: PhoneNumbers,
  timeZone: string,
): string | null {
  return primaryNumber || secondaryNumber ? countryOfTimeZone(timeZone) : null;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
