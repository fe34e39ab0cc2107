/** Imports the contacts of a file as one changeset. */
import { v7 as uuid } from 'uuid';
import { AppError, unavailable } from '../../../../rules/app-error.ts';
import { requireAccess } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { type ContactFile, readContactFile } from '../read-contact-file.ts';
import { importEntries } from './import-entry.ts';
import type { ImportInput } from './import-input.ts';
import { findImport, type ImportClaim, requestHash } from './import-key.ts';
import { ImportOutcomes } from './import-outcomes.ts';
import type { ImportReport } from './import-report.ts';
import { readWrittenPlugs } from './read-candidates.ts';
import { writeEntries } from './write-entries.ts';

/**
 * Imports a file in chunks of at most 250 plugs. Without races, 5,000 entries take 22 round trips. If storage fails
 * after the first chunk, the report is not complete, and the same request continues the import. Repeating a complete
 * import with its idempotency key within 24 hours returns its report.
 * @throws AppError `INVALID_INPUT` for a file that cannot be read, `TOO_MANY_ENTRIES`, `PLUG_QUOTA_EXCEEDED`,
 *   `IDEMPOTENCY_KEY_REUSED`, `UNAVAILABLE` if nothing was written, and the codes of `requireAccess`
 */
export async function importContacts(ctx: Ctx, input: ImportInput): Promise<ImportReport> {
  const { idempotencyKey: key, isDryRun } = input;
  if (key === undefined || isDryRun) {
    const { timeZone } = await requireAccess(ctx);
    return runImport(ctx, input, { timeZone, importId: uuid(), claim: null, isResumed: false });
  }
  const hash = requestHash(input);
  const found = await findImport(ctx, key, hash);
  if (found.report) return found.report;
  const claim: ImportClaim | null = found.importId === null ? { key, requestHash: hash } : null;
  const importId = found.importId ?? uuid();
  try {
    const { timeZone } = found;
    return await runImport(ctx, input, { timeZone, importId, claim, isResumed: claim === null, key });
  } catch (error) {
    if (!(error instanceof AppError && error.is('IDEMPOTENCY_KEY_REUSED')) || claim === null) throw error;
    // A parallel request has claimed the key.
    const other = await findImport(ctx, key, hash);
    if (other.report) return other.report;
    throw unavailable();
  }
}

interface ImportRun {
  timeZone: string;
  importId: string;
  /** The idempotency key to claim. */
  claim: ImportClaim | null;
  /** Whether an interrupted import continues. */
  isResumed: boolean;
  key?: string;
}

async function runImport(ctx: Ctx, input: ImportInput, run: ImportRun): Promise<ImportReport> {
  const { isDryRun, onDuplicate, fileName } = input;
  const file = readContactFile(input.file, { ...input, timeZone: run.timeZone });
  const entries = importEntries(file.entries, input.tags);
  const written = run.isResumed ? await readWrittenPlugs(ctx, run.importId) : new Map<string, boolean>();
  const outcomes = new ImportOutcomes(file.entries, written);
  const job = {
    importId: run.importId,
    label: fileName,
    timeZone: run.timeZone,
    onDuplicate,
    isDryRun,
    claim: run.claim,
    keepsReport: run.key !== undefined,
  };
  const reportOf = (current: ImportOutcomes, isComplete: boolean) =>
    importReport(file, {
      importId: isDryRun ? null : run.importId,
      entries: current.reports(entries),
      isComplete,
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
