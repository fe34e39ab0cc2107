/** Reads plugs with their revisions and plans the undo of some of the revisions. */
import {
  changedFields,
  type Step,
  stepsBack,
  undoneRevisions,
} from '../../../rules/plugs/history/plug-history.ts';
import { type KeptOfPlug, planUndo, type UndoOptions } from '../../../rules/plugs/history/undo.ts';
import { recordedFrom, stateOf } from '../../../rules/plugs/revision.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import {
  type PlugRevision,
  plugsOfRevisionsStatement,
  revisionsSinceStatement,
} from '../../../store/plugs/revisions.ts';
import type { PlugChange } from '../plug-update.ts';

/** The undo of the revisions of one plug. */
export interface PlugPlan {
  change: PlugChange;
  kept: KeptOfPlug[];
}

/** The number of the owner, or an expression for it. */
export type Owner = Parameters<typeof plugsOfRevisionsStatement>[0];

/** Returns the statements that read the plugs of the revisions `seqs`, and the revisions of these plugs since `seqs`. */
export function planStatements(owner: Owner, seqs: readonly number[]) {
  return [plugsOfRevisionsStatement(owner, seqs), revisionsSinceStatement(owner, seqs)] as const;
}

/** Plans the undo of the revisions `seqs` from the results of `planStatements`. */
export function plansOf(
  [plugs, revisions]: readonly [PlugRow[], PlugRevision[]],
  seqs: readonly number[],
  optionsOf: (plug: PlugRow) => UndoOptions,
): PlugPlan[] {
  const wanted = new Set(seqs);
  const chains = Map.groupBy(revisions, ({ plugRow }) => plugRow);
  return plugs.map((plug) => planOf(plug, chains.get(plug.row) ?? [], { wanted, options: optionsOf(plug) }));
}

/**
 * Plans the undo of one plug. A changeset can have several revisions of one plug. They are undone in order, the newest
 * first.
 */
function planOf(
  read: PlugRow,
  revisions: PlugRevision[],
  { wanted, options }: { wanted: ReadonlySet<number>; options: UndoOptions },
): PlugPlan {
  const steps = stepsBack(stateOf(read), revisions);
  const undoneBy = undoneRevisions(revisions);
  const undone = steps.filter(({ revision }) => wanted.has(revision.seq));
  const kept: KeptOfPlug[] = [];
  let state = stateOf(read);
  for (const step of undone) {
    const { seq, changesetId } = step.revision;
    const later = revisions.filter((revision) => revision.seq > seq);
    const isOther = (revision: PlugRevision) => changesetId === null || revision.changesetId !== changesetId;
    const undo = steps.find(({ revision }) => revision.seq === undoneBy.get(seq));
    const plan = planUndo(
      {
        old: step.before,
        written: step.after,
        current: state,
        isEditedLater: later.some(isOther),
        undoneFields: undo ? fieldsOf(undo) : [],
      },
      options,
    );
    state = plan.state;
    kept.push(...plan.kept.map((value) => ({ plugId: read.id, ...value })));
  }
  const seqs = undone.map(({ revision }) => revision.seq);
  const changed = { ...read, ...recordedFrom(state) };
  return { change: { read, changed, undoes: seqs.length === 1 ? seqs[0] : seqs }, kept };
}

function fieldsOf({ before, after }: Step): string[] {
  return before ? changedFields(before, after) : [];
}
