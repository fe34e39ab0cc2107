/** Where the words of a search occur in a text, so that they can be marked. */
import { expect, it } from 'vitest';
import { markedNumber, markedParts, type TextPart } from '../../../src/rules/plugs/marked-text.ts';
import { searchWords } from '../../../src/rules/plugs/words.ts';

/** Joins the parts of a text and writes each match in brackets. */
const withBrackets = (parts: TextPart[]) =>
  parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

it.each([
  ['Zoë Müller', 'zoe MULL', '[Zoë] [Müll]er'],
  ['Mu\u0308ller', 'mull', '[Mu\u0308ll]er'],
  ['Straße 7', 'strasse', '[Straße] 7'],
  ['Ångström', 'angstrom', '[Ångström]'],
  ['anna anna', 'ann na', '[anna] [anna]'],
  ['山田 花子', '山', '[山]田 花子'],
  ['👩‍👩‍👧 family', 'fam', '👩‍👩‍👧 [fam]ily'],
  ['no match', 'xyz', 'no match'],
  ['', 'a', ''],
])('the text %j with the search words %j is marked as %j', (text, typed, expected) => {
  expect(withBrackets(markedParts(text, searchWords(typed)))).toBe(expected);
});

it.each([
  ['+1 555-0142', '5550142', '+1 [555-0142]'],
  ['+49 30 1234', '030 12', '+49 [30 12]34'],
  ['+1 555-0142', '14', '+1 555-0[14]2'],
  ['+1 555-0142', '99999', '+1 555-0142'],
])('the number %j with the search words %j is marked as %j', (number, typed, expected) => {
  expect(withBrackets(markedNumber(number, searchWords(typed)))).toBe(expected);
});

it('the parts of a text, joined together, are the original text', () => {
  const text = `<b>ﬁ ${'x'.repeat(50)}\u202e\u0301`;
  expect(
    markedParts(text, ['fi', 'x'])
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
