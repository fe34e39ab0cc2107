/** A CSV cell that a spreadsheet would execute is written with an apostrophe in front. */
import { expect, it } from 'vitest';
import { csvLine, guardedCell, withoutGuard } from '../../../../src/rules/csv.ts';

it.each([
  ['=SUM(A1)', "'=SUM(A1)"],
  ['@home', "'@home"],
  ['-5 degrees', "'-5 degrees"],
  ['+1 more', "'+1 more"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ["'=x", "''=x"],
  ["''-x", "'''-x"],
  ['@1234567', "'@1234567"],
  ["'+49 30 5550114", "''+49 30 5550114"],
  ['+49 30 5550114', '+49 30 5550114'],
  ['-49 30 5550114', '-49 30 5550114'],
  ["'t Hooft", "'t Hooft"],
  ["'", "'"],
  ['a=b', 'a=b'],
  ['', ''],
])('the text %j is written as the cell %j, and the same text is read from the cell', (text, cell) => {
  expect(guardedCell(text)).toBe(cell);
  expect(withoutGuard(cell)).toBe(text);
});

it('csvLine puts a cell with a separator, a quotation mark or a line break in quotation marks', () => {
  expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 'h\ri', ' '])).toBe('a,"b,c","d""e","f\ng","h\ri", \r\n');
});
