/** Applies one action to many plugs as one changeset. If one plug breaks a rule, the other plugs are still changed. */
import { v7 as uuid } from 'uuid';
import { AppError, unavailable } from '../../../rules/app-error.ts';
import type { ChangesetState } from '../../../rules/plugs/history/changeset.ts';
import { setChangesetStateStatement, writeChangesetStatement } from '../../../store/plugs/changesets.ts';
import { aliasesStatement } from '../../../store/plugs/merges/aliases.ts';
import { anyPlugsStatement, type PlugRow } from '../../../store/plugs/plugs.ts';
import { MAX_PLUGS_PER_WRITE } from '../../../store/plugs/write-parts.ts';
import { readWithAccess, userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import { duplicateCode } from '../duplicate-error.ts';
import type { PlugChange } from '../plug-update.ts';
import { MAX_ATTEMPTS, waitAfterAttempt } from '../write-attempts.ts';
import { changePlugsSeparately } from '../write-plugs.ts';
import { type BulkAction, plugAfter } from './bulk-action.ts';

export interface BulkInput {
  /** At most 5,000 ids. A repeated id counts once. */
  ids: readonly string[];
  action: BulkAction;
}

export interface BulkOutcome {
  id: string;
  outcome: 'changed' | 'unchanged' | 'failed';
  /** The reason for the outcome `failed`. Absent for the other outcomes. */
  error?: AppError;
}

export interface BulkResult {
  /** The id of the changeset, with which the whole action can be undone. Null if no plug changed. */
  changeset: string | null;
  /** The number of plugs that were found. */
  matched: number;
  changed: number;
  failed: number;
  /** One outcome for each different id, in the order of the ids. */
  results: BulkOutcome[];
}

/** The maximum number of plugs that one bulk action changes. */
export const MAX_PLUGS_PER_ACTION = 5_000;

/**
 * Changes plugs in chunks of 250. One attempt to change a chunk takes at most two round trips, and a third round trip
 * for ids without a plug. Several chunks take one more round trip at the end. If another write changes a plug after it
 * was read, the plug is read and changed again, and fails with `UNAVAILABLE` after 64 attempts. An unknown id and an id
 * of another owner fail with `NOT_FOUND`. If this function throws, the plugs that were already written remain changed,
 * and a changeset of several chunks stays partial.
 * @throws AppError `TOO_MANY_PLUGS` above 5,000 ids, and the codes of `readWithAccess`. The result contains the errors
 *   of single plugs.
 */
export async function changeInBulk(ctx: Ctx, { ids, action }: BulkInput): Promise<BulkResult> {
  const distinctIds = [...new Set(ids)];
  if (distinctIds.length > MAX_PLUGS_PER_ACTION) {
    throw new AppError('TOO_MANY_PLUGS', { max: MAX_PLUGS_PER_ACTION });
  }
  const isOneChunk = distinctIds.length <= MAX_PLUGS_PER_WRITE;
  const changeset = { id: uuid(), state: isOneChunk ? 'complete' : 'partial' } as const;
  const results: BulkOutcome[] = [];
  let matched = 0;
  for (let at = 0; at < distinctIds.length; at += MAX_PLUGS_PER_WRITE) {
    const chunk = await changeChunk(ctx, distinctIds.slice(at, at + MAX_PLUGS_PER_WRITE), {
      action,
      changeset,
    });
    results.push(...chunk.results);
    matched += chunk.matched;
  }
  const changed = countOf(results, 'changed');
  if (!isOneChunk && changed > 0) {
    const { accountNumber } = userOf(ctx);
    await ctx.database.batch([setChangesetStateStatement(accountNumber, changeset.id, 'complete')]);
  }
  return {
    changeset: changed > 0 ? changeset.id : null,
    matched,
    changed,
    failed: countOf(results, 'failed'),
    results,
  };
}

interface ChunkWrite {
  action: BulkAction;
  /** A changeset of several chunks is partial until the last chunk is written. */
  changeset: { id: string; state: ChangesetState };
}

async function changeChunk(
  ctx: Ctx,
  ids: string[],
  write: ChunkWrite,
): Promise<Pick<BulkResult, 'matched' | 'results'>> {
  const outcomes = new Map<string, BulkOutcome>();
  const found = new Set<string>();
  let remaining = ids;
  for (let attempt = 0; remaining.length > 0 && attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await waitAfterAttempt(attempt - 1);
    const read = await readPlugs(ctx, remaining);
    for (const { id } of read.plugs) found.add(id);
    for (const outcome of await writeAction(ctx, { ...read, ...write, ids: remaining })) {
      outcomes.set(outcome.id, outcome);
    }
    remaining = ids.filter((id) => !outcomes.has(id));
  }
  const results = ids.map((id) => outcomes.get(id) ?? failedOutcome(id, unavailable()));
  return { matched: found.size, results };
}

function countOf(results: BulkOutcome[], wanted: BulkOutcome['outcome']): number {
  return results.filter(({ outcome }) => outcome === wanted).length;
}

interface ChunkRead {
  plugs: PlugRow[];
  timeZone: string;
}

async function readPlugs(ctx: Ctx, ids: readonly string[]): Promise<ChunkRead> {
  const { accountNumber } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, [anyPlugsStatement(accountNumber, ids)]);
  return { plugs: results[0], timeZone: account.timeZone };
}

