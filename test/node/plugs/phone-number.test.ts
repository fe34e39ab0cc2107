/** Which texts are phone numbers, and which typed numbers find a stored number. */
import { describe, expect, it } from 'vitest';
import {
  digitsOf,
  indexedNumber,
  isNumberWord,
  isPhoneNumber,
  typedNumber,
} from '../../../src/rules/plugs/phone-number.ts';

describe('isPhoneNumber', () => {
  it.each([
    '1234567',
    '123456789012345',
    '+1 (202) 555-0134',
    '(+44) 20 7946 0000',
    '555‑010‑0780',
    '555·010·0780',
    '030.12/34-567',
    '５５５－０１０－０７８０',
    '٠٥٥٥ ٠١٠ ٠٧٨٠',
    '\u202a+1 555 010 1234\u202c',
    '＋49 30 1234567',
  ])('%j is a phone number', (text) => {
    expect(isPhoneNumber(text)).toBe(true);
  });

  it.each([
    '',
    '123456',
    '1234567890123456',
    'call me',
    '12345678 ext 9',
    '+',
    '555\t123\t4567',
    '1+2345678',
  ])('%j is not a phone number', (text) => {
    expect(isPhoneNumber(text)).toBe(false);
  });

  it('a text of 200,000 characters is checked in less than 500 ms', () => {
    const startMs = performance.now();
    expect(isPhoneNumber('('.repeat(200_000))).toBe(false);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

/** Whether the typed number finds the stored number. Compares the index forms in the same way as the search. */
function isFound(stored: string, typed: string): boolean {
  const { digits, national } = indexedNumber(stored);
  const searched = typedNumber(typed);
  const isPart = searched.digits.some((form) => digits.some((whole) => whole.includes(form)));
  return isPart || (national !== null && searched.national.includes(national));
}

describe('the search for a number', () => {
  it.each([
    ['+1 (202) 555-0134', '2025550134'],
    ['+1 (202) 555-0134', '+12025550134'],
    ['+1 (202) 555-0134', '001 202 555 0134'],
    ['202-555-0134', '+1 202 555 0134'],
    ['202-555-0134', '12025550134'],
    ['555‑010‑0780', '5550100780'],
    ['030 98765432', '+49 30 98765432'],
    ['030 98765432', '0049 (0)30 98765432'],
    ['030 98765432', '+49 (0) 30 98765432'],
    ['+49 30 98765432', '030 98765432'],
    ['+49 (0)30 98765432', '+49 30 98765432'],
    ['+49 (0)30 98765432', '493098765432'],
    ['+7 912 345-67-89', '8 912 345 67 89'],
    ['8 912 345-67-89', '+7 (912) 345-67-89'],
    ['+39 06 1234567', '06 1234567'],
    ['06 1234567', '+39 06 1234567'],
    ['+358 40 1234567', '040 1234567'],
    ['٠٥٥٥ ٠١٠ ٠٧٨٠', '0555 010 0780'],
    ['+1 202 555 0134', '55501'],
  ])('%s is found by %s', (stored, typed) => {
    expect(isFound(stored, typed)).toBe(true);
  });

  it.each([
    ['+1 20 7946 0000', '+44 20 7946 0000'],
    ['202-555-0134', '+1 202 555 0135'],
    ['2025550134', '+1 555 0134'],
  ])('%s is not found by %s', (stored, typed) => {
    expect(isFound(stored, typed)).toBe(false);
  });
});

it('a number word has a digit of any script, and otherwise only digits, punctuation and plus signs', () => {
  expect(['(202)', '555-0134', '+1', '٠٥٥'].map(isNumberWord)).toEqual([true, true, true, true]);
  expect(['-', 'ext', '4th', ''].map(isNumberWord)).toEqual([false, false, false, false]);
});

it('digitsOf returns the digits of a text in ASCII', () => {
  expect(digitsOf('+1 (٢0２) 555')).toBe('1202555');
});
