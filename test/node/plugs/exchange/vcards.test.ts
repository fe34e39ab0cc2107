/** Contacts from vCard files: the sample files, the rules for single properties, and hostile files. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlugBody } from '../../../../src/contracts/v1/plugs/request-schemas.ts';
import { decodeFile } from '../../../../src/core/plugs/exchange/decode-file.ts';
import { parseContactLine } from '../../../../src/core/plugs/exchange/parse-contact-line.ts';
import { readVCards } from '../../../../src/core/plugs/exchange/vcard/read-vcards.ts';
import { differences, expectedOf, sampleBytes } from './expected-plugs.ts';

const OPTIONS = { timeZone: 'Europe/London' };
/** The length of the hostile files in characters. A reader with quadratic time needs minutes for this length. */
const HOSTILE_FILE_LENGTH = 1024 * 1024;
const CPU_LIMIT_MS = 2000;

describe('the sample files', () => {
  it.each(['android-vcard.vcf', 'apple-vcard.vcf', 'vcard-4.vcf', 'lower-case-lf.vcf'])(
    'readVCards reads the expected contacts from the sample file %s',
    (name) => {
      const { entries, failed } = readVCards(decodeFile(sampleBytes(name)), OPTIONS);
      const { created, plugs } = expectedOf(name);
      expect([entries.length, failed]).toEqual([created, []]);
      for (const [index, { fields }] of entries.entries())
        expect(differences(plugs[index] ?? {}, fields)).toEqual([]);
    },
  );
});

