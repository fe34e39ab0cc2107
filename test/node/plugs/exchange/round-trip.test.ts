/** The import of an exported file creates plugs with the same writable fields and the same type. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPlug } from '../../../../src/core/plugs/create-plug.ts';
import { csvWriter } from '../../../../src/core/plugs/exchange/export/csv-writer.ts';
import type { FileWriter } from '../../../../src/core/plugs/exchange/export/file-writer.ts';
import { jsonWriter } from '../../../../src/core/plugs/exchange/export/json-writer.ts';
import { vCardWriter } from '../../../../src/core/plugs/exchange/export/vcard-writer.ts';
import {
  type ContactFileType,
  readContactFile,
} from '../../../../src/core/plugs/exchange/read-contact-file.ts';
import type { Ctx } from '../../../../src/core/request/context.ts';
import { FIELD_NAMES, WRITABLE_NAMES } from '../../../../src/rules/plugs/fields/field-names.ts';
import { isStoredForm } from '../../../../src/rules/plugs/fields/stored-form.ts';
import { plugFieldsFrom } from '../../../../src/rules/plugs/plug.ts';
import type { PlugRow } from '../../../../src/store/plugs/plugs.ts';
import { storedPlug } from './arbitrary-plugs.ts';

const RUN_COUNT = 1000;
/** Custom data of the maximum size, 10 KiB. */
const MAXIMUM_DATA = { key: 'x'.repeat(10_240 - '{"key":""}'.length) };
const FORMATS: [string, ContactFileType, FileWriter][] = [
  ['csv', 'csv', csvWriter],
  ['json', 'json', jsonWriter],
  ['vcard 4.0', 'vcard', vCardWriter('4.0')],
  ['vcard 3.0', 'vcard', vCardWriter('3.0')],
];
const ctx = { actor: { kind: 'user', accountNumber: 1 }, nowMs: 0 } as unknown as Ctx;

it('every writable field of a plug has a name in the API', () => {
  const fields = Object.keys(plugFieldsFrom({ firstName: 'A', lastName: 'B' }));
  expect(WRITABLE_NAMES.map((name) => FIELD_NAMES[name]).sort()).toEqual(fields.sort());
});

it('the random plugs contain only values that the API stores unchanged', () => {
  const property = fc.property(storedPlug, (plug) => {
    for (const field of Object.values(FIELD_NAMES)) {
      const value = plug[field];
      if (value !== null && value !== '')
        expect([field, value, isStoredForm(field, value)]).toEqual([field, value, true]);
    }
  });
  fc.assert(property, { numRuns: RUN_COUNT });
});

describe.each(FORMATS)('%s', (_, type, writer) => {
  it('the import of an exported file creates the same plugs', { timeout: 120_000 }, () => {
    const property = fc.property(fc.array(storedPlug, { minLength: 1, maxLength: 3 }), (plugs) => {
      const { entries } = readContactFile(fileOf(writer, plugs), { type, timeZone: 'Europe/Berlin' });
      expect(entries.flatMap(({ warnings, errors }) => [...warnings, ...errors])).toEqual([]);
      const importedPlugs = entries.map(({ fields, plugType }) => fields && newPlug(ctx, fields, plugType));
      expect(importedPlugs.map((plug) => plug && valuesOf(plug as PlugRow))).toEqual(plugs.map(valuesOf));
    });
    fc.assert(property, { numRuns: RUN_COUNT });
  });

  it('custom data of 10 KiB is unchanged after an export and an import', () => {
    const plug = {
      ...plugFieldsFrom({ firstName: 'A', lastName: '' }),
      customData: MAXIMUM_DATA,
    } as unknown as PlugRow;
    const file = fileOf(writer, [{ ...plug, createdAtMs: 0, updatedAtMs: 0 }]);
    const [entry] = readContactFile(file, { type, timeZone: 'UTC' }).entries;
    expect(entry?.fields).toMatchObject({ customData: MAXIMUM_DATA });
  });
});

it('every line of a vCard 4.0 has at most 75 bytes and does not end inside a character', () => {
  const property = fc.property(storedPlug, (plug) => {
    const bytes = Buffer.from(fileOf(vCardWriter('4.0'), [plug]));
    const lines: string[] = bytes.toString('latin1').split('\r\n');
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    for (const line of lines) decoder.decode(Buffer.from(line, 'latin1'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
  });
  fc.assert(property, { numRuns: RUN_COUNT });
});

describe('a file of this service that another program has changed', () => {
  it('a changed note and an added number and address of a vCard are read', () => {
    const card = [
      ...[
        'BEGIN:VCARD',
        'VERSION:4.0',
        'N:;Ada;;;',
        'TEL;PREF=1:+49 30 555 0114',
        'TEL:1234567',
        'TEL:7654321',
      ],
      ...[
        'NOTE:changed',
        'X-PLUGS-TYPE:target',
        'X-PLUGS-NOTE:"old\\\\r"',
        'ADR:;;Street 1;;;;',
        'END:VCARD',
      ],
    ];
    const [entry] = readContactFile(card.join('\r\n'), { type: 'vcard', timeZone: 'UTC' }).entries;
    expect(entry?.fields).toEqual({
      ...{ firstName: 'Ada', lastName: '', networkType: null, notes: 'changed' },
      ...{ primaryNumber: '+49 30 555 0114', secondaryNumber: '1234567' },
      customData: { phones: [{ value: '7654321' }], ADR: 'Street 1' },
    });
  });

  it('a value in a form that this service does not write is read like a value of any other CSV file', () => {
    const names = ['plug_type', ...WRITABLE_NAMES, 'Shoe'];
    const cells = names.map((name) => {
      if (name === 'birthday') return '2/29/1980';
      if (name === 'tags') return 'a; b';
      if (name === 'telegram_user_id') return '1.23457E+11';
      return { plug_type: 'target', first_name: ' Ada ', primary_number: 'none', Shoe: '42' }[name] ?? '';
    });
    const [entry] = readContactFile(`${names.join()}\n${cells.join()}\n`, {
      type: 'csv',
      timeZone: 'UTC',
    }).entries;
    expect(entry?.fields).toEqual({
      ...{ firstName: 'Ada', lastName: '', networkType: null, birthday: '1980-02-29', tags: ['a', 'b'] },
      customData: { phones: [{ value: 'none' }], telegram_user_id: '1.23457E+11', Shoe: '42' },
    });
  });
});

/** The file that an export of these plugs writes. */
function fileOf({ head, separator, tail, plugText }: FileWriter, plugs: PlugRow[]): Uint8Array {
  return new TextEncoder().encode(head + plugs.map(plugText).join(separator) + tail);
}

/** The writable fields and the type of a plug. */
function valuesOf(plug: PlugRow) {
  const fields = Object.values(FIELD_NAMES).map((field) => [field, plug[field]]);
  return { ...Object.fromEntries(fields), plugType: plug.plugType };
}
