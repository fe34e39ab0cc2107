/** Reads the contacts of a file for an import. */

import type { FieldProblem } from '../../../rules/app-error.ts';
import { AppError, invalidField } from '../../../rules/app-error.ts';
import type { ContactFields } from '../../../rules/plugs/contact-draft.ts';
import type { ContactWarning } from '../../../rules/plugs/fields/contact-warnings.ts';
import { isIdentified, type PlugType, plugFieldsFrom } from '../../../rules/plugs/plug.ts';
import { columnTargets } from './csv/column-targets.ts';
import type { CsvFormat } from './csv/columns.ts';
import type { ColumnMapping } from './csv/mapping.ts';
import { type CsvFile, readCsv } from './csv/read-csv.ts';
import { MAX_COLUMNS } from './csv/read-table.ts';
import { decodeFile } from './decode-file.ts';
import { type JsonFile, readJson } from './json/read-json.ts';
import { MAX_JSON_LEVELS, MAX_JSON_VALUES } from './parse-json.ts';
import { readVCards } from './vcard/read-vcards.ts';

export const CONTACT_FILE_TYPES = ['csv', 'vcard', 'json'] as const;
export type ContactFileType = (typeof CONTACT_FILE_TYPES)[number];
export type ContactFileFormat = CsvFormat | 'vcard' | 'json';

/** The maximum number of entries in a file. */
export const MAX_ENTRIES = 5_000;
/** The maximum number of lines in a vCard file. A short property needs much more memory than its text. */
const MAX_VCARD_LINES = 250_000;
/** The maximum number of columns that an error lists. */
const MAX_LISTED_COLUMNS = 30;

export interface ContactFileOptions {
  type: ContactFileType;
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  /**
   * The fields of columns of a CSV file. Other columns are recognised by their names. For another type of file, the
   * mapping must be empty.
   */
  mapping?: ColumnMapping | undefined;
  /**
   * Whether a CSV file is accepted if no column identifies a person. The user can then choose the fields of the
   * columns.
   */
  isPreview?: boolean;
}

export interface FileEntry {
  /** The line of the file on which the entry begins, or the position in a JSON list, counted from 1. */
  line: number;
  /** Null if the entry cannot be imported. `errors` then contains the reasons. */
  fields: ContactFields | null;
  /** The type that the entry states; null if the type follows from the fields. */
  plugType: PlugType | null;
  warnings: ContactWarning[];
  errors: FieldProblem[];
}

export interface ContactFile {
  format: ContactFileFormat;
  /** The target of each column of a CSV file, by the name of the column. Null for a column that is not imported. */
  columns: Record<string, string | null>;
  /**
   * For each column of a CSV file that contains a value: the beginning of its first value, by the name of the column.
   * Empty without `isPreview`.
   */
  samples: Record<string, string>;
  entries: FileEntry[];
}

const TOO_MANY_VALUES = `A file can have at most ${MAX_JSON_VALUES} JSON values`;
const UNIDENTIFIED_PROBLEM: FieldProblem = {
  field: 'first_name',
  message: 'An entry needs a name, a company, an email address or a number',
};

/**
 * Reads the contacts of a file.
 * @throws AppError `INVALID_INPUT` for a file that cannot be read or a wrong mapping, `TOO_MANY_ENTRIES`
 */
export function readContactFile(source: Uint8Array | string, options: ContactFileOptions): ContactFile {
  const { type, timeZone, mapping, isPreview = false } = options;
  if (type !== 'csv' && mapping && Object.keys(mapping).length > 0) {
    throw invalidField('mapping', 'mapping is for CSV files only');
  }
  const text = typeof source === 'string' ? source : decodeFile(source);
  if (type === 'vcard') return contactsOfVCards(text, timeZone);
  if (type === 'json') return contactsOfJson(readJson(text, { timeZone, limit: MAX_ENTRIES }));
  return contactsOfCsv(readCsv(text, { timeZone, mapping: mapping ?? {}, limit: MAX_ENTRIES, isPreview }));
}