describe('a card', () => {
  it.each([
    ['escaped and folded text', 'NOTE:one\\, two\\;\\n thr\r\n ee\\\\', { notes: 'one, two;\n three\\' }],
    [
      'a text in another charset',
      'ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller',
      { company: 'Müller' },
    ],
    ['a text in Shift_JIS', 'ORG;CHARSET=SHIFT_JIS;QUOTED-PRINTABLE:=83A=83C', { company: 'アイ' }],
    ['a soft line break', 'NOTE;QUOTED-PRINTABLE:one =\r\n two=0D=0Athree', { notes: 'one  two\nthree' }],
    ['a preferred number', 'TEL:1234567\r\nTEL;PREF=1:7654321', { primaryNumber: '7654321' }],
    ['a number as a URI', 'TEL;VALUE=uri:tel:+44-20-7946-0112;ext=5', { primaryNumber: '+44-20-7946-0112' }],
    ['a fax number before another number', 'TEL;FAX:1234567\r\nTEL:7654321', { primaryNumber: '7654321' }],
    ['a quoted colon', 'EMAIL;X-A="b:c";TYPE=home:a@b.example', { email: 'a@b.example' }],
    [
      'an unknown property',
      'X-Hobby;LEVEL=high:chess',
      { customData: { 'X-HOBBY': { value: 'chess', LEVEL: 'high' } } },
    ],
    ['an unknown property twice', 'HOBBY:chess\r\nHOBBY:go', { customData: { HOBBY: ['chess', 'go'] } }],
    ['a birthday that does not exist', 'BDAY:2023-02-29', { customData: { BDAY: '2023-02-29' } }],
    ['tags with an escaped comma', 'CATEGORIES:a\\,b,c', { tags: ['a,b', 'c'] }],
    [
      'an address',
      'ADR:;;5 Loom Street;Halifax;;HX1;UK',
      { customData: { ADR: '5 Loom Street, Halifax, HX1, UK' } },
    ],
    [
      'a picture by its URL',
      'PHOTO;VALUE=uri:https://x.example/a.png',
      { profilePicture: 'https://x.example/a.png' },
    ],
    ['only a full name', 'FN:Bas van der Meulen', { firstName: 'Bas', lastName: 'van der Meulen' }],
    [
      'a full name that differs from the first and last name',
      'N:Roe;Jane\r\nFN:Janey Roe',
      { firstName: 'Jane', customData: { FN: 'Janey Roe' } },
    ],
    ['the name of a company as the full name', 'FN:Acme\r\nORG:Acme', { firstName: '', company: 'Acme' }],
    ['titles and degrees', 'N:Roe;Jane;;Dr.;PhD', { customData: { name_prefix: 'Dr.', name_suffix: 'PhD' } }],
    ['a title that is too long', `TITLE:${'x'.repeat(129)}`, { customData: { TITLE: 'x'.repeat(129) } }],
    ['an invalid address', 'EMAIL:a(at)b', { customData: { emails: [{ value: 'a(at)b' }] } }],
    ['a line without a name', 'NOTE:one\r\ntwo', { notes: 'one\ntwo' }],
    ['a card inside a card', 'AGENT:\r\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\nORG:Acme', { company: 'Acme' }],
  ])('readVCards reads a card with %s', (_, properties, expected) => {
    const { entries, failed } = readVCards(cardOf(properties), OPTIONS);
    expect(failed).toEqual([]);
    expect(entries.map(({ fields }) => fields)).toEqual([expect.objectContaining(expected)]);
  });

  it.each([
    'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
    'PHOTO;BASE64:/9j/\r\n 4AAQ',
    'LOGO:data:image/png;base64,4AAQ',
  ])('readVCards omits an embedded picture and adds a warning: %s', (property) => {
    const [entry] = readVCards(cardOf(`FN:Jane\r\n${property}`), OPTIONS).entries;
    expect(JSON.stringify(entry?.fields)).not.toContain('4AAQ');
    expect(entry?.warnings).toEqual([
      { field: property.slice(0, 5).replace(/[;:]/, ''), message: expect.any(String) },
    ]);
  });

  it('a card without an end is listed as failed, and the cards before and after it are read', () => {
    const text = `${cardOf('FN:A')}BEGIN:VCARD\r\nFN:B\r\n${cardOf('FN:C')}BEGIN:VCARD\r\nFN:D\r\n`;
    const { entries, failed } = readVCards(text, OPTIONS);
    expect(entries.map(({ line, fields }) => [line, fields.firstName])).toEqual([
      [1, 'A'],
      [6, 'C'],
    ]);
    expect(failed.map(({ line }) => line)).toEqual([4, 9]);
  });

  it('the card of a group becomes a tag of its members', () => {
    const text = `${cardOf('UID:urn:uuid:1\r\nFN:A')}${cardOf('KIND:group\r\nFN:Fair\r\nMEMBER:urn:uuid:1')}`;
    expect(readVCards(text, OPTIONS).entries.map(({ fields }) => fields.tags)).toEqual([['Fair']]);
  });

  it('readVCards reads only as many cards as the limit allows, and counts the others', () => {
    const { entries, skipped } = readVCards(cardOf('FN:A').repeat(5), { ...OPTIONS, limit: 2 });
    expect([entries.length, skipped]).toEqual([2, 3]);
  });

  it('parseContactLine reads a card in a message', () => {
    const parsed = parseContactLine(`\n${cardOf('FN:Jane Roe\r\nNOTE:a\\, b')}`, OPTIONS);
    expect(parsed?.fields).toMatchObject({ firstName: 'Jane', lastName: 'Roe', notes: 'a, b' });
  });

  it.each(['utf-16le', 'utf-16be'])('readVCards reads a card in %s with a byte order mark', (encoding) => {
    const bytes = Buffer.from(`\ufeff${cardOf('FN:Zoë')}`, 'utf16le');
    const file = encoding === 'utf-16be' ? bytes.swap16() : bytes;
    expect(readVCards(decodeFile(new Uint8Array(file)), OPTIONS).entries[0]?.fields.firstName).toBe('Zoë');
  });
});

