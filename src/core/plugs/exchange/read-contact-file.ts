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
import { type JsonFile, readJson } from './json/read-json.ts';
import { readVCards } from './vcard/read-vcards.ts';

export const CONTACT_FILE_TYPES = ['csv', 'vcard', 'json'] as const;
export type ContactFileType = (typeof CONTACT_FILE_TYPES)[number];
export type ContactFileFormat = CsvFormat | 'vcard' | 'json';

/** The maximum number of entries in a file. */
export const MAX_ENTRIES = 5_000;
/** The maximum number of columns that an error lists. */
const MAX_LISTED_COLUMNS = 30;

export interface ContactFileOptions {
  type: ContactFileType;
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  mapping?: ColumnMapping | undefined;
  /** Also accepts a CSV file without a recognised column, whose columns the user can then name. */
  isPreview?: boolean;
}

export interface FileEntry {
  /** The line of the file on which the entry begins, or the position in a JSON list, counted from 1. */
  line: number;
  /** Null if the entry cannot be imported. `errors` then contains the reasons. */
  fields: ContactFields | null;
  /** The type in a file of this service; null if the type follows from the fields. */
  plugType: PlugType | null;
  warnings: ContactWarning[];
  errors: FieldProblem[];
}

export interface ContactFile {
  format: ContactFileFormat;
  /** The target of each column of a CSV file by its name. The target of a column that is not imported is null. */
  columns: Record<string, string | null>;
  /** The first value of each column of a CSV file. Empty without `isPreview`. */
  samples: Record<string, string>;
  entries: FileEntry[];
}

const UNIDENTIFIED: FieldProblem = {
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
  if (type === 'vcard') return contactsOfVCards(source, timeZone);
  if (type === 'json') return contactsOfJson(readJson(source, { timeZone, limit: MAX_ENTRIES }));
  return contactsOfCsv(readCsv(source, { timeZone, mapping: mapping ?? {}, limit: MAX_ENTRIES, isPreview }));
}

/** The type of a file by its first characters. */
export function typeOfText(text: string): ContactFileType {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (/^BEGIN:VCARD/i.test(start)) return 'vcard';
  return /^(?:\[\s*[{\]]|\{\s*["}])/.test(start) ? 'json' : 'csv';
}

function contactsOfVCards(source: Uint8Array | string, timeZone: string): ContactFile {
  const { entries, failed, skipped } = readVCards(source, { timeZone, limit: MAX_ENTRIES });
  if (skipped > 0 || entries.length + failed.length > MAX_ENTRIES) throw tooManyEntries();
  if (entries.length + failed.length === 0) throw invalidField('file', 'The file has no vCard');
  const read = entries.map((entry): FileEntry => {
    const isComplete = isIdentified(plugFieldsFrom(entry.fields));
    return isComplete ? { ...entry, errors: [] } : { ...entry, fields: null, errors: [UNIDENTIFIED] };
  });
  const unended = failed.map(({ line, message }): FileEntry => {
    return { line, fields: null, plugType: null, warnings: [], errors: [{ field: 'END', message }] };
  });
  const all = [...read, ...unended].sort((one, other) => one.line - other.line);
  return { format: 'vcard', columns: {}, samples: {}, entries: all };
}

function contactsOfJson(file: JsonFile): ContactFile {
  if (file.kind === 'too_many_rows') throw tooManyEntries();
  if (file.kind === 'malformed') {
    throw invalidField(
      'file',
      `The file is not valid JSON${file.line === null ? '' : ` (line ${file.line})`}`,
    );
  }
  if (file.kind === 'no_list') {
    throw invalidField('file', 'A JSON file must be a list of plugs, or an object with the list "plugs"');
  }
  const entries = file.entries.map(({ error, ...entry }): FileEntry => {
    if (error !== undefined) return { ...entry, errors: [{ field: 'entry', message: error }] };
    return { ...entry, errors: entry.fields ? [] : [UNIDENTIFIED] };
  });
  return { format: 'json', columns: {}, samples: {}, entries };
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
    case 'wrong_mapping':
      throw invalidField('mapping', file.message);
    case 'no_names':
      throw invalidField('mapping', noNames(file.columns));
    case 'read': {
      const entries = file.entries.map(
        (entry): FileEntry => ({ ...entry, errors: entry.fields ? [] : [UNIDENTIFIED] }),
      );
      const { format, samples } = file;
      return { format, columns: columnTargets(file.columns, format), samples, entries };
    }
  }
}

function noNames(columns: string[]): string {
  const listed = columns.slice(0, MAX_LISTED_COLUMNS).map((name) => JSON.stringify(name));
  const example = JSON.stringify({ [columns[0] ?? 'Column 1']: 'company' });
  return `No column is a name, a company, an email address or a number. Name the fields of columns with mapping, such as ${example}. The columns are ${listed.join(', ')}`;
}

function tooManyEntries(): AppError {
  return new AppError('TOO_MANY_ENTRIES', { max: MAX_ENTRIES });
}
