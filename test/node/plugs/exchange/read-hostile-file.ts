/** Reads one of the files that need the most memory for their size. Prints the error message or the number of entries. */
import { CSV_HEADER } from '../../../../src/core/plugs/exchange/file-layout.ts';
import {
  type ContactFileType,
  readContactFile,
} from '../../../../src/core/plugs/exchange/read-contact-file.ts';
import { MAX_FILE_BYTES } from '../../../../src/core/plugs/exchange/uploaded-file.ts';
import { AppError } from '../../../../src/rules/app-error.ts';

const FILES: Record<string, [ContactFileType, () => string]> = {
  'JSON with empty objects': ['json', () => `[${'{},'.repeat(1_700_000)}{}]`],
  'JSON with nested lists': ['json', () => '['.repeat(2_500_000) + ']'.repeat(2_500_000)],
  'JSON with the maximum number of inexact numbers': [
    'json',
    () => `[{"email": "a@example.com", "list": [${'1e400,'.repeat(499_990)}1]}]`,
  ],
  'vCard with short properties': ['vcard', () => `BEGIN:VCARD\n${'A:\n'.repeat(1_700_000)}END:VCARD`],
  'vCard with a large card': ['vcard', () => `BEGIN:VCARD\n${'A;B=C;D=E;F=G:1\n'.repeat(249_990)}END:VCARD`],
  'vCard with many parameters': [
    'vcard',
    () => `BEGIN:VCARD\nFN:Ada\n${'A;B=C;D=E;F=G:1\n'.repeat(9_990)}END:VCARD\n`.repeat(25),
  ],
  'CSV with empty objects in the custom data': [
    'csv',
    () =>
      CSV_HEADER +
      csvRow({ plug_type: 'contact', email: 'a@example.com', custom_data: emptyObjects(3200) }).repeat(500),
  ],
  'vCard with empty objects in the custom data': [
    'vcard',
    () =>
      `BEGIN:VCARD\nX-PLUGS-TYPE:contact\nX-PLUGS-CUSTOM-DATA:${emptyObjects(2400).replaceAll(',', '\\,')}\nEND:VCARD\n`.repeat(
        500,
      ),
  ],
};

const [type, content] = FILES[process.argv[2] ?? ''] ?? [];
if (!type || !content) throw new Error('The name of the file is unknown.');
const file = new TextEncoder().encode(content());
if (file.byteLength > MAX_FILE_BYTES) throw new Error('The file is larger than an import accepts.');
console.log(readFile());

/** Reads the file, and returns the error message or the number of entries. */
function readFile(): string {
  try {
    const [entry, ...others] = readContactFile(file, { type: type ?? 'csv', timeZone: 'UTC' }).entries;
    return entry?.errors[0]?.message ?? `${others.length + 1} entries`;
  } catch (error) {
    if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
    return error.data.problems[0]?.message ?? '';
  }
}

function emptyObjects(count: number): string {
  return `{"a":[${Array(count).fill('{}').join(',')}]}`;
}

/** A row of a CSV file of this service. */
function csvRow(values: Record<string, string>): string {
  const columns = CSV_HEADER.slice(1).trim().split(',');
  const cells = columns.map((name) => `"${(values[name] ?? '').replaceAll('"', '""')}"`);
  return `${cells.join(',')}\r\n`;
}
