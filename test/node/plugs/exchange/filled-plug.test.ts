/** How an import adds the custom data of an entry to the custom data of a stored plug. */
import { expect, test } from 'vitest';
import { filledPlug } from '../../../../src/core/plugs/exchange/import/filled-plug.ts';
import { MAX_CUSTOM_DATA_BYTES } from '../../../../src/rules/plugs/plug.ts';

const NAMES = { firstName: 'Ada', lastName: '' };

/** Fills a stored plug from an imported entry. The plug has only custom data. The entry has custom data and a name. */
function fillCustomData(stored: Record<string, unknown>, imported: Record<string, unknown>) {
  return filledPlug({ tags: [], customData: stored }, { ...NAMES, customData: imported });
}

test('custom data is filled up to exactly 10 KiB, and a value that does not fit causes a warning', () => {
  const stored = { city: 'Köln' };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...stored, x: '' })).byteLength;
  const fits = 'x'.repeat(MAX_CUSTOM_DATA_BYTES - bytes);
  expect(fillCustomData(stored, { x: fits })).toEqual({
    plug: { firstName: 'Ada', tags: [], customData: { ...stored, x: fits } },
    warnings: [],
  });
  const message = 'custom_data must be at most 10 KiB';
  expect(fillCustomData(stored, { x: `${fits}x`, y: 1 })).toMatchObject({
    plug: { customData: { ...stored, y: 1 } },
    warnings: [{ field: 'custom_data.x', message }],
  });
  const alone = 'x'.repeat(MAX_CUSTOM_DATA_BYTES - '{"x":""}'.length);
  expect(fillCustomData({}, { x: alone }).warnings).toEqual([]);
  expect(fillCustomData({}, { x: `${alone}x` }).warnings).toEqual([{ field: 'custom_data.x', message }]);
});

test('an existing key and a value that is too deep are not written, and the key __proto__ is written', () => {
  const deep = JSON.parse(`${'['.repeat(11)}${']'.repeat(11)}`);
  const { plug, warnings } = fillCustomData({ a: 1 }, { a: 2, ['__proto__']: 3, deep });
  expect(Object.entries(plug.customData)).toEqual([
    ['a', 1],
    ['__proto__', 3],
  ]);
  expect(warnings).toEqual([
    { field: 'custom_data.deep', message: 'custom_data must be at most 10 levels deep' },
  ]);
});

test('filling a plug of 1,200 keys with 1,200 other keys 100 times takes less than two seconds', () => {
  const dataWithKeys = (prefix: string) =>
    Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [prefix + index.toString(36), 1]));
  const [stored, imported] = [dataWithKeys('a'), dataWithKeys('b')];
  const startedAtMs = performance.now();
  for (let count = 0; count < 100; count += 1) fillCustomData(stored, imported);
  expect(performance.now() - startedAtMs).toBeLessThan(2_000);
});
