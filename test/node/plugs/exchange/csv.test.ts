/** Contacts from CSV files: the sample files, and the rules for tables, columns and cells. */
import { describe, expect, it } from 'vitest';
import { type CsvFile, readCsv } from '../../../../src/core/plugs/exchange/csv/read-csv.ts';
import { decodeFile } from '../../../../src/core/plugs/exchange/decode-file.ts';
import type { ContactFields } from '../../../../src/rules/plugs/contact-draft.ts';
import { differences, expectedOf, sampleBytes } from './expected-plugs.ts';

const OPTIONS = { timeZone: 'Europe/London' };
const SAMPLES = [
  'google.csv',
  'google-older.csv',
  'outlook-windows-1252.csv',
  'linkedin.csv',
  'hubspot.csv',
  'excel-semicolon.csv',
  'full-name-tabs.csv',
  'mapping.csv',
  'guarded-cells.csv',
];

describe('the sample files', () => {
  it.each(SAMPLES)('readCsv reads the expected contacts from the sample file %s', (name) => {
    const { plugs, query, columns = {}, format, failed_lines = [], warning_lines = [] } = expectedOf(name);
    const mapping = query?.mapping === undefined ? {} : JSON.parse(query.mapping);
    const file = readTable(sampleBytes(name), mapping);
    const contacts = file.entries.flatMap(({ fields }) => (fields ? [fields] : []));
    expect(contacts.length).toBe(plugs.length);
    for (const [index, plug] of plugs.entries()) {
      const { tags, ...expected } = plug;
      // The import, which this test does not run, adds the tags of the query.
      const compared = query?.tags === undefined ? plug : expected;
      expect(differences(compared, contacts[index] as ContactFields)).toEqual([]);
    }
    const linesWithoutFields = file.entries.filter(({ fields }) => fields === null).map(({ line }) => line);
    expect(linesWithoutFields).toEqual(failed_lines.map(({ line }) => line));
    for (const { line, field } of warning_lines) {
      const entry = file.entries.find((each) => each.line === line);
      expect(entry?.warnings.map((warning) => warning.field)).toContain(field);
    }
    if (format) expect(file.format).toBe(format);
    const customColumns = Object.entries(columns).filter(([, target]) => target.startsWith('custom_data.'));
    for (const [column, target] of customColumns) {
      const readColumn = file.columns.find((each) => each.name === column);
      expect([readColumn?.field, `custom_data.${readColumn?.customKey}`]).toEqual([null, target]);
    }
  });
});

describe('a table', () => {
  it.each([
    ['a declared delimiter', 'sep=;\nFirst Name;Email\nA;a@b.example', [3]],
    ['line breaks in a cell', 'First Name,Notes\r\nA,"x\r\ny"\r\nB,z\r\n', [2, 4]],
    ['line ends of single carriage returns', 'First Name,Notes\rA,x\rB,y', [2, 3]],
    ['empty rows', 'First Name,Notes\n\n,,\nA,x\n\n', [4]],
    ['only a header', 'First Name,Notes', []],
  ])('readCsv returns the line of each entry of a table with %s', (_, text, lines) => {
    expect(readTable(text).entries.map(({ line }) => line)).toEqual(lines);
  });

  it('readCsv refuses a table with a quotation mark without an end, and returns the line of the mark', () => {
    expect(readCsv('First Name,Notes\nA,x\nB,"y\nC,z', OPTIONS)).toEqual({ kind: 'unbalanced', line: 3 });
  });

  it.each(['', '\n\n', ' , \n'])('readCsv reports a file without text as empty: %j', (text) => {
    expect(readCsv(text, OPTIONS).kind).toBe('empty');
  });

  it('readCsv refuses a table without a column that identifies a person, and lists the columns of the table', () => {
    expect(readCsv('Size,Colour\n1,red', OPTIONS)).toEqual({ kind: 'no_names', columns: ['Size', 'Colour'] });
  });

  it('readCsv reads a table with a cell of 5.2 million characters in less than 5 seconds of CPU time', () => {
    const accents = 'Äé\u00b4 '.repeat(1_300_000);
    const cpuBefore = process.cpuUsage();
    expect(readTable(`Name,Notes\nAda,${accents}\n`).entries.length).toBe(1);
    // The reader would need more than 10 seconds if it folded the whole cell for each possible delimiter.
    expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(5000);
  });

  it('readCsv reads a table of 4.4 MB and hostile tables of about 1 MB in less than 8 seconds of CPU time', () => {
    const row = `Ada,Lovelace,ada@example.com,"${'note '.repeat(170)}"\n`;
    const text = `First Name,Last Name,Email,Notes\n${row.repeat(5000)}`;
    const hostileTexts = [
      `First Name\n"${'"",\n'.repeat(200_000)}`,
      ',\n'.repeat(500_000),
      'a'.repeat(1_000_000),
    ];
    const cpuBefore = process.cpuUsage();
    expect(readTable(text).entries.length).toBe(5000);
    for (const each of hostileTexts) readCsv(each, OPTIONS);
    expect(process.cpuUsage(cpuBefore).user / 1000).toBeLessThan(8000);
  });
});

