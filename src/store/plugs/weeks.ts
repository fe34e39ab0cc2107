/**
 * The numbers of created and of converted plugs for each owner and UTC ISO week. The table counts past events, so an
 * undo, a deletion or an erasure of a plug does not change its counts. The batch that writes plugs also updates this
 * table. The migration `plug_weeks` defines the table.
 */
import { type SQL, sql } from 'drizzle-orm';
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { weekOf } from '../../rules/plugs/iso-week.ts';
import type { RevisionKind, RevisionVia } from '../../rules/plugs/revision.ts';
import { jsonRows, plainStatement } from '../database/plain-statement.ts';

export const plugWeeks = sqliteTable('plug_weeks', {
  owner: integer().notNull(),
  /** The number of weeks since the week of 1 January 1970, which has the number 0. */
  week: integer().notNull(),
  created: integer().notNull(),
  converted: integer().notNull(),
});

/** The counts of one week. */
export interface WeekCount {
  /** The number of the week (`weekOf`). */
  week: number;
  created: number;
  converted: number;
}

interface WeekOrigin {
  owner: number;
  nowMs: number;
  via: RevisionVia;
}

/** A plug that a batch updates: the row number that was read, and the etag after the write. */
interface PlugWrite {
  read: { row: number };
  values: { etag: string };
  kind: RevisionKind;
}

/** The weeks from `first` to `last` that have counts, in ascending order. Reads one row for each week. */
export function weeksStatement(owner: number, first: number, last: number) {
  return plainStatement(
    sql`SELECT week, created, converted FROM plug_weeks
      WHERE owner = ${owner} AND week BETWEEN ${first} AND ${last} ORDER BY week`,
    ([week, created, converted]) => ({ week, created, converted }) as WeekCount,
  );
}

/**
 * Counts the plugs that the batch inserts. The statement has no condition, because a batch with a rejected plug has no
 * effect.
 */
export function countCreatedStatement(count: number, { owner, nowMs }: WeekOrigin) {
  return plainStatement(
    sql`INSERT INTO plug_weeks (owner, week, created, converted) VALUES (${owner}, ${weekOf(nowMs)}, ${count}, 0)
      ON CONFLICT (owner, week) DO UPDATE SET created = created + excluded.created`,
  );
}

/**
 * Counts the conversions among the updates that took effect. Without a conversion, the list of statements is empty. If
 * an undo makes a plug a contact again, the plug is not counted, because this is not a new conversion.
 */
export function countConvertedStatements(updates: PlugWrite[], { owner, nowMs, via }: WeekOrigin) {
  const converted = updates.filter(({ kind }) => kind === 'converted');
  if (converted.length === 0 || via === 'undo') return [];
  const writes = converted.map(({ read: { row }, values: { etag } }) => ({ row, etag }));
  const count: SQL = sql`SELECT ${owner}, ${weekOf(nowMs)}, 0, count(*) FROM ${jsonRows(writes)} AS write CROSS JOIN plugs
    WHERE plugs.row = write.value ->> 'row' AND plugs.etag = write.value ->> 'etag'`;
  return [
    plainStatement(
      sql`INSERT INTO plug_weeks (owner, week, created, converted) ${count} HAVING count(*) > 0
        ON CONFLICT (owner, week) DO UPDATE SET converted = converted + excluded.converted`,
    ),
  ];
}
