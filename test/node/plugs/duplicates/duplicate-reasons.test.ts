/** The exact reasons why two plugs are duplicates, and the keys that are compared. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeyedPlug, keyChanges } from '../../../../src/rules/plugs/duplicates/key-changes.ts';
import { linkedinKey } from '../../../../src/rules/plugs/duplicates/linkedin-key.ts';
import { phoneKey, phoneKeyRange } from '../../../../src/rules/plugs/duplicates/phone-key.ts';
import {
  type ComparedPlug,
  duplicateReasons,
  keyRanges,
  reasonKeys,
} from '../../../../src/rules/plugs/duplicates/reason-keys.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';

/** A plug with these fields. The default name is Ada Lovelace. */
function plug(fields: Partial<ComparedPlug>): ComparedPlug {
  const { firstName = 'Ada', lastName = 'Lovelace', phoneCountry = null, ...others } = fields;
  return { ...plugFieldsFrom({ firstName, lastName, ...others }), phoneCountry };
}

/** A plug with another default name, so that only the given fields can be a reason. */
const otherPlug = (fields: Partial<ComparedPlug>) =>
  plug({ firstName: 'Grace', lastName: 'Hopper', ...fields });
const reversed = (text: string) => [...text].reverse().join('');

describe('the key of a phone number', () => {
  it.each([
    ['+49 30 1234567', null, '+49301234567'],
    ['0049 (0)30 / 123 45 67', 'US', '+49301234567'],
    ['+49 (0)30 1234567', null, '+49301234567'],
    ['030 1234567', 'DE', '+49301234567'],
    ['(202) 555-0134', 'US', '+12025550134'],
    ['1-202-555-0134', 'US', '+12025550134'],
    ['011 49 30 1234567', 'US', '+49301234567'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['06 1 234 5678', 'HU', '+3612345678'],
    ['٠٣٠ ١٢٣٤٥٦٧', 'DE', '+49301234567'],
    ['030 1234567', null, '0301234567'],
    ['555-0134', 'US', '5550134'],
    ['030 1234567', 'AQ', '0301234567'],
  ])('the key of %s in the country %s is the reverse of %s', (number, country, expected) => {
    expect(phoneKey(number, country)).toBe(reversed(expected));
  });

  it('the key of a random number is in the range of the number, with 13 countries and without a country', () => {
    const countries = ['DE', 'US', 'GB', 'IT', 'RU', 'HU', 'MX', 'BR', 'IN', 'SM', 'JP', 'LT', 'BY', null];
    fc.assert(
      fc.property(
        fc.stringMatching(/^(?:0|8|1|06|00|\+)?[0-9]{7,12}$/),
        fc.constantFrom(...countries),
        (number, country) => {
          const { first, last } = phoneKeyRange(number);
          const key = phoneKey(number, country);
          expect(key >= first && key <= last).toBe(true);
        },
      ),
      { numRuns: 3_000, seed: 20_261_127 },
    );
  });

  it('a number with a country code has only one key in its range', () => {
    const key = phoneKey('+49 30 1234567', 'US');
    expect(phoneKeyRange('+49 30 1234567')).toEqual({ first: key, last: key });
  });
});

describe('the key of a LinkedIn URL', () => {
  it.each([
    ['https://www.linkedin.com/in/ada-lovelace', 'ada-lovelace'],
    ['http://de.linkedin.com/in/Ada-Lovelace/?locale=de_DE#about', 'ada-lovelace'],
    ['https://linkedin.com/in/ada-lovelace/de', 'ada-lovelace'],
    ['https://m.linkedin.com/mwlite/in/ada-lovelace', 'ada-lovelace'],
    ['https://www.linkedin.com/in/jos%C3%A9', 'josé'],
    ['https://www.linkedin.com/in/jose%CC%81', 'josé'],
    ['https://www.linkedin.com/in/%E0%A4%A', '%e0%a4%a'],
    ['https://www.linkedin.com/pub/ada-lovelace/1/2b/3', 'pub/ada-lovelace/1/2b/3'],
    ['https://www.linkedin.com/company/acme', null],
    ['https://www.linkedin.com/', null],
    ['https://notlinkedin.com/in/ada-lovelace', null],
    ['https://example.com/in/ada-lovelace', null],
  ])('the key of %s is %s', (url, key) => {
    expect(linkedinKey(url)).toBe(key);
  });
});

describe('two plugs are duplicates', () => {
  it.each<[string, Partial<ComparedPlug>, Partial<ComparedPlug>, string[]]>([
    ['with the same e-mail address', { email: 'a@example.com' }, { email: 'a@example.com' }, ['same_email']],
    [
      'with the same number as a primary and as a secondary number',
      { primaryNumber: '030 1234567', phoneCountry: 'DE' },
      { secondaryNumber: '+49 30 1234567' },
      ['same_phone'],
    ],
    [
      'with the same number in two forms of one country',
      { primaryNumber: '(202) 555-0134', phoneCountry: 'US' },
      { primaryNumber: '202.555.0134', phoneCountry: 'US' },
      ['same_phone'],
    ],
    [
      'with the same LinkedIn profile',
      { linkedinUrl: 'https://www.linkedin.com/in/ada' },
      { linkedinUrl: 'http://uk.linkedin.com/in/ADA/' },
      ['same_linkedin'],
    ],
    [
      'with the same user name at Telegram',
      { telegramUsername: 'Ada_1' },
      { telegramUsername: 'ada_1' },
      ['same_telegram'],
    ],
    ['with the same user id at Telegram', { telegramUserId: 7 }, { telegramUserId: 7 }, ['same_telegram']],
    [
      'with the same name and company, also if the name is divided differently',
      { company: 'Straße AG', email: 'a@example.com' },
      { firstName: 'ADA  LOVELACE', lastName: '', company: 'STRASSE ag', email: 'b@example.com' },
      ['same_name_company'],
    ],
    [
      'with the same name and no other value',
      {},
      { firstName: 'ada', lastName: 'lovelace' },
      ['same_name_company'],
    ],
    [
      'for several reasons, and each reason is listed once',
      {
        email: 'a@example.com',
        company: 'Acme',
        primaryNumber: '+12025550134',
        secondaryNumber: '+12025550135',
      },
      {
        ...{ firstName: 'Ada', lastName: 'Lovelace', email: 'a@example.com', company: 'Acme' },
        ...{ primaryNumber: '+12025550135', secondaryNumber: '+12025550134' },
      },
      ['same_email', 'same_phone', 'same_name_company'],
    ],
  ])('two plugs are duplicates %s', (_title, one, two, reasons) => {
    expect(duplicateReasons(plug(one), otherPlug(two))).toEqual(reasons);
    expect(duplicateReasons(otherPlug(two), plug(one))).toEqual(reasons);
  });
});

describe('two plugs are not duplicates', () => {
  it.each<[string, Partial<ComparedPlug>, Partial<ComparedPlug>]>([
    [
      'with the same name, no company and different e-mail addresses',
      { email: 'a@b.de' },
      { firstName: 'Ada', lastName: 'Lovelace', email: 'c@b.de' },
    ],
    [
      'with the same name and different companies',
      { company: 'Acme' },
      { firstName: 'Ada', lastName: 'Lovelace', company: 'Zeta' },
    ],
    [
      'with the same company and no name',
      { firstName: '', lastName: '', company: 'Acme', email: 'a@b.de' },
      { firstName: '', lastName: '', company: 'Acme', email: 'c@b.de' },
    ],
    [
      'with the same national number in two countries',
      { primaryNumber: '030 1234567', phoneCountry: 'DE' },
      { primaryNumber: '030 1234567', phoneCountry: 'PL' },
    ],
    [
      'with the same LinkedIn page of a company',
      { linkedinUrl: 'https://www.linkedin.com/company/acme' },
      { linkedinUrl: 'https://www.linkedin.com/company/acme' },
    ],
    [
      'with a user id that occurs in the user name of the other plug',
      { telegramUserId: 12_345 },
      { telegramUsername: 'a12345' },
    ],
  ])('two plugs are not duplicates %s', (_title, one, two) => {
    expect(duplicateReasons(plug(one), otherPlug(two))).toEqual([]);
  });
});

it('each key of a plug is in exactly one key range of the plug, with the phone country DE, US or null', () => {
  const fields = { email: 'a@b.de', company: 'Acme', primaryNumber: '030 1234567', telegramUserId: 7 };
  for (const phoneCountry of ['DE', 'US', null]) {
    const ranges = keyRanges(plug(fields));
    for (const { reason, key } of reasonKeys(plug({ ...fields, phoneCountry }))) {
      const containingRanges = ranges.filter(
        (range) => range.reason === reason && range.first <= key && key <= range.last,
      );
      expect(containingRanges).toHaveLength(1);
    }
  }
});

describe('the changes of keys', () => {
  const before: KeyedPlug = plug({
    email: 'a@b.de',
    primaryNumber: '+12025550134',
    secondaryNumber: '+12025550135',
  });

  it('keyChanges lists one change for each key that is added, removed or replaced, and none for swapped numbers', () => {
    expect(keyChanges(before, { ...before, email: 'c@b.de' })).toEqual([
      { reason: 'same_email', from: 'a@b.de', to: 'c@b.de' },
    ]);
    expect(keyChanges(before, { ...before, email: null })).toEqual([
      { reason: 'same_email', from: 'a@b.de', to: null },
    ]);
    expect(keyChanges(before, { ...before, telegramUserId: 7 })).toEqual([
      { reason: 'same_telegram', from: null, to: '7' },
    ]);
    const swapped = {
      ...before,
      primaryNumber: before.secondaryNumber,
      secondaryNumber: before.primaryNumber,
    };
    expect(keyChanges(before, swapped)).toEqual([]);
  });

  it('keyChanges lists the removal of all keys for a deleted plug, and the addition of all keys for a restored plug', () => {
    const deleted = { ...before, deletedAtMs: 1 };
    expect(keyChanges(before, deleted).map(({ from, to }) => [from !== null, to])).toEqual(
      Array(3).fill([true, null]),
    );
    expect(keyChanges(deleted, before)).toEqual(keyChanges(null, before));
    expect(keyChanges(null, deleted)).toEqual([]);
  });
});
