/** Writes plugs as a CSV file of this service, with one column for each name of `WRITTEN_NAMES`. */
import { csvLine, guardedCell } from '../../../../rules/csv.ts';
import { CSV_HEADER, WRITTEN_NAMES } from '../file-layout.ts';
import { exportedValues } from './exported-values.ts';
import type { FileWriter } from './file-writer.ts';

/** UTF-8 with a byte order mark, without which Excel reads the file as Windows-1252. */
export const csvWriter: FileWriter = {
  head: CSV_HEADER,
  separator: '',
  tail: '',
  plugText: (plug) => {
    const values = exportedValues(plug);
    return csvLine(WRITTEN_NAMES.map((name) => guardedCell(cellText(values[name]))));
  },
};

/** The tags and the custom data are JSON. Null, an empty list and an empty object are an empty cell. */
function cellText(value: unknown): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  return Object.keys(value).length === 0 ? '' : JSON.stringify(value);
}
