/** Undoes a changeset in chunks of at most 250 plugs, and a merge in one batch. The undo is itself a changeset. */
import { v7 as uuid } from 'uuid';
import { AppError, unavailable } from '../../../rules/app-error.ts';
import type { ChangesetKind } from '../../../rules/plugs/history/changeset.ts';
import { REVISION_RETENTION_MS } from '../../../rules/plugs/history/revision-number.ts';
import {
  changesetStatement,
  revisionsOfChangesetStatement,
  setChangesetStateStatement,
} from '../../../store/plugs/changesets.ts';
import { MAX_PLUGS_PER_WRITE } from '../../../store/plugs/write-parts.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../write-attempts.ts';
import { type ChangesetToUndo, changesetStatements, readPlugsToUndo } from './plugs-to-undo.ts';
import type { UndoInput, UndoResult } from './undo-input.ts';
import { undoMergeChangeset } from './undo-merge.ts';
import { type Duplicates, previewUndo, writeUndo } from './undo-plugs.ts';
import { rejectConflict } from './undo-revision.ts';

/** The maximum number of plugs of one undo. */
export const MAX_UNDONE_PLUGS = 5_000;
/** The maximum number of revisions of one undo. A changeset can have several revisions of one plug. */
const MAX_REVISIONS = 4 * MAX_UNDONE_PLUGS;

/**
 * Undoes a changeset. One round trip reads the changeset, and each chunk of 250 plugs needs two more. A last round trip
 * may store the state of the undo. With `refuse`, all plugs are checked before the first write, in up to two more round
 * trips per chunk. A value that another write changes after this check is kept. If storage fails after a chunk was
 * written, or if 64 attempts write no plug of their chunk because of other writes, the result is not complete, and a
 * repeated call continues the undo. If `kind` is set, a changeset of another kind is not found. The undo of a merge
 * writes all plugs in one batch, or nothing.
 * @throws AppError `NOT_FOUND`, `TOO_MANY_PLUGS` above 5,000 plugs or 20,000 revisions, `UNDO_CONFLICT`, and the codes
 *   of `readWithAccess`; `UNAVAILABLE` if storage fails before the first chunk is written, if 64 attempts undo nothing,
 *   or if only the state of the undo could not be stored
 */
export async function undoChangeset(
  ctx: Ctx,
  id: string,
  { kind, ...input }: UndoInput & { kind?: ChangesetKind },
): Promise<UndoResult> {
  const changeset = await readChangeset(ctx, id, kind);
  if (changeset.undone.kind === 'merge') return undoMergeChangeset(ctx, changeset, input);
  if (input.isDryRun || input.onConflict === 'refuse') {
    const preview = await previewChangeset(ctx, changeset, input);
    if (input.onConflict === 'refuse') rejectConflict(preview);
    if (input.isDryRun) return preview;
  }
  return writeChangeset(ctx, changeset, input);
}

async function readChangeset(
  ctx: Ctx,
  id: string,
  kind: ChangesetKind | undefined,
): Promise<ChangesetToUndo> {
  const { accountNumber } = userOf(ctx);
  const { results } = await readWithAccess(ctx, [
    changesetStatement(accountNumber, id, ctx.nowMs - REVISION_RETENTION_MS),
    revisionsOfChangesetStatement(accountNumber, id, MAX_REVISIONS + 1),
  ]);
  const [[undone], revisions] = results;
  if (!undone || (kind !== undefined && undone.kind !== kind)) throw new AppError('NOT_FOUND');
  const byPlug = Map.groupBy(revisions, ({ plugRow }) => plugRow);
  if (byPlug.size > MAX_UNDONE_PLUGS || revisions.length > MAX_REVISIONS) {
    throw new AppError('TOO_MANY_PLUGS', { max: MAX_UNDONE_PLUGS });
  }
  const plugsToUndo = [...byPlug].map(([plugRow, own]) => ({ plugRow, seqs: own.map(({ seq }) => seq) }));
  return { undone, plugsToUndo };
}

async function previewChangeset(
  ctx: Ctx,
  { plugsToUndo }: ChangesetToUndo,
  input: UndoInput,
): Promise<UndoResult> {
  const result = emptyResult();
  for (let at = 0; at < plugsToUndo.length; at += MAX_PLUGS_PER_WRITE) {
    const read = await readPlugsToUndo(ctx, plugsToUndo.slice(at, at + MAX_PLUGS_PER_WRITE));
    const { undone, unchanged, kept } = await previewUndo(ctx, read, input);
    result.undone += undone.length;
    result.unchanged += unchanged;
    result.kept.push(...kept);
  }
  return result;
}

async function writeChangeset(
  ctx: Ctx,
  { undone, plugsToUndo }: ChangesetToUndo,
  input: UndoInput,
): Promise<UndoResult> {
  const isContinued = undone.undoneByState === 'partial' && undone.undoneBy !== null;
  const undoId = isContinued ? String(undone.undoneBy) : uuid();
  const result = emptyResult();
  const duplicates: Duplicates = new Map();
  let isPartial = isContinued;
  let remaining = plugsToUndo;
  for (let failedAttempts = 0; remaining.length > 0; ) {
    const chunk = remaining.slice(0, MAX_PLUGS_PER_WRITE);
    const rest = remaining.slice(MAX_PLUGS_PER_WRITE);
    const statementsAfter = changesetStatements(ctx, undone, { undoId, isLast: rest.length === 0 });
    const options = { changeset: undoId, statementsAfter };
    try {
      const read = await readPlugsToUndo(ctx, chunk);
      const outcome = await writeUndo(ctx, read, { input, duplicates, options });
      if (outcome.undone.length > 0) isPartial = rest.length > 0;
      result.undone += outcome.undone.length;
      result.unchanged += outcome.unchanged;
      result.kept.push(...outcome.kept);
      remaining = [...rest, ...chunk.filter(({ plugRow }) => outcome.rowsToRetry.has(plugRow))];
      if (outcome.rowsToRetry.size < chunk.length) continue;
      await waitAfterAttempt(failedAttempts);
      failedAttempts += 1;
      if (failedAttempts < MAX_ATTEMPTS) continue;
      if (result.undone === 0) throw unavailable();
      result.isComplete = false;
    } catch (error) {
      if (remaining.length === plugsToUndo.length || !isUnavailable(error)) throw error;
      result.isComplete = false;
    }
    if (!result.isComplete) break;
  }
  if (result.isComplete && isPartial) {
    await ctx.database.batch([setChangesetStateStatement(userOf(ctx).accountNumber, undoId, 'complete')]);
  }
  return { ...result, undoId: result.undone > 0 || isContinued ? undoId : null };
}

function emptyResult(): UndoResult {
  return { undoId: null, undone: 0, unchanged: 0, kept: [], isComplete: true };
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.is('UNAVAILABLE');
}
