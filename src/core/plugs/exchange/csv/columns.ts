/** The columns of a CSV file. The names of all columns and the mapping of the request determine their meanings. */
import { READ_ONLY_NAMES, TYPE_NAME } from '../file-layout.ts';
import { type ColumnField, columnKey, fieldOfColumn } from './column-names.ts';

export interface Column {
  /** The trimmed name, or "Column n" for a column without a name. */
  name: string;
  /** The field of the values. Null if the values are stored in the custom data. */
  field: ColumnField | null;
  /** The key under which a value without a label is stored in the custom data. */
  customKey: string;
  /**
   * The position of the column with the labels of the values, such as "E-mail 1 - Type". Null without such a column.
   */
  labelAt: number | null;
  /**
   * Whether the column is not imported. If the mapping names the column, the mapping decides. Otherwise two kinds of
   * columns are not imported: columns with the labels of another column, and, in a file of this service, columns whose
   * values only the service sets.
   */
  isSkipped: boolean;
}

export type CsvFormat = 'google-csv' | 'outlook-csv' | 'linkedin-csv' | 'hubspot-csv' | 'plugs-csv' | 'csv';

/**
 * Groups of column names. If a file contains all columns of one group, the product of this group wrote the file. The
 * first product with such a group counts.
 */
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
/** The columns that are skipped in a file of this service, because only the service sets their values. */
const READ_ONLY_KEYS = new Set(READ_ONLY_NAMES.map(columnKey));
/** The name of a column with labels in another column, such as "E-mail 1 - Value" with labels in "E-mail 1 - Type". */
const VALUE_COLUMN = /^(.+ \d+) - (?:value|wert|valeur|valor|valore|waarde)$/;
const LABEL_WORDS = ['label', 'type'];

/** The format of a file with these columns. `csv` means that the product that wrote the file is unknown. */
export function formatOf(header: string[]): CsvFormat {
  const keys = new Set(header.map(columnKey));
  const found = FORMATS.find(([, groups]) => groups.some((group) => group.every((name) => keys.has(name))));
  return found?.[0] ?? 'csv';
}

/** Returns the columns of a header, without a mapping of the request. */
export function columnsOf(header: string[]): Column[] {
  const keys = header.map(columnKey);
  const positions = new Map(keys.map((key, at) => [key, at]));
  const fields = withUnambiguousFields(header.map((name) => fieldOfColumn(name)));
  const columns = header.map((name, at): Column => {
    const columnName = name.trim() || `Column ${at + 1}`;
    const [, group] = VALUE_COLUMN.exec(keys[at] ?? '') ?? [];
    const labelNames = group === undefined ? [] : LABEL_WORDS.map((word) => `${group} - ${word}`);
    const labelPositions = labelNames.map((label) => positions.get(label));
    return {
      name: columnName,
      field: fields[at] ?? null,
      customKey: columnName,
      labelAt: labelPositions.find((labelAt) => labelAt !== undefined) ?? null,
      isSkipped: false,
    };
  });
  const labelColumns = new Set(columns.map(({ labelAt }) => labelAt));
  const isOwnFile = formatOf(header) === 'plugs-csv';
  return columns.map((column, at) => {
    const isSkipped = labelColumns.has(at) || (isOwnFile && READ_ONLY_KEYS.has(keys[at] ?? ''));
    return isSkipped ? { ...column, isSkipped } : column;
  });
}

/** Replaces each field that depends on the other columns (`title`, `name`, `first_or_full_name`) by its meaning. */
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
