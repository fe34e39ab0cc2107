/** Imports the contacts of a file as one changeset. */
import { v7 as uuid } from 'uuid';
import { AppError, unavailable } from '../../../../rules/app-error.ts';
import { isChangedImportError } from '../../../../store/plugs/imports/imports.ts';
import { requireAccess } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { readContactFile } from '../read-contact-file.ts';
import type { ImportInput } from './import-input.ts';
import { type FoundImport, findImport, type ImportClaim, requestHash } from './import-key.ts';
import type { ImportReport } from './import-report.ts';
import { readWrittenPlugs } from './read-candidates.ts';
import { type ImportRun, runImport } from './run-import.ts';

/**
 * Imports a file in chunks of at most 250 plugs, or computes the outcomes of a preview. If an `AppError` occurs after
 * the first chunk, the report is not complete. For 24 hours, a repeated request with the idempotency key continues an
 * incomplete import, or returns the report of a complete import. If this report is not stored, it has no entries.
 * Without a key, a repeated request is a new import. A preview ignores the key. 5,000 new entries of usual size take 22
 * round trips.
 * @throws AppError `INVALID_INPUT` for a file that cannot be read or a wrong mapping, `TOO_MANY_ENTRIES`,
 *   `PLUG_QUOTA_EXCEEDED`, `IDEMPOTENCY_KEY_REUSED`, `UNAVAILABLE` if a parallel request runs the import, or if
 *   storage or all attempts fail before the first write, and the codes of `requireAccess`
 */
export async function importContacts(ctx: Ctx, input: ImportInput): Promise<ImportReport> {
  const { idempotencyKey: key, isDryRun } = input;
  if (key === undefined || isDryRun) {
    const { timeZone } = await requireAccess(ctx);
    return readAndRun(ctx, input, {
      timeZone,
      importId: uuid(),
      claim: null,
      written: new Map(),
      lastSeq: null,
    });
  }
  const hash = requestHash(input);
  const found = await findImport(ctx, key, hash);
  const first = reportOf(found, input);
  if (first) return first;
  const statementsBefore = input.statementsBeforeClaim ?? [];
  const claim: ImportClaim | null =
    found.importId === null ? { key, requestHash: hash, statementsBefore } : null;
  const importId = found.importId ?? uuid();
  try {
    const { timeZone, lastSeq } = found;
    const written = claim ? new Map<string, boolean>() : await readWrittenPlugs(ctx, importId);
    return await readAndRun(ctx, input, { timeZone, importId, claim, written, lastSeq, idempotencyKey: key });
  } catch (error) {
    // If the key was new when it was read, a parallel request has claimed it since then.
    const isClaimed = claim !== null && error instanceof AppError && error.is('IDEMPOTENCY_KEY_REUSED');
    if (!isClaimed && !isChangedImportError(error)) throw error;
    const other = reportOf(await findImport(ctx, key, hash), input);
    if (other) return other;
    throw unavailable();
  }
}

/**
 * Returns the report of a complete import, and null for any other import. The report has no entries if it is not stored,
 * for example because a plug that the import wrote was permanently deleted. The import must then not write this plug
 * again.
 */
function reportOf(
  { report, counts, importId, timeZone }: FoundImport,
  input: ImportInput,
): ImportReport | null {
  if (report || !counts) return report;
  const { format, columns } = readContactFile(input.file, { ...input, timeZone });
  return { importId, format, columns, entries: [], counts, isComplete: true };
}

function readAndRun(ctx: Ctx, input: ImportInput, run: ImportRun): Promise<ImportReport> {
  return runImport(ctx, readContactFile(input.file, { ...input, timeZone: run.timeZone }), input, run);
}
