/**
 * The statements that write plugs. No other file of the worker writes this table, so that every write creates a
 * revision. The statements of one write are in one batch, and each takes effect only if the plug has the new etag. A
 * write that lost a race changes nothing. The values of up to 250 plugs are one JSON parameter of each statement.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { KeyChange } from '../../rules/plugs/duplicates/key-changes.ts';
import {
  REVISION_KINDS,
  REVISION_VIAS,
  type RevisionKind,
  type RevisionVia,
} from '../../rules/plugs/revision.ts';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import type { Statement } from '../database/database.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';
import { keyStatements } from './plug-keys.ts';
import type { NewPlug, PlugRow } from './plugs.ts';
import { indexEntriesStatement, unindexEntriesStatement } from './search.ts';
import { countConvertedStatements, countCreatedStatement } from './weeks.ts';

/** The writer and the time of a write. */
export interface WriteOrigin {
  owner: number;
  nowMs: number;
  via: RevisionVia;
  sessionId: number | null;
  /** The changeset that the revisions belong to. */
  changeset?: string | undefined;
}

export interface PlugInsert {
  plug: NewPlug;
  entry: IndexEntry;
  /** The keys by which duplicates of the plug are found. */
  keys: KeyChange[];
}

export interface PlugUpdate {
  read: Pick<PlugRow, 'id' | 'row' | 'etag'>;
  /** The values that differ, and the new etag. */
  values: Partial<NewPlug> & { etag: string };
  /** Null removes the plug from the search index. Undefined does not change its entry. */
  entry: IndexEntry | null | undefined;
  /** The changes of the keys by which duplicates of the plug are found. */
  keys: KeyChange[];
  kind: RevisionKind;
  /** The replaced values as JSON. */
  before: string;
}

/** Inserts plugs with their revisions, index entries and keys. The first statement returns the rows. */
export function insertPlugsStatements(inserts: PlugInsert[], origin: WriteOrigin) {
  const rows = inserts.map(({ plug }) => PLUG.stored(withoutNumbers(plug)));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const values = names.map((name) => sql`write.value ->> ${sql.raw(`'$.${name}'`)}`);
  const revisions = inserts.map(({ plug: { id, etag } }) => ({ key: id, etag, kind: codeOf('created') }));
  return [
    plainStatement(
      sql`INSERT INTO plugs (${sql.raw([...names, 'seq'].join(', '))})
        SELECT ${sql.join(values, sql`, `)}, ${nextSeq(origin)} + write.key FROM ${jsonRows(rows)} AS write
        WHERE true RETURNING ${PLUG.columns}`,
      PLUG.toRow,
    ),
    revisionsStatement('id', revisions, origin),
    indexEntriesStatement(
      'id',
      inserts.map(({ plug: { id, etag }, entry }) => ({ key: id, etag, ...entry })),
    ),
    ...keyStatements(
      'id',
      inserts.map(({ plug: { id, owner, etag }, keys }) => ({ owner, plug: id, etag, changes: keys })),
    ),
    countCreatedStatement(inserts.length, origin),
  ] as const;
}

/**
 * Updates the plugs that still have the etag that was read, with their revisions, index entries and keys. The first
 * statement returns the rows that were updated.
 */
export function updatePlugsStatements(updates: PlugUpdate[], origin: WriteOrigin) {
  const revisions = updates.map(({ read: { row }, values: { etag }, kind, before }) => {
    return { key: row, etag, kind: codeOf(kind), before };
  });
  const entries = updates.flatMap(({ read: { row }, values: { etag }, entry }) =>
    entry ? [{ key: row, etag, ...entry }] : [],
  );
  const removed = updates.flatMap(({ read: { row }, values: { etag }, entry }) =>
    entry === null ? [{ key: row, etag }] : [],
  );
  return [
    plainStatement(sql`${updateOf(updates, origin)} RETURNING ${PLUG.columns}`, PLUG.toRow),
    revisionsStatement('row', revisions, origin),
    ...(entries.length > 0 ? [indexEntriesStatement('row', entries)] : []),
    ...(removed.length > 0 ? [unindexEntriesStatement(removed)] : []),
    ...keyStatements(
      'row',
      updates.map(({ read: { row }, values: { etag }, keys }) => {
        return { owner: origin.owner, plug: row, etag, changes: keys };
      }),
    ),
    ...countConvertedStatements(updates, origin),
  ] as const;
}

/**
 * Permanently deletes a plug in the trash if it still has the etag that was read, with its revisions and the
 * idempotency keys under which it was created. One revision with its id and without content remains. The last statement
 * returns no row if another write has changed the plug.
 */
export function erasePlugStatements({ row, id, owner, etag }: PlugRow, origin: WriteOrigin) {
  const erased = sql`SELECT * FROM plugs WHERE row = ${row} AND etag = ${etag} AND deleted_at IS NOT NULL`;
  return [
    plainStatement(sql`DELETE FROM idempotency_keys
      WHERE owner = ${owner} AND plug_id = ${id} AND EXISTS (${erased})`),
    erasedEntriesStatement(erased, origin),
    deleteChainsStatement(erased),
    plainStatement(sql`DELETE FROM plugs WHERE row IN (SELECT row FROM (${erased})) RETURNING plugs.row`),
  ] as const;
}

