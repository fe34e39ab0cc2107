/** The input and the result of an undo. */
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';

export interface UndoInput {
  /** The id of a revision or of a changeset. */
  id: string;
  /** The fields to restore; undefined means all. */
  fields?: readonly string[] | undefined;
  /** For values that were changed later: `keep` leaves the values, `refuse` rejects the undo, `overwrite` restores them. */
  onConflict: 'keep' | 'refuse' | 'overwrite';
  /** Whether the undo computes its result without writing anything. */
  isDryRun: boolean;
}

export interface UndoResult {
  /** The id of the revision or changeset that the undo wrote; null if the undo wrote nothing. */
  undoId: string | null;
  /** The number of plugs that the undo changed. */
  undone: number;
  /** The number of plugs without a value to restore. */
  unchanged: number;
  /** The values that were not restored. */
  kept: KeptOfPlug[];
  /** False if the undo was interrupted. A repeated call continues the undo. */
  isComplete: boolean;
}
