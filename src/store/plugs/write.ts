/**
 * The statements that write the table `plugs`. No other file of the worker contains such a statement, so that every
 * write of the fields of a plug creates a revision. The statements of one write are in one batch. An update changes
 * only plugs that still have the etag that was read. The later statements of its batch take effect only for plugs that
 * have the new etag. The values of several plugs are one JSON parameter of each statement.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { KeyChange } from '../../rules/plugs/duplicates/key-changes.ts';
import type { RevisionKind } from '../../rules/plugs/revision.ts';
import type { IndexEntry } from '../../rules/plugs/search-index.ts';
import type { Statement } from '../database/database.ts';
import { jsonRows, type PlainStatement, plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';
import { deleteUnusedCountsStatement } from './counters.ts';
import { changeKeysStatements } from './plug-keys.ts';
import type { NewPlug, PlugRow } from './plugs.ts';
import {
  deleteRevisionsStatement,
  insertErasedRevisionsStatement,
  insertRevisionsStatement,
  kindCode,
  nextSeq,
  removeReportsStatement,
  type WriteOrigin,
} from './revision-writes.ts';
import { indexEntriesStatement, unindexEntriesStatement } from './search.ts';
import { countConvertedStatements, countCreatedStatement } from './weeks.ts';
import { partsOf } from './write-parts.ts';

export interface PlugInsert {
  plug: NewPlug;
  entry: IndexEntry;
  /** The changes that add the keys by which duplicates of the plug are found. */
  keyChanges: KeyChange[];
}

export interface PlugUpdate {
  read: Pick<PlugRow, 'id' | 'row' | 'etag'>;
  /** The values that differ, and the new etag. */
  values: Partial<NewPlug> & { etag: string };
  /** Null removes the plug from the search index. Undefined does not change its entry. */
  entry: IndexEntry | null | undefined;
  /** The changes of the keys by which duplicates of the plug are found. */
  keyChanges: KeyChange[];
  kind: RevisionKind;
  /** The replaced values as JSON. For an undo, also the numbers of the reverted revisions. */
  before: string;
  /**
   * The duplicate key that the plug gets by a change of the key or by leaving the trash. Null or absent if the plug
   * gets no key.
   */
  claimedKey?: string | null;
  /** The duplicate key that the plug no longer has after the update. Null or absent if there is none. */
  releasedKey?: string | null;
}

/** The statements of one part of a write (`partsOf`). `rows` writes the plugs and returns them. It must run first. */
export interface PartStatements {
  rows: PlainStatement<PlugRow>;
  others: Statement[];
}

/** Inserts plugs with their revisions, index entries and keys, and counts them in the statistics of the week. */
export function insertPlugsStatements(inserts: PlugInsert[], origin: WriteOrigin): PartStatements[] {
  const parts = partsOf(inserts, ({ plug, entry }) => [PLUG.storedValues(plug), entry]);
  return parts.map((part) => insertPartStatements(part, origin));
}

/**
 * Updates the plugs that still have the etag that was read, with their revisions, index entries and keys. Conversions
 * are counted in the statistics of the week, unless the write is an undo.
 * @param skipsDuplicates whether a plug that would become a duplicate is skipped. If false, such a plug makes the batch
 *   fail with a violation of the unique index.
 */
export function updatePlugsStatements(
  updates: PlugUpdate[],
  origin: WriteOrigin,
  { skipsDuplicates = false }: { skipsDuplicates?: boolean } = {},
): PartStatements[] {
  const parts = partsOf(updates, ({ values, before, entry }) => [PLUG.storedValues(values), before, entry]);
  return parts.map((part) => updatePartStatements(part, origin, skipsDuplicates));
}

/** The statements of all parts, in the order in which they must run. */
export function allStatements(parts: PartStatements[]): Statement[] {
  return parts.flatMap(({ rows, others }) => [rows, ...others]);
}

function insertPartStatements(inserts: PlugInsert[], origin: WriteOrigin): PartStatements {
  const revisions = inserts.map(({ plug: { id, etag } }) => ({ key: id, etag, kind: kindCode('created') }));
  return {
    rows: plainStatement(
      sql`INSERT INTO plugs ${insertedRowsSql(inserts, origin)} RETURNING ${PLUG.columns}`,
      PLUG.toRow,
    ),
    others: [
      insertRevisionsStatement('id', revisions, origin),
      indexEntriesStatement(
        'id',
        inserts.map(({ plug: { id, etag }, entry }) => ({ key: id, etag, ...entry })),
      ),
      ...changeKeysStatements(
        'id',
        inserts.map(({ plug: { id, owner, etag }, keyChanges }) => ({ owner, plug: id, etag, keyChanges })),
      ),
      countCreatedStatement(inserts.length, origin),
    ],
  };
}

