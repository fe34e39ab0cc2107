/** The columns of a CSV file. The name of a column and the mapping of the request determine its meaning. */
import { READ_ONLY_NAMES, TYPE_NAME } from '../file-layout.ts';
import { type ColumnField, columnKey, fieldOfColumn } from './column-names.ts';

export interface Column {
  /** The trimmed name, or "Column n" for a column without a name. */
  name: string;
  /** The field, or null for the custom data. */
  field: ColumnField | null;
  /** The key in the custom data. */
  customKey: string;
  /** The position of the column with the label of the value, such as "E-mail 1 - Type". */
  labelAt: number | null;
  /** Whether the column is not imported: the mapping excludes it, or it contains the labels of another column. */
  isSkipped: boolean;
}

export type CsvFormat = 'google-csv' | 'outlook-csv' | 'linkedin-csv' | 'hubspot-csv' | 'plugs-csv' | 'csv';

/** Groups of column names. If a file contains all columns of one group, the product of this group wrote the file. */
const FORMATS: [Exclude<CsvFormat, 'csv'>, string[][]][] = [
  ['plugs-csv', [[columnKey(TYPE_NAME), columnKey('custom_data')]]],
  [
    'google-csv',
    [['e-mail 1 - value'], ['given name', 'group membership'], ['first name', 'organization name', 'labels']],
  ],
  [
    'linkedin-csv',
    [
      ['connected on', 'url'],
      ['connected on', 'position'],
    ],
  ],
  [
    'hubspot-csv',
    [
      ['record id', 'lifecycle stage'],
      ['record id', 'email'],
      ['record id', 'create date'],
    ],
  ],
  [
    'outlook-csv',
    [
      ['e-mail address', 'business phone'],
      ['e-mail address', 'e-mail display name'],
    ],
  ],
];
/** Columns of exported files of this service that cannot be imported, because only the service sets their values. */
const READ_ONLY = new Set(READ_ONLY_NAMES.map(columnKey));
const VALUE_COLUMN = /^(.+ \d+) - (?:value|wert|valeur|valor|valore|waarde)$/;
const LABEL_WORDS = ['label', 'type'];

/** The product that wrote a file with these columns. */
export function formatOf(header: string[]): CsvFormat {
  const keys = new Set(header.map(columnKey));
  const found = FORMATS.find(([, groups]) => groups.some((group) => group.every((name) => keys.has(name))));
  return found?.[0] ?? 'csv';
}

/** The columns of a header. */
export function columnsOf(header: string[]): Column[] {
  const keys = header.map(columnKey);
  const positions = new Map(keys.map((key, at) => [key, at]));
  const fields = withUnambiguousFields(header.map((name) => fieldOfColumn(name)));
  const columns = header.map((name, at): Column => {
    const label = name.trim() || `Column ${at + 1}`;
    const [, group] = VALUE_COLUMN.exec(keys[at] ?? '') ?? [];
    const labels = LABEL_WORDS.map((word) => positions.get(`${group} - ${word}`));
    return {
      name: label,
      field: fields[at] ?? null,
      customKey: label,
      labelAt: labels.find((labelAt) => labelAt !== undefined) ?? null,
      isSkipped: false,
    };
  });
  const labelColumns = new Set(columns.map(({ labelAt }) => labelAt));
  const isOwn = formatOf(header) === 'plugs-csv';
  return columns.map((column, at) => {
    const isSkipped = labelColumns.has(at) || (isOwn && READ_ONLY.has(keys[at] ?? ''));
    return isSkipped ? { ...column, isSkipped } : column;
  });
}

/** Determines the meaning of the names whose meaning depends on the other columns. */
function withUnambiguousFields(fields: (ColumnField | null)[]): (ColumnField | null)[] {
  const known = new Set(fields);
  const has = (field: ColumnField) => known.has(field);
  return fields.map((field) => {
    if (field === 'title') return has('job_title') ? 'name_prefix' : 'job_title';
    if (field === 'name') return has('first_name') && !has('last_name') ? 'last_name' : 'full_name';
    if (field === 'first_or_full_name')
      return has('last_name') && !has('first_name') ? 'first_name' : 'full_name';
    return field;
  });
}
