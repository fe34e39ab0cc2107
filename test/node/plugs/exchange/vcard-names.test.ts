/** The names in vCards, and the labels that a user has written: no part is lost. */
import { expect, it } from 'vitest';
import { readVCards } from '../../../../src/core/plugs/exchange/vcard/read-vcards.ts';

it.each([
  [
    'a prefix and a suffix without a name',
    'N:;;;Dr.;PhD\r\nFN:Alice Smith',
    { firstName: 'Alice', lastName: 'Smith', customData: { name_prefix: 'Dr.', name_suffix: 'PhD' } },
  ],
  [
    'the same prefix in both names',
    'N:;;;Dr.;\r\nFN:Dr. Alice Smith',
    { firstName: 'Alice', lastName: 'Smith', customData: { name_prefix: 'Dr.' } },
  ],
  [
    'a second full name',
    'FN:Jane Roe\r\nFN:ジェーン',
    { firstName: 'Jane', lastName: 'Roe', customData: { FN: 'ジェーン' } },
  ],
  ['no full name', 'N:Smith;John\r\nORG:Acme', { firstName: 'John', lastName: 'Smith', company: 'Acme' }],
  [
    'a label of a title',
    'FN:Jane Roe\r\nitem1.TITLE:CEO\r\nitem1.X-ABLabel:Boss',
    { firstName: 'Jane', lastName: 'Roe', jobTitle: 'CEO', customData: { 'X-ABLABEL': 'Boss' } },
  ],
])('readVCards keeps all values of a card with %s', (_, properties, expected) => {
  const text = `BEGIN:VCARD\r\nVERSION:3.0\r\n${properties}\r\nEND:VCARD\r\n`;
  const { entries } = readVCards(text, { timeZone: 'Europe/London' });
  expect(entries.map(({ fields }) => fields)).toEqual([expected]);
});
