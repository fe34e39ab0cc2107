/**
 * The keys by which duplicates are found (`plug_keys`). The statements that write keys take effect only for plugs that
 * have the given etag. The other statements find plugs by ranges of keys, or stop a batch if a key is taken.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { KeyChange } from '../../rules/plugs/duplicates/key-changes.ts';
import {
  EXACT_REASONS,
  type ExactReason,
  type KeyRange,
  type ReasonKey,
} from '../../rules/plugs/duplicates/reason-keys.ts';
import type { Statement } from '../database/database.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';
import { StoppedBatch, stopBatch } from '../database/stopped-batch.ts';
import { PLUG } from '../database/table-sql.ts';

/** The changes of the keys of one plug. */
export interface PlugKeyChanges {
  owner: number;
  /** The id or the row number of the plug. */
  plug: string | number;
  /** The etag that the plug must have: in the batch that writes the plug, the new etag. */
  etag: string;
  keyChanges: KeyChange[];
}

/**
 * Adds, replaces and removes keys. Each changed key writes one row. Without changes, the list of statements is empty.
 * @param by whether the property `plug` of each plug is the id or the row number
 */
export function changeKeysStatements(by: 'id' | 'row', plugs: PlugKeyChanges[]): Statement[] {
  const changed = plugs.filter(({ keyChanges }) => keyChanges.length > 0);
  const [only] = changed;
  const statements = only && changed.length === 1 ? onePlugSql(by, only) : manyPlugsSql(by, changed);
  return statements.map((statement) => plainStatement(statement));
}

/**
 * The live plugs of an owner that have a key in one of the ranges. At most `limit` of them are read, in the order of
 * the ranges. They are returned with the newest plug first.
 */
export function plugsWithKeysStatement(owner: number | SQL, ranges: KeyRange[], limit: number) {
  const values = ranges.map(({ reason, first, last }) => sql`(${codeOf(reason)}, ${first}, ${last})`);
  // A plug whose name contains only symbols has no ranges. SQLite does not accept an empty VALUES list.
  if (values.length === 0) return plainStatement(sql`SELECT ${PLUG.columns} FROM plugs LIMIT 0`, PLUG.toRow);
  return plainStatement(
    sql`SELECT ${PLUG.columns} FROM (
        SELECT DISTINCT found.plug
        FROM (VALUES ${sql.join(values, sql`, `)}) AS range CROSS JOIN plug_keys AS found
        WHERE found.owner = ${owner} AND found.kind = range.column1
          AND found.key BETWEEN range.column2 AND range.column3
        LIMIT ${limit}) AS found
      CROSS JOIN plugs
      WHERE plugs.row = found.plug AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL
      ORDER BY plugs.row DESC`,
    PLUG.toRow,
  );
}

/**
 * Stops the batch if a live plug of the owner has one of these keys.
 * @param keys at least one key
 */
export function requireFreeKeysStatement(owner: number, keys: ReasonKey[]) {
  const values = keys.map(({ reason, key }) => sql`(${codeOf(reason)}, ${key})`);
  // The report contains a column, because SQLite may evaluate a constant expression before it has read a row.
  const report = sql`json_object('takenKey', taken.kind)`;
  return plainStatement(
    sql`SELECT ${stopBatch(report)} FROM (VALUES ${sql.join(values, sql`, `)}) AS wanted
      CROSS JOIN plug_keys AS taken
      WHERE taken.owner = ${owner} AND taken.kind = wanted.column1 AND taken.key = wanted.column2`,
  );
}

/** Whether `requireFreeKeysStatement` stopped the batch. */
export function isTakenKeyError(error: unknown): boolean {
  return error instanceof StoppedBatch && Object.hasOwn(Object(error.report), 'takenKey');
}

/**
 * Builds one statement for all added keys, and one statement for each replaced or removed key. A statement for one such
 * key reads two rows. One statement for several keys would read more rows.
 */