describe('a random or hostile file', () => {
  const line = fc.oneof(
    fc.constantFrom(
      'BEGIN:VCARD',
      'END:VCARD',
      'VERSION:2.1',
      'AGENT:',
      'N:;;;;',
      'TEL;PREF=x:+1',
      'EMAIL;TYPE=":',
      ' ',
      '=',
    ),
    fc
      .tuple(
        fc.constantFrom(
          'FN',
          'N',
          'ORG',
          'TITLE',
          'TEL',
          'EMAIL',
          'NOTE',
          'BDAY',
          'URL',
          'PHOTO',
          'ADR',
          '__proto__',
          'constructor',
          'CATEGORIES',
        ),
        fc.constantFrom(
          ':',
          ';TYPE=home:',
          ';ENCODING=QUOTED-PRINTABLE:',
          ';__proto__=x:',
          ';CHARSET=nothing;QUOTED-PRINTABLE:',
          ';VALUE=uri:tel:',
        ),
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.string({ unit: 'binary' }),
          fc.stringMatching(/^[=A-F0-9;,\\n]{0,20}$/),
        ),
      )
      .map((parts) => parts.join('')),
  );
  const file = fc
    .array(line, { maxLength: 30 })
    .map((lines) => `BEGIN:VCARD\n${lines.join('\n')}\nEND:VCARD\n`);

  it('readVCards returns fields that the API accepts, and does not change a prototype', () => {
    fc.assert(
      fc.property(file, (text) => {
        for (const { fields } of readVCards(text, OPTIONS).entries) {
          expect(createPlugBody.safeParse(apiFieldsOf(fields)).error).toBeUndefined();
          expect(Object.getPrototypeOf(fields.customData ?? {})).toBe(Object.prototype);
        }
        expect(({} as Record<string, unknown>).x).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['one long line', (size: number) => cardOf(`NOTE:${'x'.repeat(size)}`)],
    ['quotation marks', (size: number) => cardOf(`NOTE;A=${'"'.repeat(size)}:x`)],
    ['parameters', (size: number) => cardOf(`NOTE${';A=b'.repeat(size / 4)}:x`)],
    ['backslashes', (size: number) => cardOf(`N:${'\\;'.repeat(size / 2)}`)],
    ['folded lines', (size: number) => cardOf(`NOTE:x${'\r\n y'.repeat(size / 4)}`)],
    ['soft line breaks', (size: number) => cardOf(`NOTE;QUOTED-PRINTABLE:${'x=\r\n'.repeat(size / 4)}`)],
    ['lines without a name', (size: number) => cardOf(`NOTE:x${'\ny'.repeat(size / 2)}`)],
    [
      'numbers',
      (size: number) =>
        cardOf(Array.from({ length: size / 16 }, (_, index) => `TEL:${1e8 + index}`).join('\n')),
    ],
    [
      'tags',
      (size: number) =>
        cardOf(`CATEGORIES:${Array.from({ length: size / 8 }, (_, index) => index).join(',')}`),
    ],
    [
      'properties',
      (size: number) => cardOf(Array.from({ length: size / 10 }, (_, index) => `X${index}:y`).join('\n')),
    ],
    ['equal properties', (size: number) => cardOf('X:y\n'.repeat(size / 4))],
    ['words of a name', (size: number) => cardOf(`FN:${'Jr. '.repeat(size / 4)}`)],
    [
      'quoted-printable between other characters',
      (size: number) => cardOf(`NOTE;QUOTED-PRINTABLE:${'=C3é'.repeat(size / 6)}`),
    ],
    ['spaces', (size: number) => cardOf(`EMAIL:${' '.repeat(size)}x`)],
    ['cards without an end', (size: number) => 'BEGIN:VCARD\n'.repeat(size / 12)],
    ['nested cards', (size: number) => cardOf('AGENT:\nBEGIN:VCARD\n'.repeat(size / 19))],
    ['small cards', (size: number) => cardOf('FN:A').repeat(size / 30)],
  ])('readVCards reads about 1 MiB in less than 2 seconds of CPU time: %s', (_, textOf) => {
    const text = textOf(HOSTILE_FILE_LENGTH);
    const cpuBefore = process.cpuUsage();
    readVCards(text, OPTIONS);
    expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(CPU_LIMIT_MS);
  });
});

/** A vCard with these lines. */
function cardOf(properties: string): string {
  return `BEGIN:VCARD\r\n${properties}\r\nEND:VCARD\r\n`;
}

/** The fields under their names in the API. An empty first name is replaced, because the API requires a first name. */
function apiFieldsOf(fields: { firstName: string }): object {
  const entries = Object.entries(fields).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return { allow_partial_name: true, ...Object.fromEntries(entries), first_name: fields.firstName || 'none' };
}
