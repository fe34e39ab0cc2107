/**
 * Reads the revisions of plugs, and the plugs to which revisions belong. A plug contains the number of its newest
 * revision, and each revision contains the number of the previous revision. The revisions of a plug are a chain, so
 * they are read by primary key, without another index.
 */
import { type SQL, sql } from 'drizzle-orm';
import { CHANGESET_KINDS, CHANGESET_STATES, type Changeset } from '../../rules/plugs/history/changeset.ts';
import type { Revision } from '../../rules/plugs/history/plug-history.ts';
import { type Before, REVISION_KINDS, REVISION_VIAS } from '../../rules/plugs/revision.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';

/** A revision and the row number of its plug. */
export interface PlugRevision extends Revision {
  /** 0 if the plug was deleted permanently. */
  plugRow: number;
}

/**
 * The columns of a revision and of its changeset, in the order that `toRevision` expects. The aliases make the column
 * names unique.
 */
const COLUMNS =
  sql.raw(`chain.seq, chain.plug, chain.kind, chain.via, chain.session, chain.changeset, chain.before,
  changesets.kind AS changeset_kind, changesets.label, changesets.state, changesets.count, changesets.undone_by`);
const WITH_CHANGESETS = sql.raw(
  'LEFT JOIN changesets ON changesets.owner = chain.owner AND changesets.id = chain.changeset',
);

/** The names of the columns that `COLUMNS` contains, in the same order. */
const REVISION_COLUMNS = ['seq', 'plug', 'kind', 'via', 'session', 'changeset', 'before'];
const CHANGESET_COLUMNS = ['kind', 'label', 'state', 'count', 'undone_by'];
/** The columns of two revisions in one row of a recursive query (see `chainStatement`). */
const PAIR = pairSql((side) => REVISION_COLUMNS.map((column) => `${side}.${column} AS ${side}_${column}`));
const PAIR_WITH_CHANGESETS = pairSql((side) => [
  ...REVISION_COLUMNS.map((column) => `chain.${side}_${column}`),
  ...CHANGESET_COLUMNS.map((column) => `${side}_change.${column} AS ${side}_change_${column}`),
]);

/** Selects a page of the revisions of a plug. */
export interface ChainPage {
  /** The page contains revisions with lower numbers than this number. */
  belowSeq: number;
  limit: number;
  /** The lowest number of the revisions that have not expired. */
  oldestSeq: number;
}

/**
 * The revisions of a plug, in the trash or not, from the newest revision to at least one revision after the page. If
 * there are fewer revisions that have not expired, the result ends with the oldest of them. Revisions that are newer
 * than the page are included, because the values of a page are computed backwards from the present plug. Each result
 * row contains two revisions, because SQLite counts each row of a recursive query as a row that is read. The last row
 * may contain a second revision after the page.
 */
export function chainStatement(owner: number, id: string, { belowSeq, limit, oldestSeq }: ChainPage) {
  const place = sql`(newer.seq < ${belowSeq}) + coalesce(older.seq < ${belowSeq}, 0)`;
  const older = sql`LEFT JOIN plug_revisions AS older
    ON older.owner = newer.owner AND older.seq = newer.prev AND older.seq >= ${oldestSeq}`;
  return plainStatement(
    sql`WITH RECURSIVE chain AS (
        SELECT newer.owner, older.prev AS next, ${place} AS place, ${PAIR}
        FROM plugs CROSS JOIN plug_revisions AS newer ${older}
        WHERE plugs.id = ${id} AND plugs.owner = ${owner}
          AND newer.owner = plugs.owner AND newer.seq = plugs.seq AND newer.seq >= ${oldestSeq}
        UNION ALL
        SELECT newer.owner, older.prev, chain.place + ${place}, ${PAIR}
        FROM chain CROSS JOIN plug_revisions AS newer ${older}
        WHERE newer.owner = chain.owner AND newer.seq = chain.next AND newer.seq >= ${oldestSeq}
          AND chain.place <= ${limit})
      SELECT ${PAIR_WITH_CHANGESETS} FROM chain
        LEFT JOIN changesets AS newer_change
          ON newer_change.owner = chain.owner AND newer_change.id = chain.newer_changeset
        LEFT JOIN changesets AS older_change
          ON older_change.owner = chain.owner AND older_change.id = chain.older_changeset`,
    toPair,
  );
}