/**
 * Permanently deletes at most `limit` plugs that were put into the trash before `beforeMs`, the oldest deletions first.
 * The last statement returns one row for each.
 */
export function eraseTrashStatements(beforeMs: number, limit: number, nowMs: number): Statement[] {
  const erased = sql`SELECT * FROM plugs WHERE deleted_at < ${beforeMs} ORDER BY deleted_at, row LIMIT ${limit}`;
  return [
    erasedEntriesStatement(erased, { nowMs, via: 'system', sessionId: null }),
    deleteChainsStatement(erased),
    plainStatement(sql`DELETE FROM plugs WHERE row IN (SELECT row FROM (${erased})) RETURNING 1`),
  ];
}

/** Writes keys of a plug that still has the etag that was read. Keys are derived data, so no revision is created. */
export function writeKeysStatement(
  read: Pick<PlugRow, 'row' | 'etag'>,
  keys: Partial<NewPlug>,
  { ignoresDuplicate }: { ignoresDuplicate: boolean },
) {
  const update = ignoresDuplicate ? sql`UPDATE OR IGNORE plugs` : sql`UPDATE plugs`;
  return plainStatement(
    sql`${update} SET ${PLUG.assignments(keys)} WHERE row = ${read.row} AND etag = ${read.etag}`,
  );
}

/** The update of one plug reads its row only once. `UPDATE … FROM` would read it more often. */
function updateOf(updates: PlugUpdate[], origin: WriteOrigin): SQL {
  const numbers = sql`prev_seq = plugs.seq, seq = ${nextSeq(origin)}`;
  const [first] = updates;
  if (first && updates.length === 1) {
    return sql`UPDATE plugs SET ${numbers}, ${PLUG.assignments(withoutNumbers(first.values))}
      WHERE row = ${first.read.row} AND etag = ${first.read.etag}`;
  }
  const writes = updates.map(({ read, values }) => ({
    row: read.row,
    read: read.etag,
    to: PLUG.stored(withoutNumbers(values)),
  }));
  const names = [...new Set(writes.flatMap(({ to }) => Object.keys(to)))];
  const assignments = names.map((name) => {
    const path = sql.raw(`'$.to.${name}'`);
    const value = sql`write.value ->> ${path}`;
    const isInAll = writes.every(({ to }) => Object.hasOwn(to, name));
    const column = sql.raw(name);
    if (isInAll) return sql`${column} = ${value}`;
    return sql`${column} = iif(json_type(write.value, ${path}) IS NULL, plugs.${column}, ${value})`;
  });
  return sql`UPDATE plugs SET ${numbers} + write.key, ${sql.join(assignments, sql`, `)}
    FROM ${jsonRows(writes)} AS write
    WHERE plugs.row = write.value ->> 'row' AND plugs.etag = write.value ->> 'read'`;
}

/** Removes the numbers of revisions. Only this file assigns them. */
function withoutNumbers<Values extends Partial<NewPlug>>({ seq, prevSeq, ...values }: Values) {
  return values;
}

/** The next number of the owner: the time, or one more than the newest number, because the clocks of workers differ. */
function nextSeq({ owner, nowMs }: { owner: number | SQL; nowMs: number }): SQL {
  return sql`max(${nowMs * 1000}, coalesce(
    (SELECT newest.seq FROM plug_revisions AS newest WHERE newest.owner = ${owner}
      ORDER BY newest.seq DESC LIMIT 1), 0) + 1)`;
}

function revisionsStatement(
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

/** One revision without content for each plug that is erased, so that clients that synchronize see the deletion. */
function erasedEntriesStatement(erased: SQL, { nowMs, via, sessionId }: Omit<WriteOrigin, 'owner'>) {
  return plainStatement(
    sql`INSERT INTO plug_revisions (owner, seq, plug, prev, kind, via, session, before)
      SELECT owner, ${nextSeq({ owner: sql`erased.owner`, nowMs })}
          + row_number() OVER (PARTITION BY owner ORDER BY row) - 1,
        0, 0, ${codeOf('erased')}, ${viaCode(via)}, ${sessionId}, json_object('id', id)
      FROM (${erased}) AS erased WHERE true`,
  );
}

function deleteChainsStatement(erased: SQL) {
  return plainStatement(
    sql`DELETE FROM plug_revisions WHERE (owner, seq) IN (
      WITH RECURSIVE chain (owner, seq) AS (
        SELECT owner, seq FROM (${erased})
        UNION ALL
        SELECT revision.owner, revision.prev FROM chain CROSS JOIN plug_revisions AS revision
          WHERE revision.owner = chain.owner AND revision.seq = chain.seq AND revision.prev > 0)
      SELECT owner, seq FROM chain)`,
  );
}

function codeOf(kind: RevisionKind): number {
  return REVISION_KINDS.indexOf(kind) + 1;
}

function viaCode(via: RevisionVia): number {
  return REVISION_VIAS.indexOf(via) + 1;
}
