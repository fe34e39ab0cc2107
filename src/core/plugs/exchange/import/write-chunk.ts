/**
 * Divides the writes of an import into chunks, and writes a chunk together with the changeset row of the import, in one
 * batch. For an import without writes, only the row is written.
 */
import { AppError } from '../../../../rules/app-error.ts';
import type { Statement } from '../../../../store/database/database.ts';
import { writeChangesetStatement } from '../../../../store/plugs/changesets.ts';
import { requirePlugQuotaStatement } from '../../../../store/plugs/counters.ts';
import { isKeyTaken } from '../../../../store/plugs/idempotency.ts';
import { requireUnchangedImportStatement } from '../../../../store/plugs/imports/imports.ts';
import { anyPlugsStatement, type PlugRow } from '../../../../store/plugs/plugs.ts';
import { requireUnchangedStatement } from '../../../../store/plugs/write-guard.ts';
import { MAX_PARAMETER_BYTES, MAX_PLUGS_PER_WRITE } from '../../../../store/plugs/write-parts.ts';
import { userOf } from '../../../request/access.ts';
import type { Ctx } from '../../../request/context.ts';
import { writePlugsTogether } from '../../write-plugs.ts';
import { type AppliedEntry, fillStoredPlug } from './fill-stored-plug.ts';
import { claimStatements, type ImportClaim } from './import-key.ts';
import type { ImportOutcomes } from './import-outcomes.ts';
import { countsOf, type ImportReport, packReport } from './import-report.ts';
import type { OnDuplicate, PlannedCreate, PlannedUpdate, PlannedWrite } from './plan-entries.ts';
import { readPlugRows } from './read-candidates.ts';

/** The data that all chunks of an import share. */
export interface ImportJob {
  importId: string;
  /** The name of the file; null if it is not known. */
  label: string | null;
  timeZone: string;
  onDuplicate: OnDuplicate;
  isDryRun: boolean;
  /** The idempotency key that the next write claims; null if there is no key to claim or the key is already claimed. */
  claim: ImportClaim | null;
  /**
   * The number of the last revision of the import. If the changeset has another number, a parallel request writes the
   * same import, so the next write is stopped.
   */
  lastSeq: number | null;
  /** Whether the report of the complete import is stored, so that a repeated request returns the report. */
  keepsReport: boolean;
}

export interface ChunkWrite {
  job: ImportJob;
  chunk: PlannedWrite[];
  /** The stored plugs that were read in an earlier round trip, by id. */
  rows: Map<string, PlugRow>;
  /** The chunk after this chunk. Its stored plugs are read in the batch of this chunk. Empty for the last chunk. */
  next: PlannedWrite[];
  /** Gets the outcomes of the entries of the chunk. */
  outcomes: ImportOutcomes;
  /** Returns the report of the import for these outcomes. It is not complete if an entry has no outcome. */
  reportOf(outcomes: ImportOutcomes, isComplete: boolean): ImportReport;
}

/**
 * Returns the first writes of a list that fit into one chunk: at most 250 writes and about 1,000,000 characters of JSON.
 * `partsOf` enforces the limit of D1 in bytes. The first write of the list always fits.
 */
export function firstChunkOf(writes: readonly PlannedWrite[]): PlannedWrite[] {
  let length = 0;
  const end = writes.slice(0, MAX_PLUGS_PER_WRITE).findIndex((write, at) => {
    length += JSON.stringify(write.kind === 'create' ? write.plug : write.entries).length;
    return at > 0 && length > MAX_PARAMETER_BYTES;
  });
  return writes.slice(0, end < 0 ? MAX_PLUGS_PER_WRITE : end);
}

export interface WrittenChunk {
  /** The stored plugs that the next chunk fills, by id. */
  nextRows: Map<string, PlugRow>;
  /** Whether the outcomes of the chunk are those in the stored report. False if a stored plug was not written. */
  isAsReported: boolean;
}

/**
 * Writes a chunk and adds the outcomes of its entries. An entry gets no outcome if its stored plug was in the trash or
 * did not exist when it was read, or if another write changed it after the read. Such a change stops the batch of the
 * last chunk, because its report can be stored as complete.
 * @throws UniqueViolation if a new plug is a duplicate, or if another request has claimed the idempotency key
 * @throws StoppedBatch if another write has changed a plug of the last chunk (`isChangedPlugError`), if the quota of
 *   plugs is exceeded (`isQuotaExceeded`), or if another request has written plugs of the import after `job.lastSeq`
 *   (`isChangedImportError`)
 * @throws AppError `INVALID_INPUT` if custom data exceeds a limit, and `UNAVAILABLE`
 */
