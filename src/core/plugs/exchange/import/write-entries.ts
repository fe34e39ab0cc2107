/** Writes the entries of an import in chunks, each in one batch, or computes the outcomes of a preview. */
import { AppError, unavailable } from '../../../../rules/app-error.ts';
import { phoneCountry } from '../../../../rules/plugs/duplicates/phone-key.ts';
import { UniqueViolation } from '../../../../store/database/database.ts';
import { isQuotaExceeded } from '../../../../store/plugs/counters.ts';
import { isKeyTaken } from '../../../../store/plugs/idempotency.ts';
import { isChangedPlugError } from '../../../../store/plugs/write-guard.ts';
import type { Ctx } from '../../../request/context.ts';
import { newPlug } from '../../create-plug.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../../write-attempts.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportOutcomes } from './import-outcomes.ts';
import type { ImportReport } from './import-report.ts';
import { planEntries } from './plan-entries.ts';
import { previewWrites } from './preview-writes.ts';
import { readCandidates } from './read-candidates.ts';
import { firstChunkOf, type ImportJob, writeChunk, writeImportRow } from './write-chunk.ts';

export interface EntriesWrite {
  job: ImportJob;
  entries: readonly ImportEntry[];
  outcomes: ImportOutcomes;
  /** Returns the report of the import for these outcomes. It is not complete if an entry has no outcome. */
  reportOf(outcomes: ImportOutcomes, isComplete: boolean): ImportReport;
}

/**
 * Compares the entries with the stored plugs and writes them. If a concurrent write changes a plug that an entry fills,
 * or makes an entry a duplicate, the remaining entries are compared again, in at most 64 attempts. A preview
 * (`isDryRun`) writes nothing. Returns false if an `AppError` ends the import after the first chunk was written, for
 * example because storage fails or the quota is exceeded.
 * @throws AppError before anything is written: `PLUG_QUOTA_EXCEEDED`, `IDEMPOTENCY_KEY_REUSED` if a parallel request
 *   has claimed the key, `UNAVAILABLE`, and the codes of `readWithAccess`
 * @throws StoppedBatch if a parallel request has written plugs of the same import (`isChangedImportError`)
 */
export async function writeEntries(ctx: Ctx, write: EntriesWrite): Promise<boolean> {
  const { job, entries, outcomes } = write;
  const progress = { hasWritten: false };
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const unprocessed = entries.filter((entry) => !outcomes.has(entry));
      if (unprocessed.length === 0 && (progress.hasWritten || job.isDryRun)) return true;
      if (attempt > 0) await waitAfterAttempt(attempt - 1);
      await attemptWrite(ctx, { ...write, entries: unprocessed }, progress);
    }
    if (entries.every((entry) => outcomes.has(entry))) return true;
    throw unavailable();
  } catch (error) {
    if (!progress.hasWritten || !(error instanceof AppError)) throw error;
    return false;
  }
}

/**
 * Plans the given entries and writes them in chunks. If a new plug of a chunk has become a duplicate, or if another write
 * has changed a plug of the last chunk, the function returns early, and the entries of this chunk and of the following
 * chunks have no outcome.
 */
async function attemptWrite(ctx: Ctx, write: EntriesWrite, progress: { hasWritten: boolean }): Promise<void> {
  const { job, entries, outcomes, reportOf } = write;
  const { maxPlugs } = ctx.configuration;
  const readsRows = job.onDuplicate === 'update' && !job.isDryRun;
  const { candidates, rows, total } = await readCandidates(ctx, entries, { readsRows });
  const { writes, skips } = planEntries(entries, candidates, {
    onDuplicate: job.onDuplicate,
    newPlug: (fields, { plugType }) => newPlug(ctx, fields, plugType),
    phoneCountry: (plug) => phoneCountry(plug as Parameters<typeof phoneCountry>[0], job.timeZone),
  });
  if (total + writes.filter(({ kind }) => kind === 'create').length > maxPlugs) {
    throw new AppError('PLUG_QUOTA_EXCEEDED', { max: maxPlugs });
  }
  for (const skip of skips) outcomes.addSkipped(skip);
  if (job.isDryRun) return previewWrites(ctx, writes, outcomes);
  if (writes.length === 0) {
    await writeImportRow(ctx, job, reportOf(outcomes, true));
    progress.hasWritten = true;
    return;
  }
  let written = { nextRows: new Map(rows.map((row) => [row.id, row])), isAsReported: true };
  for (let at = 0; at < writes.length; ) {
    const chunk = firstChunkOf(writes.slice(at));
    const rest = writes.slice(at + chunk.length);
    try {
      const next = firstChunkOf(rest);
      written = await writeChunk(ctx, { job, chunk, rows: written.nextRows, next, outcomes, reportOf });
    } catch (error) {
      if (isQuotaExceeded(error)) throw new AppError('PLUG_QUOTA_EXCEEDED', { max: maxPlugs });
      if (isChangedPlugError(error)) return;
      if (isKeyTaken(error)) throw new AppError('IDEMPOTENCY_KEY_REUSED');
      if (!(error instanceof UniqueViolation)) throw error;
      return;
    }
    job.claim = null;
    progress.hasWritten = true;
    at += chunk.length;
  }
  if (!written.isAsReported) await writeImportRow(ctx, job, reportOf(outcomes.copy(), true));
}
