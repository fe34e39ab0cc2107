/** The input and the result of an undo. */
import type { KeptOfPlug } from '../../../rules/plugs/history/undo.ts';

export interface UndoInput {
  /** The id of a revision or of a changeset. */
  id: string;
  /** The fields to restore; undefined means all. */
  fields?: readonly string[] | undefined;
  /**
   * What happens to values that were changed later: they are kept, the whole undo is refused, or they are overwritten.
   */
  onConflict: 'keep' | 'refuse' | 'overwrite';
  /** Whether the result is only computed and nothing is written. */
  isDryRun: boolean;
}

export interface UndoResult {
  /** The id of the revision or changeset that the undo wrote; null if it wrote nothing. */
  undoId: string | null;
  /** The number of plugs that the undo changed. */
  undone: number;
  /** The number of plugs in which there was nothing to restore. */
  unchanged: number;
  /** The values that were not restored. */
  kept: KeptOfPlug[];
  /** False if the undo was interrupted. The same call continues it. */
  isComplete: boolean;
}
