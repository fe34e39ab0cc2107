/** The values of an entry that fill the empty fields of a plug. */
import { expect, test } from 'vitest';
import { filledPlug } from '../../../../src/core/plugs/exchange/import/filled-plug.ts';
import { MAX_CUSTOM_DATA_BYTES } from '../../../../src/rules/plugs/plug.ts';

const NAMES = { firstName: 'Ada', lastName: '' };

function filled(stored: Record<string, unknown>, sent: Record<string, unknown>) {
  return filledPlug({ tags: [], customData: stored }, { ...NAMES, customData: sent });
}

test('custom data is filled up to exactly its limit in bytes', () => {
  const stored = { city: 'Köln' };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...stored, x: '' })).byteLength;
  const fits = 'x'.repeat(MAX_CUSTOM_DATA_BYTES - bytes);
  expect(filled(stored, { x: fits })).toEqual({
    plug: { firstName: 'Ada', tags: [], customData: { ...stored, x: fits } },
    warnings: [],
  });
  const message = 'custom_data must be at most 10 KiB';
  expect(filled(stored, { x: `${fits}x`, y: 1 })).toMatchObject({
    plug: { customData: { ...stored, y: 1 } },
    warnings: [{ field: 'custom_data.x', message }],
  });
  const alone = 'x'.repeat(MAX_CUSTOM_DATA_BYTES - '{"x":""}'.length);
  expect(filled({}, { x: alone }).warnings).toEqual([]);
  expect(filled({}, { x: `${alone}x` }).warnings).toEqual([{ field: 'custom_data.x', message }]);
});

test('an existing key and a value that is too deep are not written', () => {
  const deep = JSON.parse(`${'['.repeat(11)}${']'.repeat(11)}`);
  const { plug, warnings } = filled({ a: 1 }, { a: 2, ['__proto__']: 3, deep });
  expect(Object.entries(plug.customData)).toEqual([
    ['a', 1],
    ['__proto__', 3],
  ]);
  expect(warnings).toEqual([
    { field: 'custom_data.deep', message: 'custom_data must be at most 10 levels deep' },
  ]);
});

test('100 entries with 1,200 further keys take less than two seconds', () => {
  const keys = (prefix: string) =>
    Object.fromEntries(Array.from({ length: 1_200 }, (_, at) => [prefix + at.toString(36), 1]));
  const [stored, sent] = [keys('a'), keys('b')];
  const start = performance.now();
  for (let at = 0; at < 100; at += 1) filled(stored, sent);
  expect(performance.now() - start).toBeLessThan(2_000);
});
