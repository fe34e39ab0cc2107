/** Files of contacts: the sample files, custom data in files, files that are refused, and the type of a text. */
import { expect, it } from 'vitest';
import {
  type ContactFileType,
  readContactFile,
  typeOfText,
} from '../../../../src/core/plugs/exchange/read-contact-file.ts';
import { AppError } from '../../../../src/rules/app-error.ts';
import { WRITABLE_NAMES } from '../../../../src/rules/plugs/fields/field-names.ts';
import { differences, expectedOf, sampleBytes, sampleNames } from './expected-plugs.ts';

const timeZone = 'Europe/London';
const TYPES: Record<string, ContactFileType> = {
  'text/csv': 'csv',
  'text/vcard': 'vcard',
  'application/json': 'json',
};

it.each(sampleNames())('%s has the expected contacts, columns, errors and warnings', (name) => {
  const expected = expectedOf(name);
  const mapping = expected.query?.mapping === undefined ? undefined : JSON.parse(expected.query.mapping);
  const type = TYPES[expected.type] ?? 'csv';
  const file = readContactFile(sampleBytes(name), { type, timeZone, mapping });
  const skipped = new Set((expected.skipped_lines ?? []).map(({ line }) => line));
  const contacts = file.entries.flatMap(({ fields, line }) => (fields && !skipped.has(line) ? [fields] : []));
  expect(contacts.length).toBe(expected.plugs.length);
  for (const plug of expected.plugs) {
    // The import, which this test does not run, adds the tags of the query.
    const { tags, full_name: _, ...fields } = plug;
    const compared = expected.query?.tags === undefined && tags !== undefined ? { ...fields, tags } : fields;
    const contact = contacts.find(
      (each) => each.firstName === plug.first_name && differences(compared, each).length === 0,
    );
    expect(contact, `${JSON.stringify(plug)} in ${JSON.stringify(contacts)}`).toBeDefined();
  }
  expect(file.columns).toMatchObject(expected.columns ?? {});
  if (expected.format !== undefined) expect(file.format).toBe(expected.format);
  const errors = file.entries.flatMap(({ line, errors: entryErrors }) =>
    entryErrors.map(({ field }) => ({ line, field })),
  );
  expect(errors).toEqual(expected.failed_lines ?? []);
  const warnings = file.entries.flatMap(({ line, warnings: entryWarnings }) =>
    entryWarnings.map(({ field }) => ({ line, field })),
  );
  expect(warnings).toEqual(expect.arrayContaining(expected.warning_lines ?? []));
});

it.each([
  ['values that are not objects', '[1, null]', ['entry', 'entry']],
  ['an entry without a name', '[{"notes": "x"}]', ['first_name']],
])('readContactFile reports the failed entries of JSON with %s', (_, text, fields) => {
  const { entries } = read('json', text);
  expect(entries.flatMap(({ errors }) => errors.map(({ field }) => field))).toEqual(fields);
});

it('readContactFile stores an invalid e-mail address and the JSON values without a field in the custom data, but not the id', () => {
  const text = `{"plugs": [{"company": "Acme", "shoe": 42, "id": "x", "ref": 12345678901234567890, "email": "none",
    "plug_type": "contact", "custom_data": {"phones": [{"value": "020 7946 0109", "type": "home"}]}, "__proto__": 1}]}`;
  const [entry] = read('json', text).entries;
  expect(entry).toMatchObject({
    plugType: 'contact',
    fields: { company: 'Acme', primaryNumber: '020 7946 0109' },
    warnings: [{ field: 'email', message: 'email must be a valid email address' }],
  });
  expect(entry?.fields?.customData).toEqual(
    JSON.parse('{"emails": [{"value": "none"}], "shoe": 42, "ref": "12345678901234567890", "__proto__": 1}'),
  );
});

it('readContactFile reads the type, Telegram id and LinkedIn page of a plug from a CSV file of this service, and ignores the id of the plug', () => {
  const text =
    'plug_type,first_name,custom_data,telegram_user_id,linkedin_url,id,created_at\ncontact,A,{},42,https://example.com/a,x,y';
  const { entries, columns, format } = read('csv', text);
  expect(entries[0]).toMatchObject({
    plugType: 'contact',
    fields: { firstName: 'A', telegramUserId: 42, linkedinUrl: 'https://example.com/a' },
  });
  expect(entries[0]?.fields?.customData).toBeUndefined();
  expect({ format, id: columns.id }).toEqual({ format: 'plugs-csv', id: null });
});

it('readContactFile stores a list with 12 levels in custom data as text', () => {
  const deep = '['.repeat(12) + ']'.repeat(12);
  const [entry] = read('json', `[{"first_name": "A", "custom_data": {"a": ${deep}}}]`).entries;
  expect(entry?.fields?.customData).toEqual({ a: deep });
});

it('readContactFile stores a value of a file of this service as text if a second value with its key adds a level', () => {
  const deep = `${'{"a":'.repeat(9)}1${'}'.repeat(9)}`;
  const empty = Object.fromEntries(WRITABLE_NAMES.map((name) => [name, null]));
  const object = { ...empty, first_name: 'A', custom_data: { k: JSON.parse(deep) } };
  const [alone] = read('json', JSON.stringify([object])).entries;
  expect(alone?.fields?.customData).toEqual({ k: JSON.parse(deep) });
  const [entry] = read('json', JSON.stringify([{ ...object, k: 1 }])).entries;
  expect(entry?.fields?.customData).toEqual({ k: [deep, 1] });
});

