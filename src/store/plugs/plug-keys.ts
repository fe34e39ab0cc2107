/**
 * The keys by which duplicates are found (`plug_keys`). The statements of a write run in its batch, and take effect only
 * for plugs that have the new etag. The keys of one plug are a list of values and not JSON, because D1 counts the rows
 * of `json_each` as rows read.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { KeyChange } from '../../rules/plugs/duplicates/key-changes.ts';
import { EXACT_REASONS, type ExactReason, type KeyRange } from '../../rules/plugs/duplicates/reason-keys.ts';
import type { Statement } from '../database/database.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';
import { PLUG } from '../database/table-sql.ts';

/** The changes of the keys of one plug. A new plug is found by its id, and an updated plug by its row and new etag. */
export interface PlugKeyChanges {
  plug: string | number;
  etag: string;
  changes: KeyChange[];
}

/** Adds, replaces and removes keys of plugs. A changed key is one row written. Without changes there is no statement. */
export function keyStatements(by: 'id' | 'row', owner: number, plugs: PlugKeyChanges[]): Statement[] {
  const source = (isSelected: (change: KeyChange) => boolean) => changesSource(by, owner, plugs, isSelected);
  const added = source(({ from }) => from === null);
  const removed = source(({ to }) => to === null);
  const replaced = source(({ from, to }) => from !== null && to !== null);
  return [
    ...(added
      ? [
          sql`INSERT OR IGNORE INTO plug_keys (owner, kind, key, plug) SELECT owner, kind, new, plug FROM (${added})`,
        ]
      : []),
    ...(removed
      ? [
          sql`DELETE FROM plug_keys
            WHERE (owner, kind, key, plug) IN (SELECT owner, kind, old, plug FROM (${removed}))`,
        ]
      : []),
    // Without MATERIALIZED, SQLite could read all keys of the owner first.
    ...(replaced
      ? [
          sql`WITH change AS MATERIALIZED (${replaced})
            UPDATE OR REPLACE plug_keys SET key = change.new FROM change
            WHERE plug_keys.owner = change.owner AND plug_keys.kind = change.kind
              AND plug_keys.key = change.old AND plug_keys.plug = change.plug`,
        ]
      : []),
  ].map((statement) => plainStatement(statement));
}

/** The live plugs of an owner that have a key in one of the ranges, the newest first. It reads one row for each key. */
export function plugsWithKeysStatement(owner: number, ranges: KeyRange[], limit: number) {
  const values = ranges.map(({ reason, first, last }) => sql`(${codeOf(reason)}, ${first}, ${last})`);
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM plugs WHERE row IN (
        SELECT found.plug FROM (VALUES ${sql.join(values, sql`, `)}) AS range CROSS JOIN plug_keys AS found
        WHERE found.owner = ${owner} AND found.kind = range.column1
          AND found.key BETWEEN range.column2 AND range.column3
        LIMIT ${limit})
      AND owner = ${owner} AND deleted_at IS NULL ORDER BY row DESC`,
    PLUG.toRow,
  );
}

/** The selected changes as rows with the columns `owner`, `plug`, `kind`, `old` and `new`; null if there is none. */
function changesSource(
  by: 'id' | 'row',
  owner: number,
  plugs: PlugKeyChanges[],
  isSelected: (change: KeyChange) => boolean,
): SQL | null {
  const selected = plugs.flatMap(({ plug, etag, changes }) => {
    const own = changes.filter(isSelected);
    return own.length > 0 ? [{ plug, etag, changes: own }] : [];
  });
  const [first] = selected;
  if (!first) return null;
  const column = sql.raw(`plugs.${by}`);
  // The id of a new plug is random. Without its etag, only the index of ids is read.
  const withEtag = (etag: SQL) => (by === 'id' ? sql`` : sql`AND plugs.etag = ${etag}`);
  if (selected.length === 1) {
    const values = first.changes.map(({ reason, from, to }) => sql`(${codeOf(reason)}, ${from}, ${to})`);
    return sql`SELECT ${owner} AS owner, plugs.row AS plug, change.column1 AS kind, change.column2 AS old,
        change.column3 AS new
      FROM plugs CROSS JOIN (VALUES ${sql.join(values, sql`, `)}) AS change
      WHERE ${column} = ${first.plug} ${withEtag(sql`${first.etag}`)}`;
  }
  const rows = selected.flatMap(({ plug, etag, changes }) =>
    changes.map(({ reason, from, to }) => ({ plug, etag, kind: codeOf(reason), old: from, new: to })),
  );
  return sql`SELECT ${owner} AS owner, plugs.row AS plug, change.value ->> 'kind' AS kind,
      change.value ->> 'old' AS old, change.value ->> 'new' AS new
    FROM ${jsonRows(rows)} AS change CROSS JOIN plugs
    WHERE ${column} = change.value ->> 'plug' ${withEtag(sql`change.value ->> 'etag'`)}`;
}

function codeOf(reason: ExactReason): number {
  return EXACT_REASONS.indexOf(reason) + 1;
}
