/** Reads a file of accounts: CSV with a header line, or one JSON object on each line. */
import Papa from 'papaparse';
import type { ImportRow } from '../../../../core/administration/import-rows.ts';
import { readImportLines, readImportRow } from '../../../../http/fields/import-row.ts';

/** A row of a file, with the number that the report shows. */
export interface FileRow {
  /**
   * In a file of JSON lines, the number of the line. In CSV, the number of the row: the header is row 1, and empty rows
   * are not counted.
   */
  number: number;
  row: ImportRow;
}

/** The columns of a CSV file in which a key of `BOOLEAN_OF_TEXT` is converted to a boolean. Other texts stay texts. */
const FLAG_COLUMNS = new Set(['is_premium', 'is_active', 'is_verified']);
const BOOLEAN_OF_TEXT: Record<string, boolean> = {
  true: true,
  '1': true,
  yes: true,
  false: false,
  '0': false,
  no: false,
};
/** The number of the first row after the header of a CSV file. */
const FIRST_CSV_ROW = 2;

/** Returns the rows of the file. An invalid row contains the reason why it is invalid. */
export function readImportFile(content: string): FileRow[] {
  const text = content.replace(/^\uFEFF/, '');
  return text.trimStart().startsWith('{') ? readJsonLines(text) : readCsv(text);
}

function readJsonLines(text: string): FileRow[] {
  return readImportLines(text).map(({ number, row }) => ({
    number,
    row: row ?? { email: '', why: 'not JSON' },
  }));
}

function readCsv(text: string): FileRow[] {
  const { data } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  return data.map((cells, at) => ({ number: at + FIRST_CSV_ROW, row: readImportRow(valuesOf(cells)) }));
}

/**
 * Returns the values of the cells by column: trimmed texts, and booleans for known texts in the columns of
 * `FLAG_COLUMNS`. Empty cells and cells without a header are omitted.
 */
function valuesOf(cells: Record<string, string>): Record<string, unknown> {
  const entries = Object.entries(cells).flatMap(([name, cell]): [string, unknown][] => {
    // Papa Parse puts the cells without a header into a list.
    if (typeof cell !== 'string' || cell.trim() === '') return [];
    const isBoolean = FLAG_COLUMNS.has(name) && Object.hasOwn(BOOLEAN_OF_TEXT, cell.trim().toLowerCase());
    return [[name, isBoolean ? BOOLEAN_OF_TEXT[cell.trim().toLowerCase()] : cell.trim()]];
  });
  return Object.fromEntries(entries);
}
