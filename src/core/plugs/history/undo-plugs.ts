/** Plans, previews and writes the undo of revisions of up to 250 plugs. */
import { AppError } from '../../../rules/app-error.ts';
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { PlugRevision } from '../../../store/plugs/revisions.ts';
import { isMissingPlugError, requireLiveStatement } from '../../../store/plugs/write-guard.ts';
import { userOf } from '../../request/access.ts';
import type { Ctx } from '../../request/context.ts';
import type { PlugChange } from '../plug-update.ts';
import {
  changePlugs,
  changePlugsSeparately,
  findTakenKeys,
  type SeparateWrites,
  type WriteOptions,
} from '../write-plugs.ts';
import { type PlugPlan, plansOf } from './plan-plugs.ts';
import type { UndoInput } from './undo-input.ts';

/** The ids of plugs that would become duplicates, each with the id of the other plug. */
export type Duplicates = Map<string, string>;

/** The results of `planStatements` for the revisions `seqs`. */
export interface PlugsRead {
  seqs: readonly number[];
  plugs: PlugRow[];
  revisions: PlugRevision[];
  /** The time zone of the account. */
  timeZone: string;
}

export interface PlugsUndone {
  /** The plugs that the undo changes, with their values after the undo. */
  undone: PlugRow[];
  /** The number of plugs without a value to restore, for example because they already have the old values. */
  unchanged: number;
  /** The values that are not restored. */
  kept: KeptOfPlug[];
  /**
   * The row numbers of plugs that were not written, because another write changed the plug or because the plug would
   * become a duplicate. The caller reads these plugs again.
   */
  rowsToRetry: Set<number>;
}

/** Computes the result of an undo in at most one round trip. Writes nothing. */
export async function previewUndo(ctx: Ctx, read: PlugsRead, input: UndoInput): Promise<PlugsUndone> {
  const firstPlans = planUndoOf(ctx, read, input, new Map());
  const duplicates = await findTakenKeys(
    ctx,
    firstPlans.map(({ change }) => change),
    read.timeZone,
  );
  const plans = duplicates.size === 0 ? firstPlans : planUndoOf(ctx, read, input, duplicates);
  const changed = plans.filter(isChange);
  return {
    undone: changed.map(({ change }) => change.changed),
    unchanged: plans.filter((each) => !isChange(each) && each.kept.length === 0).length,
    kept: plans.flatMap(({ kept }) => kept),
    rowsToRetry: new Set(),
  };
}

/**
 * Writes an undo in at most one round trip. Without `options.isAtomic`, a plug that would become a duplicate does not
 * prevent the write of the other plugs.
 * @param duplicates the duplicates that earlier attempts found; this attempt adds the duplicates that it finds
 * @throws AppError `UNDO_CONFLICT` if a plug would be merged into a plug that is not live
 * @throws UniqueViolation if `options.isAtomic` is true and a plug would become a duplicate, and the errors of
 *   `options.statementsBefore`
 */
export async function writeUndo(
  ctx: Ctx,
  read: PlugsRead,
  {
    input,
    duplicates,
    options,
  }: { input: UndoInput; duplicates: Duplicates; options: Omit<WriteOptions, 'timeZone'> },
): Promise<PlugsUndone> {
  const plans = planUndoOf(ctx, read, input, duplicates);
  const changes = plans.map(({ change }) => change);
  const written = await writeChanges(ctx, changes, {
    ...options,
    statementsBefore: [...(options.statementsBefore ?? []), ...requireLiveWinnersStatements(ctx, changes)],
    timeZone: read.timeZone,
    via: 'undo',
  });
  for (const [id, otherId] of written.duplicates) duplicates.set(id, otherId);
  const result: PlugsUndone = { undone: [], unchanged: 0, kept: [], rowsToRetry: new Set() };
  for (const { change, kept } of plans) {
    const plug = written.plugs.get(change.read.id);
    if (!plug) {
      result.rowsToRetry.add(change.read.row);
      continue;
    }
    result.kept.push(...kept);
    if (plug.etag !== change.read.etag) result.undone.push(plug);
    else if (kept.length === 0) result.unchanged += 1;
  }
  return result;
}

/**
 * Writes the changes of an undo.
 * @throws the errors of `writeUndo`
 */
async function writeChanges(ctx: Ctx, changes: PlugChange[], options: WriteOptions): Promise<SeparateWrites> {
  try {
    if (!options.isAtomic) return await changePlugsSeparately(ctx, changes, options);
    return { plugs: await changePlugs(ctx, changes, options), duplicates: new Map() };
  } catch (error) {
    if (!isMissingPlugError(error)) throw error;
    const kept = mergesAmong(changes).map(({ read: { id }, changed: { mergedInto } }): KeptOfPlug => {
      return { plugId: id, field: 'merged_into', current: null, old: mergedInto, reason: 'edited_later' };
    });
    throw new AppError('UNDO_CONFLICT', { kept });
  }
}

/**
 * Returns the statement that stops the batch if a plug would be merged into a plug that is not live, or no statement if
 * the changes merge no plugs. An undo of the undo of a merge merges the plugs again. Without a live winner, no live
 * plug would have the values of the merged plugs.
 */
function requireLiveWinnersStatements(ctx: Ctx, changes: PlugChange[]) {
  const winners = mergesAmong(changes).map(({ changed }) => changed.mergedInto);
  return winners.length > 0 ? [requireLiveStatement(userOf(ctx).accountNumber, winners)] : [];
}

/** The changes that merge a plug into another plug. */
function mergesAmong(changes: PlugChange[]): PlugChange[] {
  return changes.filter(({ read, changed }) => read.mergedInto === null && changed.mergedInto !== null);
}

/** Plans the undo for each plug. Fields that would make a plug a duplicate (`duplicates`) are not restored. */
export function planUndoOf(
  ctx: Ctx,
  { seqs, plugs, revisions }: PlugsRead,
  { fields, onConflict }: UndoInput,
  duplicates: Duplicates,
): PlugPlan[] {
  return plansOf([plugs, revisions], seqs, ({ id }) => ({
    fields,
    overwrites: onConflict === 'overwrite',
    duplicateOf: duplicates.get(id),
    nowMs: ctx.nowMs,
  }));
}

function isChange({ change: { read, changed } }: PlugPlan): boolean {
  return JSON.stringify(read) !== JSON.stringify(changed);
}
