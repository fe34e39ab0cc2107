/** Undoes one revision. */
import { AppError, unavailable } from '../../../rules/app-error.ts';
import { oldestSeq, revisionId } from '../../../rules/plugs/history/revision-number.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { type PlugRevision, revisionStatement } from '../../../store/plugs/revisions.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../write-attempts.ts';
import type { WriteOptions } from '../write-plugs.ts';
import { type Owner, planStatements } from './plan-plugs.ts';
import type { UndoInput, UndoResult } from './undo-input.ts';
import { type Duplicates, type PlugsRead, type PlugsUndone, previewUndo, writeUndo } from './undo-plugs.ts';

/** A revision with its plug and with all later revisions of the plug. */
export interface RevisionRead {
  revision: PlugRevision;
  read: PlugsRead;
}

/** The options for a caller that has already read the revision, or that writes more in the same batch. */
export interface UndoRevisionOptions {
  /**
   * The revision, if the caller has read it in the batch of the access check. The first attempt does not read it again.
   */
  read?: RevisionRead;
  /** Statements that run in the batch of the write, before the plug is written. */
  statementsBefore?: WriteOptions['statementsBefore'];
}

/**
 * Undoes a revision in two round trips, with `refuse` in up to three. If another write changes the plug first, the undo
 * is planned again. If the plug would become a duplicate, the undo is planned again without the fields that cause this.
 * For the revision of a permanent deletion, nothing is written, and the result states this in `kept`, also with
 * `refuse`.
 * @throws AppError `NOT_FOUND`, `MERGED` if the plug was merged into another plug, `UNDO_CONFLICT`, `UNAVAILABLE` after
 *   64 attempts, and the codes of `readWithAccess`
 */
export async function undoRevision(
  ctx: Ctx,
  seq: number,
  input: UndoInput,
  { read: readBefore, statementsBefore }: UndoRevisionOptions = {},
): Promise<UndoResult> {
  const duplicates: Duplicates = new Map();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { revision, read } = attempt === 0 && readBefore ? readBefore : await readRevision(ctx, seq);
    if (revision.kind === 'erased') return erasedResult(revision);
    rejectMerged(read);
    if (input.isDryRun || input.onConflict === 'refuse') {
      const preview = await previewUndo(ctx, read, input);
      if (input.onConflict === 'refuse') rejectConflict(preview);
      if (input.isDryRun) return resultOf(preview, null);
    }
    const outcome = await writeUndo(ctx, read, { input, duplicates, options: { statementsBefore } });
    const [plug] = outcome.undone;
    if (outcome.rowsToRetry.size === 0) return resultOf(outcome, plug ? revisionId(plug.seq) : null);
    await waitAfterAttempt(attempt);
  }
  throw unavailable();
}

/**
 * Rejects an undo that does not restore all values.
 * @throws AppError `UNDO_CONFLICT`
 */
export function rejectConflict({ kept }: Pick<PlugsUndone, 'kept'>): void {
  if (kept.length > 0) throw new AppError('UNDO_CONFLICT', { kept });
}

/**
 * Rejects the undo of a revision if the plug was merged into another plug. The caller must undo the merge first.
 * @throws AppError `MERGED`
 */
function rejectMerged({ plugs: [plug] }: PlugsRead): void {
  if (!plug || plug.mergedInto === null) return;
  throw new AppError('MERGED', { mergedInto: plug.mergedInto, isUndoRequired: true });
}

/** Returns the statements that read a revision, for a batch with other statements. */
export function revisionStatements(owner: Owner, seq: number, nowMs: number) {
  return [revisionStatement(owner, seq, oldestSeq(nowMs)), ...planStatements(owner, [seq])] as const;
}

/**
 * Returns the revision from the results of `revisionStatements`; null if it does not exist or is older than 90 days.
 */
export function revisionFrom(
  [[revision], plugs, revisions]: readonly [PlugRevision[], PlugRow[], PlugRevision[]],
  seq: number,
  timeZone: string,
): RevisionRead | null {
  return revision ? { revision, read: { seqs: [seq], plugs, revisions, timeZone } } : null;
}

async function readRevision(ctx: Ctx, seq: number): Promise<RevisionRead> {
  const statements = revisionStatements(userOf(ctx).accountNumber, seq, ctx.nowMs);
  const { account, results } = await readWithAccess(ctx, statements);
  const read = revisionFrom(results, seq, account.timeZone);
  if (!read) throw new AppError('NOT_FOUND');
  return read;
}

function resultOf({ undone, unchanged, kept }: PlugsUndone, undoId: string | null): UndoResult {
  return { undoId, undone: undone.length, unchanged, kept, isComplete: true };
}

/** The result for the revision of a permanent deletion. The revision contains only the id of the plug. */
function erasedResult({ before }: PlugRevision): UndoResult {
  const plugId = String(before.id);
  const kept = { plugId, field: 'deleted_at', current: null, old: null, reason: 'erased' } as const;
  return { undoId: null, undone: 0, unchanged: 0, kept: [kept], isComplete: true };
}
