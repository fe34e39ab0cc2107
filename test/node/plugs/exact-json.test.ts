/** Values that JavaScript would change silently when it parses and writes JSON are found in the text of a body. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLossyPart } from '../../../src/rules/exact-json.ts';

const bodyWithCustomData = (value: string) => `{"first_name":"A","custom_data":${value},"notes":"n"}`;

describe('a number', () => {
  it.each([
    '1e400',
    '-1e400',
    '12345678901234567890',
    '9007199254740993',
    '-0',
    '-0.0',
    '0.1000000000000000055',
    '1e-400',
  ])('findLossyPart finds the number %s, which JavaScript writes with another value', (number) => {
    expect(findLossyPart(bodyWithCustomData(`{"a":[{"n":${number}}]}`), 'custom_data')).toBe('number');
  });

  it.each([
    '0',
    '0e5',
    '1.50',
    '1e2',
    '1E+2',
    '-7',
    '0.1',
    '9007199254740992',
    '1.7976931348623157e308',
    '5e-324',
  ])('findLossyPart does not report the number %s, which JavaScript writes with the same value', (number) => {
    expect(findLossyPart(bodyWithCustomData(`{"n":${number}}`), 'custom_data')).toBeNull();
  });

  it.each([`1.${'0'.repeat(380_000)}1`, `1e-${'9'.repeat(380_000)}`])(
    'findLossyPart finds a number of 380,000 characters in less than 150 ms',
    (number) => {
      const startMs = performance.now();
      expect(findLossyPart(bodyWithCustomData(`{"a":${number}}`), 'custom_data')).toBe('number');
      expect(performance.now() - startMs).toBeLessThan(150);
    },
  );

  it('findLossyPart does not report a number that JavaScript wrote', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(findLossyPart(bodyWithCustomData(`[${JSON.stringify(number)}]`), 'custom_data')).toBeNull();
      }),
    );
  });
});

describe('a key', () => {
  it('findLossyPart finds a key that occurs twice in one object, also if one of the two is escaped or the key is __proto__', () => {
    expect(findLossyPart(bodyWithCustomData('{"a":1,"a":2}'), 'custom_data')).toBe('key');
    expect(findLossyPart(bodyWithCustomData('{"b":[{"a":1,"\\u0061":2}]}'), 'custom_data')).toBe('key');
    expect(findLossyPart(bodyWithCustomData('{"__proto__":1,"__proto__":2}'), 'custom_data')).toBe('key');
  });

  it('findLossyPart reports the named top-level key, but no other top-level key, if it occurs twice', () => {
    expect(findLossyPart('{"custom_data":{"a":1},"custom_data":{"b":2}}', 'custom_data')).toBe('key');
    expect(findLossyPart('{"a":1,"a":2,"custom_data":{}}', 'custom_data')).toBeNull();
  });

  it('findLossyPart does not report a key that occurs in several objects', () => {
    expect(
      findLossyPart(bodyWithCustomData('{"a":{"a":1},"b":[{"a":1},{"a":2}]}'), 'custom_data'),
    ).toBeNull();
  });
});

it('findLossyPart checks only the value of the named top-level key, and does not read the content of a string as JSON', () => {
  expect(findLossyPart('{"other":1e400,"x":{"custom_data":-0}}', 'custom_data')).toBeNull();
  expect(
    findLossyPart(bodyWithCustomData('{"t":"1e400, \\"a\\":1 {[","u":"\\\\"}'), 'custom_data'),
  ).toBeNull();
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value).replaceAll('-0', '0');
      expect(findLossyPart(bodyWithCustomData(text), 'custom_data')).toBeNull();
    }),
  );
});

it('findLossyPart reads a value of 100,000 levels', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(findLossyPart(bodyWithCustomData(deep), 'custom_data')).toBeNull();
});
