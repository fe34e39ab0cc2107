/** Writes the entries of an import in chunks, each in one round trip. */
import { AppError, unavailable } from '../../../../rules/app-error.ts';
import { phoneCountry } from '../../../../rules/plugs/duplicates/phone-key.ts';
import { UniqueViolation } from '../../../../store/database/database.ts';
import { isQuotaExceeded } from '../../../../store/plugs/counters.ts';
import type { Ctx } from '../../../request/context.ts';
import { newPlug } from '../../create-plug.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../../write-attempts.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportOutcomes } from './import-outcomes.ts';
import type { ImportReport } from './import-report.ts';
import { planEntries } from './plan-entries.ts';
import { previewWrites } from './preview-writes.ts';
import { readCandidates } from './read-candidates.ts';
import { chunkOf, type ImportJob, writeChunk, writeImportRow } from './write-chunk.ts';

export interface EntriesWrite {
  job: ImportJob;
  entries: readonly ImportEntry[];
  outcomes: ImportOutcomes;
  /** The report with these outcomes. */
  reportOf(outcomes: ImportOutcomes, isComplete: boolean): ImportReport;
}

/**
 * Compares the entries with the stored plugs and writes them. If another write makes an entry a duplicate in the
 * meantime, the remaining entries are compared again. Returns false if storage failed after the first chunk.
 * @throws AppError `PLUG_QUOTA_EXCEEDED`, `IDEMPOTENCY_KEY_REUSED` if a parallel request has claimed the key,
 *   `UNAVAILABLE` if nothing was written, and the codes of `readWithAccess`
 */
export async function writeEntries(ctx: Ctx, write: EntriesWrite): Promise<boolean> {
  const { job, entries, outcomes } = write;
  const progress = { isBegun: false };
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const unprocessed = entries.filter((entry) => !outcomes.has(entry));
      if (unprocessed.length === 0 && (progress.isBegun || job.isDryRun)) return true;
      if (attempt > 0) await waitAfterAttempt(attempt - 1);
      await attemptWrite(ctx, { ...write, entries: unprocessed }, progress);
    }
    if (entries.every((entry) => outcomes.has(entry))) return true;
    throw unavailable();
  } catch (error) {
    if (!progress.isBegun || !(error instanceof AppError)) throw error;
    return false;
  }
}

async function attemptWrite(ctx: Ctx, write: EntriesWrite, progress: { isBegun: boolean }): Promise<void> {
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
    progress.isBegun = true;
    return;
  }
  let known = new Map(rows.map((row) => [row.id, row]));
  for (let at = 0; at < writes.length; ) {
    const chunk = chunkOf(writes.slice(at));
    const rest = writes.slice(at + chunk.length);
    try {
      const next = await writeChunk(ctx, {
        job,
        chunk,
        rows: known,
        next: chunkOf(rest),
        outcomes,
        reportOf,
      });
      known = next;
    } catch (error) {
      if (isQuotaExceeded(error)) throw new AppError('PLUG_QUOTA_EXCEEDED', { max: maxPlugs });
      if (!(error instanceof UniqueViolation)) throw error;
      if (error.index.startsWith('idempotency_keys')) throw new AppError('IDEMPOTENCY_KEY_REUSED');
      return;
    }
    job.claim = null;
    progress.isBegun = true;
    at += chunk.length;
  }
}