function onePlugSql(by: 'id' | 'row', { owner, plug, etag, keyChanges }: PlugKeyChanges): SQL[] {
  const current = sql`plugs.${sql.raw(by)} = ${plug} AND plugs.etag = ${etag}`;
  const added = keyChanges.flatMap(({ reason, from, to }) =>
    from === null ? [{ kind: codeOf(reason), to }] : [],
  );
  const others = keyChanges.flatMap(({ reason, from, to }) => {
    if (from === null) return [];
    const change =
      to === null ? sql`DELETE FROM plug_keys` : sql`UPDATE OR REPLACE plug_keys SET key = ${to}`;
    return [
      sql`${change} WHERE owner = ${owner} AND kind = ${codeOf(reason)} AND key = ${from}
        AND plug = (SELECT row FROM plugs WHERE ${current})`,
    ];
  });
  return added.length === 0 ? others : [addKeysSql(added, current), ...others];
}

/**
 * The statement for a single key contains no `VALUES` list. SQLite would copy a list of one row into a table and read
 * one more row.
 */
function addKeysSql(added: { kind: number; to: string | null }[], current: SQL): SQL {
  const target = sql`INSERT OR IGNORE INTO plug_keys (owner, kind, key, plug)`;
  const [first] = added;
  if (first && added.length === 1) {
    return sql`${target} SELECT plugs.owner, ${first.kind}, ${first.to}, plugs.row FROM plugs WHERE ${current}`;
  }
  const rows = added.map(({ kind, to }) => sql`(${kind}, ${to})`);
  return sql`${target} SELECT plugs.owner, added.column1, added.column2, plugs.row
    FROM plugs CROSS JOIN (VALUES ${sql.join(rows, sql`, `)}) AS added WHERE ${current}`;
}

/** Builds at most three statements: for the added, the removed and the replaced keys of all plugs. */
function manyPlugsSql(by: 'id' | 'row', plugs: PlugKeyChanges[]): SQL[] {
  const added = currentChanges(by, plugs, ({ from }) => from === null);
  const removed = currentChanges(by, plugs, ({ to }) => to === null);
  const replaced = currentChanges(by, plugs, ({ from, to }) => from !== null && to !== null);
  return [
    added &&
      sql`INSERT OR IGNORE INTO plug_keys (owner, kind, key, plug) SELECT owner, kind, new, plug FROM (${added})`,
    removed &&
      sql`DELETE FROM plug_keys
        WHERE (owner, kind, key, plug) IN (SELECT owner, kind, old, plug FROM (${removed}))`,
    // Without MATERIALIZED, SQLite could read all keys of the owner first.
    replaced &&
      sql`WITH change AS MATERIALIZED (${replaced})
        UPDATE OR REPLACE plug_keys SET key = change.new FROM change
        WHERE plug_keys.owner = change.owner AND plug_keys.kind = change.kind
          AND plug_keys.key = change.old AND plug_keys.plug = change.plug`,
  ].filter((statement) => statement !== null);
}

/**
 * Selects the changes of plugs that have the given etag, as rows `owner, plug, kind, old, new`. Null if no change is
 * selected by `isSelected`.
 */
function currentChanges(
  by: 'id' | 'row',
  plugs: PlugKeyChanges[],
  isSelected: (change: KeyChange) => boolean,
): SQL | null {
  const rows = plugs.flatMap(({ plug, etag, keyChanges }) =>
    keyChanges.filter(isSelected).map(({ reason, from, to }) => {
      return { plug, etag, kind: codeOf(reason), old: from, new: to };
    }),
  );
  if (rows.length === 0) return null;
  return sql`SELECT plugs.owner, plugs.row AS plug, change.value ->> 'kind' AS kind, change.value ->> 'old' AS old,
      change.value ->> 'new' AS new
    FROM ${jsonRows(rows)} AS change CROSS JOIN plugs
    WHERE plugs.${sql.raw(by)} = change.value ->> 'plug' AND plugs.etag = change.value ->> 'etag'`;
}

function codeOf(reason: ExactReason): number {
  return EXACT_REASONS.indexOf(reason) + 1;
}