/** The type of a file according to the first characters of its text. A text that is neither JSON nor a vCard is CSV. */
export function typeOfText(text: string): ContactFileType {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (/^BEGIN:VCARD/i.test(start)) return 'vcard';
  return /^(?:\[\s*[{\]]|\{\s*["}])/.test(start) ? 'json' : 'csv';
}

function contactsOfVCards(text: string, timeZone: string): ContactFile {
  if (hasMoreLines(text, MAX_VCARD_LINES)) {
    throw invalidField('file', `A vCard file can have at most ${MAX_VCARD_LINES} lines`);
  }
  const { entries, failed, skipped, hasTooManyValues } = readVCards(text, { timeZone, limit: MAX_ENTRIES });
  if (hasTooManyValues) throw invalidField('file', TOO_MANY_VALUES);
  if (skipped > 0 || entries.length + failed.length > MAX_ENTRIES) throw tooManyEntries();
  if (entries.length + failed.length === 0) throw invalidField('file', 'The file has no vCard');
  const readEntries = entries.map((entry): FileEntry => {
    const isImportable = isIdentified(plugFieldsFrom(entry.fields));
    return isImportable
      ? { ...entry, errors: [] }
      : { ...entry, fields: null, errors: [UNIDENTIFIED_PROBLEM] };
  });
  const failedEntries = failed.map(({ line, ...problem }): FileEntry => {
    return { line, fields: null, plugType: null, warnings: [], errors: [problem] };
  });
  const all = [...readEntries, ...failedEntries].sort((one, other) => one.line - other.line);
  return { format: 'vcard', columns: {}, samples: {}, entries: all };
}

/** Whether a text has more than `maxLines` lines. A line ends with LF, CR or CRLF. */
function hasMoreLines(text: string, maxLines: number): boolean {
  const lineBreak = /\r\n|\n|\r/g;
  let lineCount = 1;
  while (lineCount <= maxLines && lineBreak.test(text)) lineCount += 1;
  return lineCount > maxLines;
}

function contactsOfJson(file: JsonFile): ContactFile {
  if (file.kind === 'too_many_rows') throw tooManyEntries();
  if (file.kind !== 'read') throw invalidField('file', jsonProblem(file));
  const entries = file.entries.map(({ error, ...entry }): FileEntry => {
    if (error !== undefined) return { ...entry, errors: [{ field: 'entry', message: error }] };
    return { ...entry, errors: entry.fields ? [] : [UNIDENTIFIED_PROBLEM] };
  });
  return { format: 'json', columns: {}, samples: {}, entries };
}

function jsonProblem(file: Exclude<JsonFile, { kind: 'read' | 'too_many_rows' }>): string {
  switch (file.kind) {
    case 'malformed':
      return `The file is not valid JSON${file.line === null ? '' : ` (line ${file.line})`}`;
    case 'no_list':
      return 'A JSON file must be a list of plugs, or an object with the list "plugs"';
    case 'too_many_values':
      return TOO_MANY_VALUES;
    case 'too_many_levels':
      return `A JSON file can have at most ${MAX_JSON_LEVELS} levels`;
  }
}

function contactsOfCsv(file: CsvFile): ContactFile {
  switch (file.kind) {
    case 'empty':
      throw invalidField('file', 'The file is empty');
    case 'unbalanced':
      throw invalidField('file', `A quotation mark on line ${file.line} has no end`);
    case 'too_many_rows':
      throw tooManyEntries();
    case 'too_many_columns':
      throw invalidField('file', `A file can have at most ${MAX_COLUMNS} columns`);
    case 'too_many_values':
      throw invalidField('file', TOO_MANY_VALUES);
    case 'wrong_mapping':
      throw invalidField('mapping', file.message);
    case 'no_names':
      throw invalidField('mapping', noNamesMessage(file.columns));
    case 'read': {
      const entries = file.entries.map(
        (entry): FileEntry => ({ ...entry, errors: entry.fields ? [] : [UNIDENTIFIED_PROBLEM] }),
      );
      const { format, samples } = file;
      return { format, columns: columnTargets(file.columns, format), samples, entries };
    }
  }
}

function noNamesMessage(columns: string[]): string {
  const listed = columns.slice(0, MAX_LISTED_COLUMNS).map((name) => JSON.stringify(name));
  const example = JSON.stringify({ [columns[0] ?? 'Column 1']: 'company' });
  return `No column is a name, a company, an email address or a number. Name the fields of columns with mapping, such as ${example}. The columns are ${listed.join(', ')}`;
}

function tooManyEntries(): AppError {
  return new AppError('TOO_MANY_ENTRIES', { max: MAX_ENTRIES });
}
