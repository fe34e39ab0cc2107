/** Reads plugs with their revisions and plans the undo of some of the revisions. */
import {
  changedFields,
  type Step,
  stepsOfRevisions,
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

/** The planned undo of revisions of one plug. */
export interface PlugPlan {
  change: PlugChange;
  /** The values that the undo does not restore. */
  kept: KeptOfPlug[];
}

/** The account number of the owner, or an SQL expression that returns this number. */
export type Owner = Parameters<typeof plugsOfRevisionsStatement>[0];

/**
 * Returns the statements for the undo of the revisions with the numbers `seqs`. The first statement reads the plugs of
 * these revisions. The second statement reads these revisions and all newer revisions of the same plugs.
 */
export function planStatements(owner: Owner, seqs: readonly number[]) {
  return [plugsOfRevisionsStatement(owner, seqs), revisionsSinceStatement(owner, seqs)] as const;
}

/** Plans the undo of the revisions `seqs` from the results of `planStatements`. */
export function plansOf(
  [plugs, revisions]: readonly [PlugRow[], PlugRevision[]],
  seqs: readonly number[],
  optionsOf: (plug: PlugRow) => UndoOptions,
): PlugPlan[] {
  const seqsToUndo = new Set(seqs);
  const chains = Map.groupBy(revisions, ({ plugRow }) => plugRow);
  return plugs.map((plug) =>
    planOf(plug, chains.get(plug.row) ?? [], { seqsToUndo, options: optionsOf(plug) }),
  );
}

/**
 * Plans the undo for one plug. A changeset can have several revisions of one plug. These revisions are undone one after
 * the other, the newest first.
 */
function planOf(
  read: PlugRow,
  revisions: PlugRevision[],
  { seqsToUndo, options }: { seqsToUndo: ReadonlySet<number>; options: UndoOptions },
): PlugPlan {
  const steps = stepsOfRevisions(stateOf(read), revisions);
  const undoneBy = undoneRevisions(revisions);
  const undone = steps.filter(({ revision }) => seqsToUndo.has(revision.seq));
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
        undoneFields: undo ? fieldsChangedIn(undo) : [],
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

function fieldsChangedIn({ before, after }: Step): string[] {
  return before ? changedFields(before, after) : [];
}
