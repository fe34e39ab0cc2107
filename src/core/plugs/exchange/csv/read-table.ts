/**
 * Reads the rows of a CSV file, each with its first line number. The delimiter and the row of the header are detected.
 */
import Papa from 'papaparse';
import { CSV_HEADER } from '../file-layout.ts';

export interface CsvRow {
  /** The line of the file on which the row begins, counted from 1. */
  line: number;
  cells: string[];
}

export type CsvTable =
  | { kind: 'read'; header: CsvRow; rows: CsvRow[] }
  /** The file has no row with text. */
  | { kind: 'empty' }
  /** The row that begins on this line has a quotation mark without an end. */
  | { kind: 'unbalanced'; line: number }
  | { kind: 'too_many_rows' }
  | { kind: 'too_many_columns' };

export interface TableOptions {
  /** Whether a text is the name of a known column. */
  isKnown(name: string): boolean;
  /** The maximum number of rows with text after the header. */
  maxRows: number;
}

type Newline = '\n' | '\r\n';

const DELIMITERS = [',', ';', '\t', '|'];
/** A first line that declares the delimiter, as some spreadsheets write it. */
const DELIMITER_LINE = /^"?sep=(.)"?\n/i;
/** The maximum number of cells in a row. Each cell needs memory in addition to its text. */
export const MAX_COLUMNS = 1000;
/** The number of rows in which the header is searched. LinkedIn writes remarks before the header. */
const ROWS_SEARCHED_FOR_HEADER = 10;

/** Reads a table. Reading stops at the limits, because the rows of a file need more memory than its text. */
export function readTable(text: string, { isKnown, maxRows }: TableOptions): CsvTable {
  const plain = text.replace(/^\ufeff/, '');
  // In a file of this service, a carriage return inside a cell is part of its value.
  const isOwnFile = `\ufeff${plain}`.startsWith(CSV_HEADER);
  const lines = isOwnFile ? plain : plain.replace(/\r\n?/g, '\n');
  const newline = isOwnFile ? '\r\n' : '\n';
  const [declaration = '', declared] = DELIMITER_LINE.exec(lines) ?? [];
  const body = lines.slice(declaration.length);
  const firstLine = declaration === '' ? 1 : 2;
  const delimiters = declared === undefined ? DELIMITERS : [declared];
  const { delimiter, at } = headerOf(body, { delimiters, newline, isKnown });
  const { rows, unbalancedLine, isTooWide } = rowsOf(body, { delimiter, newline, firstLine, maxRows });
  if (unbalancedLine !== null) return { kind: 'unbalanced', line: unbalancedLine };
  if (isTooWide) return { kind: 'too_many_columns' };
  const [header, ...others] = rows.slice(rows.findIndex((row, index) => index >= at && hasText(row)));
  if (!header || !hasText(header)) return { kind: 'empty' };
  const filled = others.filter(hasText);
  return filled.length > maxRows ? { kind: 'too_many_rows' } : { kind: 'read', header, rows: filled };
}

/**
 * Of the first 10 rows, finds the row with the most known column names. Returns its delimiter and its position. If no
 * name is known, returns the position of the first row and the delimiter with which this row has the most columns.
 */
function headerOf(
  text: string,
  {
    delimiters,
    newline,
    isKnown,
  }: { delimiters: string[]; newline: Newline; isKnown: (name: string) => boolean },
) {
  let best = { delimiter: delimiters[0] ?? ',', at: 0, knownCount: 0, columnCount: 0 };
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(text, {
      delimiter,
      newline,
      preview: ROWS_SEARCHED_FOR_HEADER,
    });
    for (const [at, cells] of data.entries()) {
      const knownCount = cells.slice(0, MAX_COLUMNS).filter(isKnown).length;
      const isBetter =
        knownCount > best.knownCount ||
        (best.knownCount === 0 && at === 0 && cells.length > best.columnCount);
      if (isBetter) best = { delimiter, at, knownCount, columnCount: cells.length };
    }
  }
  return best;
}

/**
 * Parses the rows. After the first 10 rows of the result, blank rows are left out. Parsing stops at a row with too many
 * cells, and as soon as the result has more than `maxRows` + 20 rows.
 */
function rowsOf(
  text: string,
  {
    delimiter,
    newline,
    firstLine,
    maxRows,
  }: { delimiter: string; newline: Newline; firstLine: number; maxRows: number },
) {
  const rows: CsvRow[] = [];
  let unbalancedLine: number | null = null;
  let isTooWide = false;
  let line = firstLine;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline,
    step: ({ data, errors, meta }, parser) => {
      if (errors.some(({ code }) => code === 'MissingQuotes')) unbalancedLine ??= line;
      if (data.length > MAX_COLUMNS) {
        isTooWide = true;
        parser.abort();
        return;
      }
      const row = { line, cells: data };
      if (rows.length < ROWS_SEARCHED_FOR_HEADER || hasText(row)) rows.push(row);
      if (rows.length > maxRows + 2 * ROWS_SEARCHED_FOR_HEADER) parser.abort();
      line += countLineBreaks(text, from, meta.cursor);
      from = meta.cursor;
    },
  });
  return { rows, unbalancedLine, isTooWide };
}

function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function hasText({ cells }: CsvRow): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
