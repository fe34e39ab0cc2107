/** The rows of a CSV file of this service, except the files for HubSpot. Every writable field has a column. */
import { withoutGuard } from '../../../../rules/csv.ts';
import type { ContactDraft } from '../../../../rules/plugs/contact-draft.ts';
import { type FieldName, WRITABLE_NAMES } from '../../../../rules/plugs/fields/field-names.ts';
import { parsedJson } from '../custom-data.ts';
import { TYPE_NAME } from '../file-layout.ts';
import { addOwnEntry } from '../own-entry.ts';
import { columnKey } from './column-names.ts';

/** The positions of the columns by the names of the fields. */
export type OwnColumns = Map<FieldName, number>;

/** The columns of a header. Null if the header does not name the type and every writable field. */
export function ownColumns(header: string[]): OwnColumns | null {
  const positions = new Map(header.map((name, at) => [columnKey(name), at]));
  const columns: OwnColumns = new Map();
  for (const name of WRITABLE_NAMES) {
    const at = positions.get(columnKey(name));
    if (at === undefined) return null;
    columns.set(name, at);
  }
  return positions.has(columnKey(TYPE_NAME)) ? columns : null;
}

/** Writes the cells of a row into a draft. Returns a copy of the row in which the cells that were written are empty. */
export function addOwnRow(draft: ContactDraft, cells: string[], columns: OwnColumns): string[] {
  const values = [...columns].map(([name, at]) => [name, ownValue(name, withoutGuard(cells[at] ?? ''))]);
  const unusedNames = addOwnEntry(draft, Object.fromEntries(values) as Record<FieldName, unknown>);
  const remainingCells = [...cells];
  for (const [name, at] of columns) if (!unusedNames.includes(name)) remainingCells[at] = '';
  return remainingCells;
}

/**
 * Returns the value of a cell; null for an empty cell. The cells of tags and custom data are JSON, unless another
 * program has changed them.
 */
function ownValue(name: FieldName, text: string): unknown {
  if (text === '') return null;
  if (name === 'tags' || name === 'custom_data') return parsedJson(text) ?? text;
  return text;
}