it('readContactFile stores the beginning of a cell of custom data with 10,000 levels as text in the notes', () => {
  const deep = `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const [entry] = read('csv', `First Name,custom data\nA,"${deep.replaceAll('"', '""')}"`).entries;
  expect(entry?.fields?.notes).toContain(deep.slice(0, 5000));
});

it('readContactFile reads the other cards of a file with a card that has too many properties', () => {
  const card = (name: string, others: number) =>
    `BEGIN:VCARD\nFN:${name}\n${'A:1\n'.repeat(others)}END:VCARD\n`;
  const { entries } = read('vcard', card('Ada', 9_999) + card('Bea', 10_000) + card('Cleo', 0));
  expect(entries.map(({ line, fields }) => [line, fields?.firstName])).toEqual([
    [1, 'Ada'],
    [10_003, undefined],
    [20_006, 'Cleo'],
  ]);
  expect(entries[1]?.errors).toEqual([
    { field: 'BEGIN', message: 'A card can have at most 10000 properties' },
  ]);
});

it('readContactFile lists 50 warnings of an entry and a remark about the others, and keeps all values', () => {
  const emails = Array.from({ length: 60 }, (_, index) => `no-address-${index}`);
  const [entry] = read('csv', `Name,Additional emails\nAda,${emails.join(';')}`).entries;
  expect(entry?.warnings).toHaveLength(51);
  expect(entry?.warnings.at(-1)?.message).toBe(
    'Further values of this entry have warnings, which are not listed',
  );
  expect(entry?.fields?.customData?.emails).toEqual(emails.map((value) => ({ value })));
});

it.each<[string, ContactFileType, string]>([
  ['between separators', 'csv', 'Name,Email,Additional emails\nAda,a@x.com,"b@x.com; ;\u200b,"'],
  ['in a list of custom data', 'json', '[{"email": "a@x.com", "custom_data": {"emails": [{"value": ""}]}}]'],
  ['of blank members', 'json', '[{"first_name": "Ada", "email": " ", "primary_number": "\u200b"}]'],
  ['of blank properties', 'vcard', 'BEGIN:VCARD\nFN:Ada\nEMAIL:mailto:\nTEL:tel:\nEND:VCARD'],
])('readContactFile ignores empty addresses and numbers %s, without a warning', (_, type, text) => {
  expect(read(type, text).entries).toMatchObject([{ errors: [], warnings: [] }]);
});

it.each<[string, ContactFileType, string, string]>([
  ['an empty file', 'csv', '', 'The file is empty'],
  ['a quotation mark without an end', 'csv', 'Name\n"A', 'A quotation mark on line 2 has no end'],
  ['too many columns', 'csv', `Name${',a'.repeat(1000)}\nA`, 'A file can have at most 1000 columns'],
  ['a row with too many cells', 'csv', `Name\nA${',a'.repeat(1000)}`, 'A file can have at most 1000 columns'],
  [
    'a file without a column for a name, a company, an e-mail address or a number',
    'csv',
    'Size\n1',
    'No column is a name',
  ],
  ['malformed JSON', 'json', '[\n{"a": 1 "b"}]', 'The file is not valid JSON (line 2)'],
  ['JSON without a list', 'json', '{"a": 1}', 'A JSON file must be a list of plugs'],
  ['a file without a vCard', 'vcard', 'hello', 'The file has no vCard'],
])('readContactFile refuses %s', (_, type, text, message) => {
  expect(problemOf(() => read(type, text))).toContain(message);
});

it.each<[ContactFileType, string]>([
  ['csv', `Name\n${'A\n'.repeat(5001)}`],
  ['csv', `Name\n${'A\n'.repeat(2_000_000)}`],
  ['json', `[${'1,'.repeat(5000)}1]`],
  ['vcard', 'BEGIN:VCARD\nFN:A\nEND:VCARD\n'.repeat(5001)],
])('readContactFile refuses more than 5,000 entries of %s', (type, text) => {
  expect(problemOf(() => read(type, text))).toBe('TOO_MANY_ENTRIES');
});

it.each<[string, ContactFileType]>([
  ['\ufeff begin:vcard', 'vcard'],
  ['[{"a": 1}]', 'json'],
  ['{"plugs": []}', 'json'],
  ['[Name],b', 'csv'],
  ['Name,Email', 'csv'],
])('the text %j has the type %s', (text, type) => {
  expect(typeOfText(text)).toBe(type);
});

function read(type: ContactFileType, text: string) {
  return readContactFile(text, { type, timeZone });
}

/** Calls `act`. Returns the message of an error for invalid input, the code of another `AppError`, or 'no error'. */
function problemOf(act: () => unknown): string {
  try {
    act();
    return 'no error';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.is('INVALID_INPUT') ? (error.data.problems[0]?.message ?? '') : error.code;
  }
}
