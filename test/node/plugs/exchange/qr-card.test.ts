/** Properties of a vCard that is too large for a QR code are left out in a fixed order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fittingCard } from '../../../../src/core/plugs/exchange/export/export-card.ts';
import { cardProperties, cardText } from '../../../../src/core/plugs/exchange/export/vcard-writer.ts';
import { byteLength } from '../../../../src/rules/plugs/plain-text.ts';
import { type PlugFields, plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import type { PlugRow } from '../../../../src/store/plugs/plugs.ts';
import { storedPlug } from './arbitrary-plugs.ts';

/** The capacity of a QR code of version 30 with the lowest error correction, in bytes. */
const CAPACITY_BYTES = 1732;

it('a QR code contains the whole card of a plug, or a shorter card if the whole card is too large', () => {
  const property = fc.property(storedPlug, (plug) => {
    const properties = cardProperties(plug, '3.0');
    const whole = cardText(properties);
    const card = fittingCard(properties);
    expect(byteLength(card)).toBeLessThanOrEqual(CAPACITY_BYTES);
    expect(card === whole).toBe(byteLength(whole) <= CAPACITY_BYTES);
  });
  fc.assert(property, { numRuns: 1000 });
});

/** The properties that are left out before the e-mail addresses and numbers of the custom data. */
const OWN_AND_OPTIONAL = [
  'X-PLUGS-CUSTOM-DATA',
  'NOTE',
  'PHOTO',
  'X-PLUGS-TYPE',
  'X-PLUGS-PRIORITY',
  'CATEGORIES',
];
const LAST_OMITTED = ['UID', 'REV', 'ORG', 'TEL', 'EMAIL'];

it.each<[string, Partial<PlugFields>, string[]]>([
  ['custom data', { customData: { key: 'x'.repeat(1_700) } }, ['X-PLUGS-CUSTOM-DATA']],
  ['custom data and notes', { notes: 'x'.repeat(1_700) }, ['X-PLUGS-CUSTOM-DATA', 'NOTE']],
  [
    'custom data, notes, picture, the other properties of this service and tags',
    { tags: Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(50, 'é')) },
    OWN_AND_OPTIONAL,
  ],
  [
    'the e-mail addresses in the custom data',
    { customData: { emails: [{ value: 'x'.repeat(1_700), type: 'PREFERRED' }] } },
    [...OWN_AND_OPTIONAL, 'EMAIL;TYPE=PREFERRED'],
  ],
  [
    'all properties except the names, if the e-mail address is not valid',
    { email: 'x'.repeat(1_700) },
    [...OWN_AND_OPTIONAL, ...LAST_OMITTED],
  ],
])('a card that is too large for a QR code is written without %s', (_, changes, omittedNames) => {
  const fields = plugFieldsFrom({
    ...{ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', company: 'Acme' },
    ...{
      primaryNumber: '+49 30 555 0114',
      notes: 'n',
      profilePicture: 'https://example.com/a',
      tags: ['t'],
    },
    customData: { key: 'x' },
    ...changes,
  });
  const plug = { ...fields, id: 'id', plugType: 'target', createdAtMs: 0, updatedAtMs: 0 } as PlugRow;
  const properties = cardProperties(plug, '3.0');
  const card = fittingCard(properties);
  const missingNames = properties
    .map(([name]) => name)
    .filter((name) => !card.includes(`\n${name}:`))
    .map((name) => name.replace(/;(?:TYPE=PREF|VALUE=uri)$/, ''));
  expect(missingNames.sort()).toEqual(omittedNames.sort());
});
