/** Reads the contacts of a CSV file. */
import type { ContactFields, ContactWarning } from '../../../../rules/plugs/contact-draft.ts';
import { isIdentified, type PlugType, plugFieldsFrom } from '../../../../rules/plugs/plug.ts';
import { decodeFile } from '../decode-file.ts';
import { columnKey, fieldOfColumn } from './column-names.ts';
import { type Column, type CsvFormat, columnsOf, formatOf } from './columns.ts';
import { contactOfRow } from './contact-of-row.ts';
import { type ColumnMapping, mappedColumns, mappingProblem } from './mapping.ts';
import { type CsvTable, readTable } from './read-table.ts';

export interface CsvOptions {
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  mapping?: ColumnMapping;
  /** The maximum number of entries. */
  limit?: number;
}

export interface CsvEntry {
  /** The line of the file on which the row begins, counted from 1. */
  line: number;
  /** Null if the row has no name, company, e-mail address and number. */
  fields: ContactFields | null;
  /** The type that a file of this service states. */
  plugType: PlugType | null;
  warnings: ContactWarning[];
}

export type CsvFile =
  | { kind: 'read'; format: CsvFormat; columns: Column[]; entries: CsvEntry[] }
  | Exclude<CsvTable, { kind: 'read' }>
  /** The mapping names a column or field that does not exist. */
  | { kind: 'wrong_mapping'; message: string }
  /** No column identifies a person. */
  | { kind: 'no_names'; columns: string[] };

const IDENTIFYING = /^(?:first_name|last_name|full_name|company|email|emails|phone)$/;

/** The contacts of a CSV file. The encoding, the delimiter and the row of the header are detected. */
export function readCsv(source: Uint8Array | string, options: CsvOptions): CsvFile {
  const { timeZone, mapping = {}, limit: maxRows = Number.POSITIVE_INFINITY } = options;
  const text = typeof source === 'string' ? source : decodeFile(source);
  const mapped = new Set(Object.keys(mapping).map(columnKey));
  const isKnown = (name: string) => mapped.has(columnKey(name)) || fieldOfColumn(name) !== null;
  const table = readTable(text, { isKnown, maxRows });
  if (table.kind !== 'read') return table;
  const header = table.header.cells;
  const message = mappingProblem(header, mapping);
  if (message !== null) return { kind: 'wrong_mapping', message };
  const columns = mappedColumns(columnsOf(header), mapping);
  if (!columns.some(({ field }) => field !== null && IDENTIFYING.test(field))) {
    return { kind: 'no_names', columns: columns.map(({ name }) => name) };
  }
  const context = { columns, format: formatOf(header), timeZone };
  const entries = table.rows.map(({ line, cells }) => {
    const draft = contactOfRow(cells, context);
    const fields = draft.finish();
    const { plugType, warnings } = draft;
    return { line, fields: isIdentified(plugFieldsFrom(fields)) ? fields : null, plugType, warnings };
  });
  return { kind: 'read', format: context.format, columns, entries };
}
