/** Undoes revisions of up to 250 plugs: reads the plugs, plans the undo and writes it. */
import { AppError } from '../../../rules/app-error.ts';
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { PlugRevision } from '../../../store/plugs/revisions.ts';
import { isMissingPlug, requireLiveStatement } from '../../../store/plugs/write-guard.ts';
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
  /** The plugs that were changed, after the undo. */
  undone: PlugRow[];
  unchanged: number;
  kept: KeptOfPlug[];
  /**
   * The row numbers of plugs that must be read again, because another write changed the plug or the plug is a
   * duplicate.
   */
  rowsToRetry: Set<number>;
}

/** Computes the result of an undo. Writes nothing. */
export async function previewUndo(ctx: Ctx, read: PlugsRead, input: UndoInput): Promise<PlugsUndone> {
  const first = planUndoOf(ctx, read, input, new Map());
  const duplicates = await findTakenKeys(
    ctx,
    first.map(({ change }) => change),
    read.timeZone,
  );
  const plans = duplicates.size === 0 ? first : planUndoOf(ctx, read, input, duplicates);
  const changed = plans.filter(isChange);
  return {
    undone: changed.map(({ change }) => change.changed),
    unchanged: plans.filter((each) => !isChange(each) && each.kept.length === 0).length,
    kept: plans.flatMap(({ kept }) => kept),
    rowsToRetry: new Set(),
  };
}

/**
 * Writes an undo in one round trip.
 * @param duplicates the duplicates that earlier attempts found; this attempt adds the duplicates that it finds
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
    companions: [...(options.companions ?? []), ...liveWinnersStatements(ctx, changes)],
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
 * Writes the changes. An atomic write throws `UniqueViolation` for a duplicate.
 * @throws AppError `UNDO_CONFLICT` when a plug would be merged into a plug that is not live
 */
async function writeChanges(ctx: Ctx, changes: PlugChange[], options: WriteOptions): Promise<SeparateWrites> {
  try {
    if (!options.isAtomic) return await changePlugsSeparately(ctx, changes, options);
    return { plugs: await changePlugs(ctx, changes, options), duplicates: new Map() };
  } catch (error) {
    if (!isMissingPlug(error)) throw error;
    const kept = mergesAmong(changes).map(({ read: { id }, changed: { mergedInto } }): KeptOfPlug => {
      return { plugId: id, field: 'merged_into', current: null, old: mergedInto, reason: 'edited_later' };
    });
    throw new AppError('UNDO_CONFLICT', { kept });
  }
}

/** An undo of the undo of a merge requires that the winner is live. Otherwise no live plug would have the values. */
function liveWinnersStatements(ctx: Ctx, changes: PlugChange[]) {
  const winners = mergesAmong(changes).map(({ changed }) => changed.mergedInto);
  return winners.length > 0 ? [requireLiveStatement(userOf(ctx).accountNumber, winners)] : [];
}

function mergesAmong(changes: PlugChange[]): PlugChange[] {
  return changes.filter(({ read, changed }) => read.mergedInto === null && changed.mergedInto !== null);
}

/** Plans the undo of each plug. */
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