function updatePartStatements(
  updates: PlugUpdate[],
  origin: WriteOrigin,
  skipsDuplicates: boolean,
): PartStatements {
  const revisions = updates.map(({ read: { row }, values: { etag }, kind, before }) => {
    return { key: row, etag, kind: kindCode(kind), before };
  });
  const entries = updates.flatMap(({ read: { row }, values: { etag }, entry }) =>
    entry ? [{ key: row, etag, ...entry }] : [],
  );
  const removed = updates.flatMap(({ read: { row }, values: { etag }, entry }) =>
    entry === null ? [{ key: row, etag }] : [],
  );
  // `OR IGNORE` also applies to the triggers, but their inserts are upserts or follow a deletion of the same row.
  const update = skipsDuplicates ? sql`UPDATE OR IGNORE plugs` : sql`UPDATE plugs`;
  return {
    rows: plainStatement(sql`${update} ${changesSql(updates, origin)} RETURNING ${PLUG.columns}`, PLUG.toRow),
    others: [
      insertRevisionsStatement('row', revisions, origin),
      ...(entries.length > 0 ? [indexEntriesStatement('row', entries)] : []),
      ...(removed.length > 0 ? [unindexEntriesStatement(removed)] : []),
      ...changeKeysStatements(
        'row',
        updates.map(({ read: { row }, values: { etag }, keyChanges }) => {
          return { owner: origin.owner, plug: row, etag, keyChanges };
        }),
      ),
      ...countConvertedStatements(updates, origin),
    ],
  };
}

/**
 * Permanently deletes the plugs in the trash that still have the etags that were read, with their revisions, the reports
 * of the imports that wrote them, and the idempotency keys under which they were created. Stores one new revision with
 * the id of each plug. The last statement returns one row for each deleted plug.
 */
export function erasePlugsStatements(reads: Pick<PlugRow, 'row' | 'etag'>[], origin: WriteOrigin) {
  const erased = sql`SELECT plugs.* FROM ${jsonRows(reads.map(({ row, etag }) => ({ row, etag })))} AS read
    CROSS JOIN plugs WHERE plugs.row = read.value ->> 'row' AND plugs.etag = read.value ->> 'etag'
      AND plugs.deleted_at IS NOT NULL`;
  return [
    plainStatement(sql`DELETE FROM idempotency_keys
      WHERE owner = ${origin.owner} AND plug_id IN (SELECT id FROM (${erased}))`),
    removeReportsStatement(erased),
    ...eraseStatements(erased, origin),
  ] as const;
}

/**
 * Permanently deletes at most `limit` plugs that were put into the trash before `beforeMs`, with their revisions. The
 * reports of the imports that wrote the plugs are older than `beforeMs`, so they expire by themselves. The plugs that
 * were put into the trash first are deleted first. Stores one new revision for each plug, as `erasePlugsStatements`
 * does. The last statement returns one row for each deleted plug.
 */
export function eraseTrashStatements(beforeMs: number, limit: number, nowMs: number): Statement[] {
  const erased = sql`SELECT * FROM plugs WHERE deleted_at < ${beforeMs} ORDER BY deleted_at, row LIMIT ${limit}`;
  return eraseStatements(erased, { nowMs, via: 'system', sessionId: null });
}

function eraseStatements(erased: SQL, origin: Parameters<typeof insertErasedRevisionsStatement>[1]) {
  return [
    insertErasedRevisionsStatement(erased, origin),
    deleteRevisionsStatement(erased),
    deleteUnusedCountsStatement(erased),
    plainStatement(sql`DELETE FROM plugs WHERE row IN (SELECT row FROM (${erased})) RETURNING 1`),
  ];
}

/**
 * Writes keys or the phone country of a plug that still has the etag that was read. They are derived data, so no
 * revision is created.
 * @param ignoresDuplicate whether nothing is written if the duplicate key belongs to another live plug. If false, such
 *   a key makes the statement fail.
 */
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

/** Returns the SQL after `INSERT INTO plugs`. For one plug, `VALUES` reads fewer rows than `INSERT … SELECT`. */
function insertedRowsSql(inserts: PlugInsert[], origin: WriteOrigin): SQL {
  const rows = inserts.map(({ plug }) => PLUG.storedValues(withoutRevisionNumbers(plug)));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = sql.raw([...names, 'seq'].join(', '));
  const [first] = rows;
  if (first && rows.length === 1) {
    const values = names.map((name) => sql`${first[name]}`);
    return sql`(${columns}) VALUES (${sql.join(values, sql`, `)}, ${nextSeq(origin)})`;
  }
  const values = names.map((name) => sql`write.value ->> ${sql.raw(`'$.${name}'`)}`);
  return sql`(${columns}) SELECT ${sql.join(values, sql`, `)}, ${nextSeq(origin)} + write.key
    FROM ${jsonRows(rows)} AS write WHERE true`;
}

/** Returns the SQL after `UPDATE plugs`. For one plug, `UPDATE` without `FROM` reads fewer rows. */
function changesSql(updates: PlugUpdate[], origin: WriteOrigin): SQL {
  const numbers = sql`prev_seq = plugs.seq, seq = ${nextSeq(origin)}`;
  const [first] = updates;
  if (first && updates.length === 1) {
    return sql`SET ${numbers}, ${PLUG.assignments(withoutRevisionNumbers(first.values))}
      WHERE row = ${first.read.row} AND etag = ${first.read.etag}`;
  }
  const writes = updates.map(({ read, values }) => ({
    row: read.row,
    read: read.etag,
    to: PLUG.storedValues(withoutRevisionNumbers(values)),
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
  return sql`SET ${numbers} + write.key, ${sql.join(assignments, sql`, `)}
    FROM ${jsonRows(writes)} AS write
    WHERE plugs.row = write.value ->> 'row' AND plugs.etag = write.value ->> 'read'`;
}

/** Removes the revision numbers from the values of a plug, because only the statements of this file assign them. */
function withoutRevisionNumbers<Values extends Partial<NewPlug>>({ seq, prevSeq, ...values }: Values) {
  return values;
}
