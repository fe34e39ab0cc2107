/** Changesets. A changeset is one write of many plugs. One request can undo the whole write. Pure. */

/** The codes of `changesets.kind` are positions in this list, counted from 1. New kinds must be appended. */
export const CHANGESET_KINDS = ['import', 'merge', 'bulk', 'undo'] as const;
export type ChangesetKind = (typeof CHANGESET_KINDS)[number];

/**
 * The codes of `changesets.state` are positions in this list, counted from 1. In a partial changeset, some plugs may not
 * be written, because the call that writes them was interrupted or is not finished.
 */
export const CHANGESET_STATES = ['partial', 'complete'] as const;
export type ChangesetState = (typeof CHANGESET_STATES)[number];

export interface Changeset {
  id: string;
  kind: ChangesetKind;
  /** The name that the history shows, such as the file name of an import. */
  label: string | null;
  state: ChangesetState;
  /** The number of revisions that were written. Each write of a plug is one revision. */
  count: number;
  /** The id of the changeset that undid this changeset. Null if there is no undo, or if the undo was itself undone. */
  undoneBy: string | null;
}
