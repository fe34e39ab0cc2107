/** Reads the contacts of a CSV file. */
import type { ContactFields } from '../../../../rules/plugs/contact-draft.ts';
import type { ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import { isIdentified, type PlugType, plugFieldsFrom } from '../../../../rules/plugs/plug.ts';
import { beginning } from '../../../../rules/plugs/words.ts';
import { CustomDataSize } from '../custom-data.ts';
import { columnKey, fieldOfColumn } from './column-names.ts';
import { type Column, type CsvFormat, columnsOf, formatOf } from './columns.ts';
import { contactOfRow } from './contact-of-row.ts';
import { type ColumnMapping, mappedColumns, mappingProblem } from './mapping.ts';
import { ownColumns } from './own-rows.ts';
import { type CsvRow, type CsvTable, readTable } from './read-table.ts';

export interface CsvOptions {
  /** The IANA time zone of the account. It indicates the language of an ambiguous name. */
  timeZone: string;
  mapping?: ColumnMapping;
  /** The maximum number of entries. A file with more entries is `too_many_rows`. */
  limit?: number;
  /** A preview also accepts a file without a column that identifies a person, and contains `samples` of the columns. */
  isPreview?: boolean;
}

export interface CsvEntry {
  /** The line of the file on which the row begins, counted from 1. */
  line: number;
  /** Null if the row does not identify a person: no name, no company, no e-mail address and no number. */
  fields: ContactFields | null;
  /** The type in the column `plug_type`. Null if the type follows from the fields. */
  plugType: PlugType | null;
  warnings: ContactWarning[];
}

export type CsvFile =
  | {
      kind: 'read';
      format: CsvFormat;
      columns: Column[];
      entries: CsvEntry[];
      /** For each column that contains a value: the beginning of its first value. Empty without `isPreview`. */
      samples: Record<string, string>;
    }
  | Exclude<CsvTable, { kind: 'read' }>
  /** The custom data has too many objects and lists. */
  | { kind: 'too_many_values' }
  /** The mapping names a column or field that does not exist. */
  | { kind: 'wrong_mapping'; message: string }
  /** No column identifies a person. Not a result of a preview. */
  | { kind: 'no_names'; columns: string[] };

const IDENTIFYING_FIELD = /^(?:first_name|last_name|full_name|company|email|emails|phone)$/;

/** Reads the contacts of a CSV file. The delimiter and the row of the header are detected. */
export function readCsv(text: string, options: CsvOptions): CsvFile {
  const { timeZone, mapping = {}, limit: maxRows = Number.POSITIVE_INFINITY, isPreview = false } = options;
  const mapped = new Set(Object.keys(mapping).map(columnKey));
  const isKnown = (name: string) => mapped.has(columnKey(name)) || fieldOfColumn(name) !== null;
  const table = readTable(text, { isKnown, maxRows });
  if (table.kind !== 'read') return table;
  const header = table.header.cells;
  const recognised = columnsOf(header);
  const message = mappingProblem(recognised, mapping);
  if (message !== null) return { kind: 'wrong_mapping', message };
  const columns = mappedColumns(recognised, mapping);
  if (!isPreview && !columns.some(({ field }) => field !== null && IDENTIFYING_FIELD.test(field))) {
    return { kind: 'no_names', columns: columns.map(({ name }) => name) };
  }
  const own = mapped.size === 0 ? ownColumns(header) : null;
  const context = { columns, format: formatOf(header), timeZone, ownColumns: own };
  const customDataSize = new CustomDataSize();
  const entries: CsvEntry[] = [];
  for (const { line, cells } of table.rows) {
    const draft = contactOfRow(cells, context);
    const fields = draft.finish();
    const { plugType, warnings } = draft;
    if (!customDataSize.add(fields.customData)) return { kind: 'too_many_values' };
    entries.push({ line, fields: isIdentified(plugFieldsFrom(fields)) ? fields : null, plugType, warnings });
  }
  const samples = isPreview ? samplesOf(columns, table.rows) : {};
  return { kind: 'read', format: context.format, columns, entries, samples };
}

const MAX_SAMPLE_LENGTH = 80;

function samplesOf(columns: Column[], rows: CsvRow[]): Record<string, string> {
  const samples = columns.flatMap(({ name }, at) => {
    const cell = rows.find(({ cells }) => cells[at]?.trim())?.cells[at] ?? '';
    return cell === '' ? [] : [[name, beginning(cell.trim(), MAX_SAMPLE_LENGTH)]];
  });
  // The first of several columns with the same name is used. Object.fromEntries creates own properties, also for a
  // column with the name "__proto__".
  return Object.fromEntries(samples.reverse());
}
