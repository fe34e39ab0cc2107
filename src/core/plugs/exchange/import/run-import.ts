/** Imports the entries of a parsed file, or computes the preview of this import. */
import type { Ctx } from '../../../request/context.ts';
import type { ContactFile } from '../read-contact-file.ts';
import { importEntries } from './import-entry.ts';
import type { ImportInput } from './import-input.ts';
import type { ImportClaim } from './import-key.ts';
import { ImportOutcomes } from './import-outcomes.ts';
import type { ImportReport } from './import-report.ts';
import { writeEntries } from './write-entries.ts';

export interface ImportRun {
  timeZone: string;
  importId: string;
  /**
   * The idempotency key that the first write claims. Null if the request has no key, or if the interrupted import that
   * this request continues has claimed the key.
   */
  claim: ImportClaim | null;
  /**
   * The ids of the plugs that an interrupted import has written. The value is true if the import created the plug.
   * Empty for a new import.
   */
  written: ReadonlyMap<string, boolean>;
  /** The number of the last revision of the interrupted import (`FoundImport`). Null for a new import. */
  lastSeq: number | null;
  /** The idempotency key of the request. Without a key, only the counts of the report are stored. */
  idempotencyKey?: string;
}

/**
 * Writes the entries of a file in chunks, or only computes their outcomes for a preview.
 * @throws AppError with the codes of `writeEntries`, and StoppedBatch as `writeEntries`
 */
export async function runImport(
  ctx: Ctx,
  file: ContactFile,
  input: Pick<ImportInput, 'isDryRun' | 'onDuplicate' | 'fileName' | 'tags'>,
  run: ImportRun,
): Promise<ImportReport> {
  const { isDryRun, onDuplicate, fileName } = input;
  const entries = importEntries(file.entries, input.tags);
  const outcomes = new ImportOutcomes(file.entries, run.written);
  const job = {
    importId: run.importId,
    label: fileName,
    timeZone: run.timeZone,
    onDuplicate,
    isDryRun,
    claim: run.claim,
    lastSeq: run.lastSeq,
    keepsReport: run.idempotencyKey !== undefined,
  };
  const reportOf = (current: ImportOutcomes, isComplete: boolean) =>
    importReport(file, {
      importId: isDryRun ? null : run.importId,
      isComplete: isComplete && entries.every((entry) => current.has(entry)),
      entries: current.reports(entries),
    });
  const isComplete = await writeEntries(ctx, { job, entries, outcomes, reportOf });
  return reportOf(outcomes, isComplete);
}

function importReport(
  { format, columns }: ContactFile,
  rest: Pick<ImportReport, 'importId' | 'entries' | 'isComplete'>,
): ImportReport {
  return { ...rest, format, columns };
}