interface ActionWrite extends ChunkRead, ChunkWrite {
  ids: readonly string[];
}

/**
 * Writes one chunk and returns the outcomes. A plug that another write has changed since it was read has no outcome.
 */
async function writeAction(
  ctx: Ctx,
  { ids, plugs, timeZone, action, changeset }: ActionWrite,
): Promise<BulkOutcome[]> {
  const known = new Set(plugs.map(({ id }) => id));
  const missing = ids.filter((id) => !known.has(id));
  const outcomes = missing.length > 0 ? await missingOutcomes(ctx, missing, action) : [];
  const changes: PlugChange[] = [];
  for (const read of plugs) {
    const changed = resultOrError(() => plugAfter(action, read, ctx.nowMs));
    if (changed instanceof AppError) outcomes.push(failedOutcome(read.id, changed));
    else changes.push({ read, changed });
  }
  const statementsAfter = [changesetStatement(ctx, changeset, action)];
  const options = { timeZone, changeset: changeset.id, via: 'bulk', statementsAfter } as const;
  const written = await changePlugsSeparately(ctx, changes, options);
  for (const { read, changed } of changes) {
    const plug = written.plugs.get(read.id);
    if (plug) {
      outcomes.push({ id: read.id, outcome: plug.etag === read.etag ? 'unchanged' : 'changed' });
    } else if (written.duplicates.has(read.id)) {
      outcomes.push(failedOutcome(read.id, new AppError(duplicateCode(changed.plugType))));
    }
  }
  return outcomes;
}

/**
 * Returns the outcomes of ids without a plug. The id of a plug that was merged and then deleted permanently is an alias
 * of the winner, so its error is `MERGED`.
 */
async function missingOutcomes(ctx: Ctx, ids: readonly string[], action: BulkAction): Promise<BulkOutcome[]> {
  const [aliases] = await ctx.database.batch([aliasesStatement(userOf(ctx).accountNumber, ids)]);
  const winners = new Map(aliases);
  return ids.map((id) => {
    const mergedInto = winners.get(id);
    const isUndoRequired = action.kind === 'restore';
    const error = mergedInto
      ? new AppError('MERGED', { mergedInto, isUndoRequired })
      : new AppError('NOT_FOUND');
    return failedOutcome(id, error);
  });
}

/** Returns the statement that writes the row of the changeset if the batch has written at least one plug. */
function changesetStatement(ctx: Ctx, { id, state }: ChunkWrite['changeset'], action: BulkAction) {
  const { accountNumber: owner, sessionId, via } = userOf(ctx);
  const row = { owner, id, sessionId, via, nowMs: ctx.nowMs };
  return writeChangesetStatement({ ...row, kind: 'bulk', label: action.kind, state });
}

/** Returns the result of `work`, or the `AppError` that it throws. */
function resultOrError<Result>(work: () => Result): Result | AppError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function failedOutcome(id: string, error: AppError): BulkOutcome {
  return { id, outcome: 'failed', error };
}
