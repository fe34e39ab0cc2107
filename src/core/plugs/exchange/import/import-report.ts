/** The report of an import, and its stored form. */
import type { FieldProblem } from '../../../../rules/app-error.ts';
import type { ContactWarning } from '../../../../rules/plugs/contact-draft.ts';
import type { ExactReason } from '../../../../rules/plugs/duplicates/reason-keys.ts';
import type { ImportCounts } from '../../../../store/plugs/imports/imports.ts';
import type { ContactFileFormat } from '../read-contact-file.ts';
import { compressed, decompressed } from './compressed-text.ts';

export interface EntryReport {
  /** The line of the file on which the entry begins, or the place in a list of JSON, counted from 1. */
  line: number;
  outcome: 'created' | 'updated' | 'skipped' | 'failed';
  /** The plug that was created or updated. A preview creates none. */
  id?: string | undefined;
  name?: string | undefined;
  /** The plug that is the same person. */
  duplicateOf?: string | undefined;
  /** The line of the entry of the same file that is the same person. */
  duplicateOfLine?: number | undefined;
  reason?: ExactReason | undefined;
  warnings?: ContactWarning[] | undefined;
  errors?: FieldProblem[] | undefined;
}

export interface ImportReport {
  /** The id of the changeset; null for a preview. */
  importId: string | null;
  format: ContactFileFormat;
  columns: Record<string, string | null>;
  entries: EntryReport[];
  /** False if the import was interrupted. The same request continues it. */
  isComplete: boolean;
}

/** The number of entries with each outcome. */
export function countsOf({ entries }: Pick<ImportReport, 'entries'>): ImportCounts {
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 };
  for (const { outcome } of entries) counts[outcome] += 1;
  return counts;
}

/** The stored form of a report. It is compressed, because a report of 5,000 entries can exceed the row size of D1. */
export function packReport(report: ImportReport): Promise<string> {
  return compressed(JSON.stringify(report));
}

/** The report of a stored form. */
export async function unpackReport(packed: string): Promise<ImportReport> {
  return JSON.parse(new TextDecoder().decode(await decompressed(packed))) as ImportReport;
}
