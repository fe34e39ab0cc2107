/** The metadata of phone numbers without formats gives the same numbers as the complete metadata. */
import { readFileSync } from 'node:fs';
import { assert, constantFrom, property, string } from 'fast-check';
import { parsePhoneNumberFromString as parseByMetadata } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { expect, it } from 'vitest';
import { PHONE_METADATA } from '../../../../src/rules/plugs/duplicates/phone-metadata.ts';
import {
  PHONE_METADATA_MODULE,
  phoneMetadataModule,
} from '../../../../src/tools/cli/build/phone-metadata.ts';

const COUNTRIES = getCountries();
const resultOf = (parsed: ReturnType<typeof parsePhoneNumberFromString>) =>
  parsed && [parsed.number, parsed.country, parsed.isPossible(), parsed.isValid()];

function expectSameNumber(text: string, defaultCountry: CountryCode): void {
  const reduced = resultOf(parseByMetadata(text, { defaultCountry }, PHONE_METADATA));
  expect(reduced, `${text} in ${defaultCountry}`).toEqual(
    resultOf(parsePhoneNumberFromString(text, { defaultCountry })),
  );
}

it('the module in src is what the build writes', () => {
  expect(readFileSync(PHONE_METADATA_MODULE, 'utf8')).toBe(phoneMetadataModule());
});

it('an example of each country in several spellings gives the same number', () => {
  expect(COUNTRIES.length).toBeGreaterThan(200);
  for (const country of COUNTRIES) {
    const example = examples[country] ?? '123456789';
    const number = parsePhoneNumberFromString(example, country)?.number ?? `+${example}`;
    const spellings = [example, `0${example}`, `8${example}`, `1${example}`, number, `00${number.slice(1)}`];
    for (const spelling of spellings) {
      for (const text of [spelling, spelling.slice(0, -1), `${spelling}7`]) {
        expectSameNumber(text, country);
        expectSameNumber(text, 'US');
      }
    }
  }
});

it('any digits in any country give the same number', () => {
  const digits = string({ unit: constantFrom(...'0123456789'), minLength: 1, maxLength: 17 });
  assert(
    property(digits, constantFrom('', '+'), constantFrom(...COUNTRIES), (typed, plus, country) => {
      expectSameNumber(plus + typed, country);
    }),
    { numRuns: 5_000 },
  );
});
