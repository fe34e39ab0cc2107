/** The rows of changesets. A changeset describes a write of many plugs. Its revisions are in `plug_revisions`. */
import { sql } from 'drizzle-orm';
import {
  CHANGESET_KINDS,
  CHANGESET_STATES,
  type ChangesetKind,
  type ChangesetState,
} from '../../rules/plugs/history/changeset.ts';
import { seqAt } from '../../rules/plugs/history/revision-number.ts';
import { REVISION_VIAS, type RevisionVia } from '../../rules/plugs/revision.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { viaCode } from './revision-writes.ts';

/** Selects one page of a list of changesets. The newest changesets are first. */
export interface ChangesetRange {
  /** Changesets that were created before this time are not in the list. */
  sinceMs: number;
  /** The last changeset of the previous page. Null for the first page. */
  after: [createdAtMs: number, id: string] | null;
  limit: number;
}

export interface StoredChangeset {
  id: string;
  kind: ChangesetKind;
  via: RevisionVia;
  state: ChangesetState;
  /** The id of the changeset that undid this changeset. Null if this changeset is not undone. */
  undoneBy: string | null;
  /** The state of the changeset that undid this changeset. Null if this changeset is not undone. */
  undoneByState: ChangesetState | null;
  /** The id of the changeset that this changeset undid. Null if this changeset is not an undo. */
  undoes: string | null;
  /** The ids of the plugs that a merge put into the trash. Empty for the other kinds of changesets. */
  losers: string[];
}

/** One changeset, if it was created at `createdSinceMs` or later. */
export function changesetStatement(owner: number, id: string, createdSinceMs: number) {
  return plainStatement(
    sql`SELECT changesets.id, changesets.kind, changesets.via, changesets.state, changesets.undone_by,
        undo.state AS undo_state, changesets.report ->> 'undoes' AS undoes,
        changesets.report -> 'losers' AS losers
      FROM changesets LEFT JOIN changesets AS undo ON undo.owner = changesets.owner AND undo.id = changesets.undone_by
      WHERE changesets.owner = ${owner} AND changesets.id = ${id} AND changesets.created_at >= ${createdSinceMs}`,
    ([changesetId, kind, via, state, undoneBy, undoState, undoes, losers]): StoredChangeset => ({
      id: changesetId as string,
      kind: CHANGESET_KINDS[(kind as number) - 1] ?? 'bulk',
      via: REVISION_VIAS[(via as number) - 1] ?? 'system',
      state: stateOfCode(state as number),
      undoneBy: undoneBy as string | null,
      undoneByState: undoState === null ? null : stateOfCode(undoState as number),
      undoes: undoes as string | null,
      losers: JSON.parse((losers as string | null) ?? '[]') as string[],
    }),
  );
}

/**
 * The newest revisions of a changeset, at most `limit`, with the row numbers of their plugs. The newest revision is
 * first. The statement reads only the revisions of the owner from the first to the last number of the changeset.
 */
export function revisionsOfChangesetStatement(owner: number, id: string, limit: number) {
  return plainStatement(
    sql`SELECT revision.seq, revision.plug FROM changesets CROSS JOIN plug_revisions AS revision
      WHERE changesets.owner = ${owner} AND changesets.id = ${id} AND revision.owner = changesets.owner
        AND revision.seq BETWEEN changesets.first_seq AND changesets.last_seq
        AND revision.changeset = changesets.id
      ORDER BY revision.seq DESC LIMIT ${limit}`,
    ([seq, plugRow]) => ({ seq: seq as number, plugRow: plugRow as number }),
  );
}

export interface ChangesetWrite {
  owner: number;
  id: string;
  kind: ChangesetKind;
  via: RevisionVia;
  sessionId: number | null;
  label: string | null;
  state: ChangesetState;
  /** The id of the changeset that this changeset undoes. */
  undoes?: string | undefined;
  /** The report of an import or of a merge. A changeset with a report is written even if it has no revisions. */
  report?: string | undefined;
  nowMs: number;
}

/**
 * Creates a changeset, or extends it by the revisions that this batch wrote. The statement must follow the statements
 * that write the plugs. Without a report, it has no effect if the batch wrote no revision, for example because other
 * writes changed all plugs first.
 */
export function writeChangesetStatement(write: ChangesetWrite) {
  const { owner, id, kind, via, sessionId, label, state, undoes, nowMs } = write;
  const report = write.report ?? (undoes === undefined ? null : JSON.stringify({ undoes }));
  const condition = write.report === undefined ? sql`HAVING count(*) > 0` : sql``;
  return plainStatement(
    sql`INSERT INTO changesets (owner, id, kind, via, session, label, state, first_seq, last_seq, count, report,
        created_at)
      SELECT ${owner}, ${id}, ${CHANGESET_KINDS.indexOf(kind) + 1}, ${viaCode(via)}, ${sessionId},
        ${label}, ${stateCode(state)}, min(seq), max(seq), count(*), ${report}, ${nowMs}
      FROM plug_revisions WHERE owner = ${owner} AND changeset = ${id} AND seq >= ${seqAt(nowMs)} AND seq > coalesce(
        (SELECT earlier.last_seq FROM changesets AS earlier WHERE earlier.owner = ${owner} AND earlier.id = ${id}), 0)
      ${condition}
      ON CONFLICT (owner, id) DO UPDATE SET
        state = excluded.state, first_seq = coalesce(first_seq, excluded.first_seq),
        last_seq = coalesce(excluded.last_seq, last_seq), count = count + excluded.count,
        report = coalesce(excluded.report, report)`,
  );
}

/** Sets the state of a changeset. */
export function setChangesetStateStatement(owner: number, id: string, state: ChangesetState) {
  return plainStatement(
    sql`UPDATE changesets SET state = ${stateCode(state)} WHERE owner = ${owner} AND id = ${id}`,
  );
}

/**
 * Stores the id of the undo in the undone changeset. If the undone changeset is itself an undo, the original changeset
 * is no longer marked as undone. The statement has no effect if `changesets` has no row of the undo.
 */
export function markUndoneStatement(
  owner: number,
  undone: { id: string; undoes: string | null },
  undoId: string,
) {
  return plainStatement(
    sql`UPDATE changesets SET undone_by = iif(id = ${undone.id}, ${undoId}, NULL)
      WHERE owner = ${owner}
        AND (id = ${undone.id} AND undone_by IS NOT ${undoId} OR id = ${undone.undoes} AND undone_by = ${undone.id})
        AND EXISTS (SELECT 1 FROM changesets AS undo WHERE undo.owner = ${owner} AND undo.id = ${undoId})`,
  );
}

function stateCode(state: ChangesetState): number {
  return CHANGESET_STATES.indexOf(state) + 1;
}

function stateOfCode(code: number): ChangesetState {
  return CHANGESET_STATES[code - 1] ?? 'partial';
}