/** One revision, unless it has expired. */
export function revisionStatement(owner: number | SQL, seq: number, oldestSeq: number) {
  return plainStatement(
    sql`SELECT ${COLUMNS} FROM plug_revisions AS chain ${WITH_CHANGESETS}
      WHERE chain.owner = ${owner} AND chain.seq = ${seq} AND chain.seq >= ${oldestSeq}`,
    toRevision,
  );
}

/** The plugs, in the trash or not, that these revisions belong to. Permanently deleted plugs are omitted. */
export function plugsOfRevisionsStatement(owner: number | SQL, seqs: readonly number[]) {
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs WHERE plugs.owner = ${owner} AND plugs.row IN (
      SELECT revision.plug FROM json_each(${JSON.stringify(seqs)}) AS wanted CROSS JOIN plug_revisions AS revision
      WHERE revision.owner = ${owner} AND revision.seq = wanted.value)`,
    PLUG.toRow,
  );
}

/**
 * For each plug that the given revisions belong to: all its revisions from the newest revision to the oldest given
 * revision of this plug. For each plug, the newest revision is first. Permanently deleted plugs are omitted.
 */
export function revisionsSinceStatement(owner: number | SQL, seqs: readonly number[]) {
  return plainStatement(
    sql`WITH RECURSIVE wanted AS (
        SELECT revision.plug AS plug, min(revision.seq) AS seq
        FROM json_each(${JSON.stringify(seqs)}) AS named CROSS JOIN plug_revisions AS revision
        WHERE revision.owner = ${owner} AND revision.seq = named.value GROUP BY revision.plug),
      chain AS (
        SELECT newest.*, wanted.seq AS wanted_seq
        FROM wanted CROSS JOIN plugs CROSS JOIN plug_revisions AS newest
        WHERE plugs.row = wanted.plug AND plugs.owner = ${owner}
          AND newest.owner = plugs.owner AND newest.seq = plugs.seq
        UNION ALL
        SELECT revision.*, chain.wanted_seq FROM chain CROSS JOIN plug_revisions AS revision
        WHERE chain.seq > chain.wanted_seq AND revision.owner = chain.owner AND revision.seq = chain.prev)
      SELECT ${COLUMNS} FROM chain ${WITH_CHANGESETS}`,
    toRevision,
  );
}

/** The columns of both revisions of a pair. The prefixes `newer` and `older` make the column names unique. */
function pairSql(columnsOf: (side: 'newer' | 'older') => string[]): SQL {
  return sql.raw([...columnsOf('newer'), ...columnsOf('older')].join(', '));
}

/** Converts a row of two revisions. The last row of a plug may contain only one revision. */
function toPair(values: unknown[]): PlugRevision[] {
  const older = values.slice(values.length / 2);
  return [toRevision(values), ...(older[0] === null ? [] : [toRevision(older)])];
}

function toRevision(values: unknown[]): PlugRevision {
  const [seq, plugRow, kind, via, session, changeset, before, ...changesetValues] = values;
  return {
    seq: seq as number,
    plugRow: plugRow as number,
    kind: REVISION_KINDS[(kind as number) - 1] ?? 'updated',
    via: REVISION_VIAS[(via as number) - 1] ?? 'system',
    sessionId: session as number | null,
    changesetId: changeset as string | null,
    changeset: changeset === null ? null : toChangeset(changeset as string, changesetValues),
    before: before === null ? {} : (JSON.parse(before as string) as Before),
  };
}

/** Null if the changeset has expired. */
function toChangeset(id: string, [kind, label, state, count, undoneBy]: unknown[]): Changeset | null {
  if (kind === null) return null;
  return {
    id,
    kind: CHANGESET_KINDS[(kind as number) - 1] ?? 'bulk',
    label: label as string | null,
    state: CHANGESET_STATES[(state as number) - 1] ?? 'partial',
    count: count as number,
    undoneBy: undoneBy as string | null,
  };
}
