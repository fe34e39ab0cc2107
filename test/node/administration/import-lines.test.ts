/** The lines of a file of accounts, which the import page and `npm run users:import` read. */
import { expect, it } from 'vitest';
import { readImportLines } from '../../../src/http/fields/import-row.ts';

it('a line of accounts can contain the line separators of Unicode', () => {
  const lines = readImportLines(
    '{"email":"ada@example.com","city":"Lon\u2028don\u2029"}\n{"email":"bob@example.com"}',
  );
  expect(lines.map(({ number, row }) => [number, row?.email])).toEqual([
    [1, 'ada@example.com'],
    [2, 'bob@example.com'],
  ]);
});

it('empty lines are counted but omitted, and a line that is not JSON has no row', () => {
  const lines = readImportLines(
    '\uFEFF{"email":"ada@example.com"}\r\n\r\nemail\r\n{"email":"bob@example.com"}\n',
  );
  expect(lines.map(({ number, row }) => [number, row?.email])).toEqual([
    [1, 'ada@example.com'],
    [3, undefined],
    [4, 'bob@example.com'],
  ]);
});
