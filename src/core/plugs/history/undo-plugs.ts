/** Undoes revisions of up to 250 plugs: reads the plugs, plans the undo and writes it. */
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import type { PlugRevision } from '../../../store/plugs/revisions.ts';
import type { Ctx } from '../../request/context.ts';
import { changePlugsSeparately, findTakenKeys, type WriteOptions } from '../write-plugs.ts';
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
  /** The row numbers of plugs that must be read again, because another write changed the plug or it is a duplicate. */
  open: Set<number>;
}

/** Computes the result of an undo. Writes nothing. */
export async function previewUndo(ctx: Ctx, read: PlugsRead, input: UndoInput): Promise<PlugsUndone> {
  const first = plan(ctx, read, input, new Map());
  const duplicates = await findTakenKeys(
    ctx,
    first.map(({ change }) => change),
    read.timeZone,
  );
  const plans = duplicates.size === 0 ? first : plan(ctx, read, input, duplicates);
  const changed = plans.filter(isChange);
  return {
    undone: changed.map(({ change }) => change.changed),
    unchanged: plans.filter((each) => !isChange(each) && each.kept.length === 0).length,
    kept: plans.flatMap(({ kept }) => kept),
    open: new Set(),
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
  const plans = plan(ctx, read, input, duplicates);
  const written = await changePlugsSeparately(
    ctx,
    plans.map(({ change }) => change),
    { ...options, timeZone: read.timeZone, via: 'undo' },
  );
  for (const [id, otherId] of written.duplicates) duplicates.set(id, otherId);
  const result: PlugsUndone = { undone: [], unchanged: 0, kept: [], open: new Set() };
  for (const { change, kept } of plans) {
    const plug = written.plugs.get(change.read.id);
    if (!plug) {
      result.open.add(change.read.row);
      continue;
    }
    result.kept.push(...kept);
    if (plug.etag !== change.read.etag) result.undone.push(plug);
    else if (kept.length === 0) result.unchanged += 1;
  }
  return result;
}

function plan(
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
