/** The key by which two spellings of one phone number are found to be the same number. Pure. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { countryOfTimeZone } from '../../accounts/time-zone-countries.ts';
import { dialledNumber } from '../phone-number.ts';
import type { PlugFields } from '../plug.ts';

export type PhoneNumbers = Pick<PlugFields, 'primaryNumber' | 'secondaryNumber'>;

/** The last digits of a national number. They do not contain a trunk prefix, because a number has at least 7 digits. */
const LAST_DIGITS = 6;

/**
 * The key of a number: its digits with the country code (E.164), in reverse order, and a plus sign at the end. In
 * reverse order, the numbers with the same last digits are a range of keys. A number whose country is not known, or
 * that does not exist in the country, is represented by its digits as they were typed, without a plus sign.
 */
export function phoneKey(number: string, country: string | null): string {
  const { dialled, isInternational } = dialledNumber(number);
  const text = isInternational ? `+${dialled}` : dialled;
  const defaultCountry = country !== null && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const parsed = parsePhoneNumberFromString(text, defaultCountry);
  return reversed(parsed?.isPossible() ? parsed.number : text);
}

/**
 * The first and last key of a range that contains the key of a number for every country. The range of a number with a
 * country code is one key.
 */
export function phoneKeyRange(number: string): { first: string; last: string } {
  const key = phoneKey(number, null);
  if (key.endsWith('+')) return { first: key, last: key };
  const first = key.slice(0, LAST_DIGITS);
  return { first, last: `${first}~` };
}

/**
 * The country that is stored with the numbers of a plug: the country of the account's time zone. Null if the plug has
 * no number.
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
