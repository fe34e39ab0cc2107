/** The report of an import, and its stored form. */
import type { FieldProblem } from '../../../../rules/app-error.ts';
import type { ExactReason } from '../../../../rules/plugs/duplicates/reason-keys.ts';
import type { ContactWarning } from '../../../../rules/plugs/fields/contact-warnings.ts';
import type { ImportCounts } from '../../../../store/plugs/imports/imports.ts';
import type { ContactFileFormat } from '../read-contact-file.ts';
import { compress, decompress } from './compressed-text.ts';

export interface EntryReport {
  /** The line of the file on which the entry begins, or the position in a JSON list, counted from 1. */
  line: number;
  outcome: 'created' | 'updated' | 'skipped' | 'failed';
  /** The id of the plug that was created or updated. Absent for a new plug of a preview. */
  id?: string | undefined;
  name?: string | undefined;
  /** For `skipped`: the id of the plug that describes the same person. Absent if this is a new plug of a preview. */
  duplicateOf?: string | undefined;
  /** For `skipped`: the line of the entry that creates this plug. Absent if the plug was stored before. */
  duplicateOfLine?: number | undefined;
  /** For `skipped`: the reason why the entry and the plug describe the same person. */
  reason?: ExactReason | undefined;
  warnings?: ContactWarning[] | undefined;
  errors?: FieldProblem[] | undefined;
}

export interface ImportReport {
  /** The id of the changeset; null for a preview. */
  importId: string | null;
  format: ContactFileFormat;
  /** The target of each column of a CSV file by its name. Null for a column that is not imported. */
  columns: Record<string, string | null>;
  /** Empty for a complete import whose report is not stored (`StoredImport`). */
  entries: EntryReport[];
  /** The stored counts, if the entries are not stored. */
  counts?: ImportCounts;
  /**
   * False if an error ended the import before the last entry. A repeated request with the same idempotency key
   * continues the import.
   */
  isComplete: boolean;
}

/** The number of entries with each outcome. */
export function countsOf({
  entries,
  counts: stored,
}: Pick<ImportReport, 'entries' | 'counts'>): ImportCounts {
  if (stored) return stored;
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0 };
  for (const { outcome } of entries) counts[outcome] += 1;
  return counts;
}

/** D1 stores at most 2 MB in one row, which also contains the other columns of the changeset. */
const MAX_PACKED_LENGTH = 1_900_000;

/**
 * Converts a report to its stored, compressed form. Returns null if this form would exceed the maximum size of a row in
 * D1, for example because of a long name of a column. The changeset of the import is then stored without a report.
 */
export async function packReport(report: ImportReport): Promise<string | null> {
  const packed = await compress(JSON.stringify(report));
  return packed.length > MAX_PACKED_LENGTH ? null : packed;
}

/** Converts the stored form back to a report. */
export async function unpackReport(packed: string): Promise<ImportReport> {
  return JSON.parse(new TextDecoder().decode(await decompress(packed))) as ImportReport;
}
