/** Reads and changes one plug. Optimistic locking by the etag of the plug prevents lost updates. */
import { AppError, unavailable } from '../../rules/app-error.ts';
import type { Conditions } from '../../rules/conditional-request.ts';
import type { Statement } from '../../store/database/database.ts';
import type { PlainStatement } from '../../store/database/plain-statement.ts';
import { winnerIdStatement } from '../../store/plugs/merges/aliases.ts';
import { anyPlugStatement, type PlugRow } from '../../store/plugs/plugs.ts';
import type { PlugRevision } from '../../store/plugs/revisions.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { duplicateError } from './duplicate-error.ts';
import { requireConditions } from './etag.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from './write-attempts.ts';
import { changePlugAndRead } from './write-plugs.ts';

/** The options of a write of one plug. */
export interface PlugWriteOptions {
  /** The conditions of the request. If one is false, the plug is not written. */
  conditions?: Conditions | undefined;
  /**
   * The plug, if the caller has already read it in the batch of the access check. The first attempt then neither reads
   * the plug nor checks the access.
   */
  read?: PlugRead | undefined;
  /** Statements that run in the batch of the write, before the plug is written. They do not run if no value changes. */
  statementsBefore?: readonly Statement[] | undefined;
  /** A statement that reads the revisions of the plug after the write, in the batch of the write. */
  revisionsAfter?: PlainStatement<PlugRevision[]> | undefined;
}

/** A plug, and the time zone of the account that the access check read. */
export interface PlugRead {
  plug: PlugRow;
  timeZone: string;
}

export interface PlugTarget extends Omit<PlugWriteOptions, 'statementsBefore' | 'revisionsAfter'> {
  id: string;
  /**
   * Where the plug must be. If the plug is in another place, the error is `NOT_FOUND`. A merged plug gives `MERGED`,
   * unless the place is `trash`.
   */
  place: 'live' | 'trash' | 'anywhere';
}

export interface PlugWrite extends PlugTarget, PlugWriteOptions {
  /**
   * Returns the plug after the change, or throws when a rule does not allow the change. A plug without changed values
   * is not written.
   */
  change: (plug: PlugRow) => PlugRow;
}

/** A plug after a write. If no value changed, `isWritten` is false and there is no new revision. */
export interface WrittenPlug {
  plug: PlugRow;
  isWritten: boolean;
  /**
   * The rows of `revisionsAfter` and the time zone of the account. The rows are empty if nothing was written. Absent in
   * the results of `createPlug`.
   */
  after?: { revisions: PlugRevision[][]; timeZone: string };
}

/**
 * Reads, changes and writes a plug in two round trips, or in one if `read` is set. Only changed values are written. If
 * no value changed, nothing is written. If another write changed the plug after it was read, the plug is read again and
 * the change is applied again.
 * @throws AppError `NOT_FOUND`, `MERGED`, `PRECONDITION_FAILED`, `DUPLICATE_CONTACT`, `DUPLICATE_TARGET`,
 *   `INVALID_INPUT`, `UNAVAILABLE` after 64 attempts, the errors of `change`, and the codes of `readWithAccess`
 */
export function writePlug(ctx: Ctx, input: PlugWrite): Promise<WrittenPlug> {
  const { change, statementsBefore, revisionsAfter, ...target } = input;
  return attemptOnPlug(ctx, target, async ({ plug: read, timeZone }) => {
    const changed = change(read);
    try {
      const options = { statementsBefore, timeZone, read: revisionsAfter };
      const { plug, read: revisions } = await changePlugAndRead(ctx, { read, changed }, options);
      return plug && { plug, isWritten: plug.etag !== read.etag, after: { revisions, timeZone } };
    } catch (error) {
      throw duplicateError(error, changed.plugType);
    }
  });
}

/**
 * Reads a plug and calls `attemptWrite` with the plug. `attemptWrite` returns undefined if another write has changed
 * the plug after the read. The read and the call are then repeated.
 * @throws AppError `NOT_FOUND`, `MERGED`, `PRECONDITION_FAILED`, `UNAVAILABLE` after 64 attempts, the errors of
 *   `attemptWrite`, and the codes of `readWithAccess`
 */
export async function attemptOnPlug<Result>(
  ctx: Ctx,
  { conditions, read: readBefore, ...target }: PlugTarget,
  attemptWrite: (read: PlugRead) => Promise<Result | undefined>,
): Promise<Result> {
  const { id, place } = target;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const read = attempt === 0 && readBefore ? readBefore : await readAnyPlug(ctx, id);
    await rejectMerged(ctx, read?.plug, target);
    if (!read || (place !== 'anywhere' && (place === 'trash') === (read.plug.deletedAtMs === null))) {
      throw new AppError('NOT_FOUND');
    }
    requireConditions(read.plug, conditions);
    const result = await attemptWrite(read);
    if (result !== undefined) return result;
    await waitAfterAttempt(attempt);
  }
  throw unavailable();
}

/** Reads a live plug or a plug in the trash. Returns null if there is no such plug. */
async function readAnyPlug(ctx: Ctx, id: string): Promise<PlugRead | null> {
  const statement = anyPlugStatement(userOf(ctx).accountNumber, id);
  const { account, results } = await readWithAccess(ctx, [statement]);
  const [plug] = results[0];
  return plug ? { plug, timeZone: account.timeZone } : null;
}

/**
 * Rejects a write of a plug that was merged into another plug, also if the merged plug was permanently deleted. A write
 * that is for the trash only (`place`) is allowed. A restoration is rejected, because two live plugs would then have
 * the same values. The undo of the merge is possible instead.
 * @param plug undefined if there is no plug with this id, for example after a permanent deletion
 * @throws AppError `MERGED`
 */
async function rejectMerged(ctx: Ctx, plug: PlugRow | undefined, { id, place }: PlugTarget): Promise<void> {
  if (place === 'trash' || (plug && plug.mergedInto === null)) return;
  const [[mergedInto]] = await ctx.database.batch([winnerIdStatement(userOf(ctx).accountNumber, id)]);
  if (mergedInto === undefined) return;
  throw new AppError('MERGED', { mergedInto, isUndoRequired: place === 'anywhere' });
}
