/** The statements that write revisions of plugs. They run in the batch that writes the plugs (`write.ts`). */
import { type SQL, sql } from 'drizzle-orm';
import { seqAt } from '../../rules/plugs/history/revision-number.ts';
import {
  REVISION_KINDS,
  REVISION_VIAS,
  type RevisionKind,
  type RevisionVia,
} from '../../rules/plugs/revision.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';

/** The owner, the time and the origin of a write. */
export interface WriteOrigin {
  owner: number;
  nowMs: number;
  via: RevisionVia;
  sessionId: number | null;
  /** The id of the changeset that the revisions belong to. */
  changeset?: string | undefined;
}

/**
 * An expression for the next revision number of the owner: `seqAt(nowMs)`, or the newest number plus one if this number
 * is higher. The clocks of workers differ, so the time alone could repeat a number or be lower than an earlier number.
 */
export function nextSeq({ owner, nowMs }: { owner: number | SQL; nowMs: number }): SQL {
  return sql`max(${seqAt(nowMs)}, coalesce(
    (SELECT newest.seq FROM plug_revisions AS newest WHERE newest.owner = ${owner}
      ORDER BY newest.seq DESC LIMIT 1), 0) + 1)`;
}

/**
 * Inserts one revision for each plug that now has its new etag.
 * @param by whether the property `key` of each revision is the id or the row number of the plug
 */
export function insertRevisionsStatement(
  by: 'id' | 'row',
  revisions: { key: string | number; etag: string; kind: number; before?: string }[],
  { via, sessionId, changeset }: WriteOrigin,
) {
  return plainStatement(
    sql`INSERT INTO plug_revisions (owner, seq, plug, prev, kind, via, session, changeset, before)
      SELECT plugs.owner, plugs.seq, plugs.row, plugs.prev_seq, write.value ->> 'kind', ${viaCode(via)}, ${sessionId},
        ${changeset ?? null}, write.value ->> 'before'
      FROM ${jsonRows(revisions)} AS write CROSS JOIN plugs
      WHERE plugs.${sql.raw(by)} = write.value ->> 'key' AND plugs.etag = write.value ->> 'etag'`,
  );
}

/**
 * Inserts one revision for each plug that is erased, so that a client that synchronizes can find the deletion. The
 * revision contains no values of the plug except its id.
 * @param erased selects the complete rows of the plugs
 */
export function insertErasedRevisionsStatement(
  erased: SQL,
  { nowMs, via, sessionId }: Omit<WriteOrigin, 'owner'>,
) {
  return plainStatement(
    sql`INSERT INTO plug_revisions (owner, seq, plug, prev, kind, via, session, before)
      SELECT owner, ${nextSeq({ owner: sql`erased.owner`, nowMs })}
          + row_number() OVER (PARTITION BY owner ORDER BY row) - 1,
        0, 0, ${kindCode('erased')}, ${viaCode(via)}, ${sessionId}, json_object('id', id)
      FROM (${erased}) AS erased WHERE true`,
  );
}

/**
 * Deletes the earlier revisions of the plugs that are erased. The revisions of `insertErasedRevisionsStatement` remain.
 * @param erased selects the complete rows of the plugs
 */
export function deleteRevisionsStatement(erased: SQL) {
  return plainStatement(
    sql`DELETE FROM plug_revisions WHERE (owner, seq) IN (${chainSql(erased)} SELECT owner, seq FROM chain)`,
  );
}

/**
 * Removes the reports of the imports that wrote the plugs that are erased, because a report contains names. The counts
 * of the imports remain. The statement must run before `deleteRevisionsStatement`.
 * @param erased selects the complete rows of the plugs
 */
export function removeReportsStatement(erased: SQL) {
  return plainStatement(
    sql`UPDATE changesets SET report = json_remove(report, '$.report')
      FROM (${chainSql(erased)}
        SELECT DISTINCT revision.owner, revision.changeset FROM chain CROSS JOIN plug_revisions AS revision
          WHERE revision.owner = chain.owner AND revision.seq = chain.seq AND revision.changeset IS NOT NULL) AS written
      WHERE changesets.owner = written.owner AND changesets.id = written.changeset
        AND changesets.report ->> 'report' IS NOT NULL`,
  );
}

/** Returns the SQL of the table `chain`: the owners and numbers of all revisions of the plugs. */
function chainSql(plugs: SQL): SQL {
  return sql`WITH RECURSIVE chain (owner, seq) AS (
      SELECT owner, seq FROM (${plugs})
      UNION ALL
      SELECT revision.owner, revision.prev FROM chain CROSS JOIN plug_revisions AS revision
        WHERE revision.owner = chain.owner AND revision.seq = chain.seq AND revision.prev > 0)`;
}

/** The stored code of a kind. */
export function kindCode(kind: RevisionKind): number {
  return REVISION_KINDS.indexOf(kind) + 1;
}

/** The stored code of the interface or operation that wrote a plug. */
export function viaCode(via: RevisionVia): number {
  return REVISION_VIAS.indexOf(via) + 1;
}