export async function writeChunk(ctx: Ctx, write: ChunkWrite): Promise<WrittenChunk> {
  const { job, chunk, next, outcomes } = write;
  const { accountNumber: owner } = userOf(ctx);
  const creates = chunk.filter((each): each is PlannedCreate => each.kind === 'create');
  const updates = chunk.filter((each): each is PlannedUpdate => each.kind === 'update');
  const rows = await readMissingRows(ctx, updates, write.rows);
  const fills = updates.flatMap((update) => {
    const row = rows.get(update.plugId);
    return row && row.deletedAtMs === null ? [fillStoredPlug(row, update)] : [];
  });
  const reads = next.length === 0 ? fills.map(({ change }) => change.read) : [];
  const result = await writePlugsTogether(
    ctx,
    {
      plugs: creates.map(({ plug }) => plug),
      changes: fills.map(({ change }) => change),
      read: anyPlugsStatement(owner, updatedIdsOf(next)),
    },
    {
      timeZone: job.timeZone,
      changeset: job.importId,
      via: 'import',
      statementsBefore: [
        ...claimOrGuard(ctx, job),
        ...(reads.length > 0 ? [requireUnchangedStatement(reads)] : []),
        ...(creates.length > 0
          ? [requirePlugQuotaStatement(owner, ctx.configuration.maxPlugs, creates.length)]
          : []),
      ],
      statementsAfter: [await changesetOfChunk(ctx, write, { creates, fills })],
    },
  );
  // A plug that the chunk did not change keeps its number.
  const seqs = [...result.plugs.values()].map(({ id, seq }) => (rows.get(id)?.seq === seq ? 0 : seq));
  job.lastSeq = Math.max(job.lastSeq ?? 0, ...seqs) || null;
  for (const create of creates) outcomes.addCreated(create, { isDryRun: false });
  for (const { change, applied } of fills) {
    const { id } = change.read;
    const otherId = result.duplicates.get(id);
    if (result.plugs.has(id)) addAppliedEntries(outcomes, id, applied);
    else if (otherId !== undefined) {
      // The values of the entries would make the stored plug a duplicate of another plug, so the plug was not written.
      const reason = change.changed.plugType === 'contact' ? 'same_email' : 'same_name_company';
      for (const { entry } of applied) outcomes.addSkipped({ entry, plugId: otherId, reason });
    }
  }
  return {
    nextRows: new Map(result.read.map((row) => [row.id, row])),
    isAsReported: fills.every(({ change }) => result.plugs.has(change.read.id)),
  };
}

/**
 * Claims the idempotency key and writes the changeset row of an import that writes no plug.
 * @throws AppError `IDEMPOTENCY_KEY_REUSED` if another request has claimed the key, and `UNAVAILABLE`
 * @throws StoppedBatch if another request has written plugs of the import after `job.lastSeq` (`isChangedImportError`)
 */
export async function writeImportRow(ctx: Ctx, job: ImportJob, report: ImportReport): Promise<void> {
  const row = await importRowStatement(ctx, job, report);
  try {
    await ctx.database.batch([...claimOrGuard(ctx, job), row]);
  } catch (error) {
    throw isKeyTaken(error) ? new AppError('IDEMPOTENCY_KEY_REUSED') : error;
  }
}

/**
 * Returns the statements that claim the idempotency key. If this run has already claimed the key, or continues an
 * interrupted import, returns the statement that stops the batch if a parallel run writes the same import.
 */
function claimOrGuard(ctx: Ctx, { claim, importId, lastSeq, keepsReport }: ImportJob): Statement[] {
  if (claim) return claimStatements(ctx, claim, importId);
  return keepsReport ? [requireUnchangedImportStatement(userOf(ctx).accountNumber, importId, lastSeq)] : [];
}

/**
 * Returns the statement that writes the changeset row of the import in the batch of this chunk. The report in this row
 * assumes that all plugs of the chunk are written.
 */
async function changesetOfChunk(
  ctx: Ctx,
  { job, next, outcomes, reportOf }: ChunkWrite,
  { creates, fills }: { creates: PlannedCreate[]; fills: ReturnType<typeof fillStoredPlug>[] },
): Promise<Statement> {
  const expected = outcomes.copy();
  for (const create of creates) expected.addCreated(create, { isDryRun: false });
  for (const { change, applied } of fills) addAppliedEntries(expected, change.read.id, applied);
  return importRowStatement(ctx, job, reportOf(expected, next.length === 0));
}

async function importRowStatement(ctx: Ctx, job: ImportJob, report: ImportReport): Promise<Statement> {
  const { accountNumber: owner, sessionId } = userOf(ctx);
  const packed = job.keepsReport && report.isComplete ? await packReport(report) : null;
  return writeChangesetStatement({
    owner,
    id: job.importId,
    kind: 'import',
    via: 'import',
    sessionId,
    label: job.label,
    state: report.isComplete ? 'complete' : 'partial',
    report: JSON.stringify({ counts: countsOf(report), ...(packed === null ? {} : { report: packed }) }),
    nowMs: ctx.nowMs,
  });
}

function addAppliedEntries(outcomes: ImportOutcomes, id: string, applied: AppliedEntry[]): void {
  for (const { entry, reason, fillsField } of applied) {
    if (fillsField) outcomes.addUpdated(entry, id);
    else outcomes.addSkipped({ entry, plugId: id, reason });
  }
}

/** Returns the stored plugs of the updates, by id. Only plugs that are not in `known` are read. */
async function readMissingRows(
  ctx: Ctx,
  updates: PlannedUpdate[],
  known: Map<string, PlugRow>,
): Promise<Map<string, PlugRow>> {
  const missing = updatedIdsOf(updates).filter((id) => !known.has(id));
  if (missing.length === 0) return known;
  return new Map([...known, ...(await readPlugRows(ctx, missing)).map((row) => [row.id, row] as const)]);
}

function updatedIdsOf(writes: readonly PlannedWrite[]): string[] {
  return writes.flatMap((write) => (write.kind === 'update' ? [write.plugId] : []));
}
