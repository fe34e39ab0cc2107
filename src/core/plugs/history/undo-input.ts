/** The input and the result of an undo. */
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';

export interface UndoInput {
  /** The id of a revision or of a changeset. */
  id: string;
  /** The API names of the fields to restore; undefined means all fields. */
  fields?: readonly string[] | undefined;
  /**
   * The treatment of values that were changed after the undone revision. `keep` leaves these values. `refuse` rejects the
   * undo, so nothing is written. `overwrite` replaces these values by the old values.
   */
  onConflict: 'keep' | 'refuse' | 'overwrite';
  /** Whether the undo computes its result without writing anything. */
  isDryRun: boolean;
}

export interface UndoResult {
  /**
   * The id of the revision or changeset that the undo wrote, also if this call only continued the undo. Null if the
   * undo wrote nothing, and for a preview.
   */
  undoId: string | null;
  /** The number of plugs that this call changed, or would change in a preview. */
  undone: number;
  /** The number of plugs without a value to restore, for example because they already have the old values. */
  unchanged: number;
  /** The values that were not restored. */
  kept: KeptOfPlug[];
  /** False if the undo was interrupted. A repeated call continues the undo. */
  isComplete: boolean;
}