describe('a row', () => {
  it.each([
    [
      'a column that is named like a column of labels without a column of values',
      'Name,Email,undefined - Type\nA,a@b.example,x',
      { customData: { 'undefined - Type': 'x' } },
    ],
    ['surplus cells', 'First Name\nA,x', { customData: { 'Column 2': 'x' } }],
    ['two columns with the same name', 'First Name,Size,Size\nA,1,2', { customData: { Size: ['1', '2'] } }],
    [
      'a last name in the column Name',
      'Vorname,Name\nKäthe,Müller',
      { firstName: 'Käthe', lastName: 'Müller' },
    ],
    [
      'a full name in the column Name',
      'Name,Email\nKäthe Müller,',
      { firstName: 'Käthe', lastName: 'Müller' },
    ],
    [
      'spaces and colons after column names',
      'Name: ,Email : \nAda Ray,a@b.example',
      { email: 'a@b.example' },
    ],
    ['a full name in the column Nome', 'Nome\nAna da Silva', { firstName: 'Ana', lastName: 'da Silva' }],
    ['a first name in the column Nome', 'Nome,Cognome\nAna,Rossi', { firstName: 'Ana', lastName: 'Rossi' }],
    [
      'a page of another site in the column LinkedIn',
      'Name,LinkedIn\nA,x.example/a',
      { linkedinUrl: 'https://x.example/a' },
    ],
    [
      'a text that is not a URL in the column LinkedIn',
      'Name,LinkedIn\nA,n/a',
      { customData: { LinkedIn: 'n/a' } },
    ],
    ['an unambiguous date', 'Name,Birthday\nA,2/29/1980', { birthday: '1980-02-29' }],
    ['an ambiguous date', 'Name,Birthday\nA,2/3/1980', { customData: { Birthday: '2/3/1980' } }],
    ['an unknown priority', 'Name,Priority\nA,Normal', { customData: { Priority: 'Normal' } }],
    [
      'a job title that is too long',
      `Name,Title\nA,${'x'.repeat(129)}`,
      { customData: { Title: 'x'.repeat(129) } },
    ],
    [
      'three numbers',
      'Name,Phone,Mobile,Fax\nA,1234567,2345678,3456789',
      {
        ...{ primaryNumber: '1234567', secondaryNumber: '2345678' },
        customData: { phones: [{ value: '3456789', type: 'fax' }] },
      },
    ],
    [
      'the label "Work Fax" of a number',
      'Name,Phone 1 - Label,Phone 1 - Value\nA,Work Fax,1234567',
      { customData: { phones: [{ value: '1234567', type: 'Work Fax' }] } },
    ],
    [
      'a LinkedIn page without a scheme',
      'Name,URL\nA,linkedin.com/in/a',
      { linkedinUrl: 'https://linkedin.com/in/a' },
    ],
    [
      'the columns of this service',
      'first_name,met_where,telegram_username\nA,Hall 4,@ada_l',
      { metWhere: 'Hall 4', telegramUsername: 'ada_l' },
    ],
    [
      'lists in the format of this service',
      'plug_type,first_name,tags,custom_data\ntarget,A,"[""a,b""]","{""__proto__"":1}"',
      { tags: ['a,b'] },
    ],
  ])('readCsv reads a row with %s', (_, text, expected) => {
    expect(readTable(text).entries[0]?.fields).toMatchObject(expected);
  });

  it('a row without a name, company, e-mail address or number has no fields', () => {
    expect(readTable('First Name,Notes\n,x').entries).toEqual([
      { line: 2, fields: null, plugType: null, warnings: [] },
    ]);
  });
});

describe('a mapping', () => {
  const text = 'Wer,Was,Rest,Weg\nAna da Silva,CEO,x,y';

  it('a mapping assigns columns to fields and to keys of the custom data, and leaves out columns that are mapped to null', () => {
    const mapping = { wer: 'full_name', Was: 'job_title', Rest: 'custom_data.rest', Weg: null };
    expect(readTable(text, mapping).entries[0]?.fields).toEqual({
      firstName: 'Ana',
      lastName: 'da Silva',
      jobTitle: 'CEO',
      customData: { rest: 'x' },
    });
  });

  it('a mapping names a column without a name by its number', () => {
    const { entries } = readTable('Name,\nAda Ray,blue', { 'Column 2': 'notes' });
    expect(entries[0]?.fields).toEqual({ firstName: 'Ada', lastName: 'Ray', notes: 'blue' });
  });

  it.each([
    [{ Nothing: 'email' }, 'mapping names the column "Nothing", which the file does not have'],
    [{ Wer: 'constructor' }, 'mapping names the field "constructor", which does not exist'],
  ])('readCsv refuses a mapping with an unknown column or field: %j', (mapping, message) => {
    expect(readCsv(text, { ...OPTIONS, mapping })).toEqual({ kind: 'wrong_mapping', message });
  });
});

/** Reads a table. Throws an error if the table is refused. */
function readTable(source: Uint8Array | string, mapping = {}): CsvFile & { kind: 'read' } {
  const file = readCsv(typeof source === 'string' ? source : decodeFile(source), { ...OPTIONS, mapping });
  if (file.kind !== 'read') throw new Error(`the file was not read: ${file.kind}`);
  return file;
}
