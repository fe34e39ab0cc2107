/** Changesets. A changeset is one write of many plugs, which can be undone as one. Pure. */

/** The codes of `changesets.kind` are positions in this list, counted from 1. New kinds must be appended. */
export const CHANGESET_KINDS = ['import', 'merge', 'bulk', 'undo'] as const;
export type ChangesetKind = (typeof CHANGESET_KINDS)[number];

/**
 * The codes of `changesets.state` are positions in this list, counted from 1. A partial changeset has more plugs to
 * write: the call that writes it was interrupted, or is not finished.
 */
export const CHANGESET_STATES = ['partial', 'complete'] as const;
export type ChangesetState = (typeof CHANGESET_STATES)[number];

export interface Changeset {
  id: string;
  kind: ChangesetKind;
  /** The name that the history shows, such as the file name of an import. */
  label: string | null;
  state: ChangesetState;
  /** The number of plugs that were written. */
  count: number;
  /** The changeset that undid this one; null if that changeset was itself undone. */
  undoneBy: string | null;
}
