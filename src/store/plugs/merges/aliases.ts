/**
 * The ids of merged plugs (`plug_aliases`). An alias names the plug that another plug was merged into. That plug can be
 * merged later, so its id can be an alias too. A live plug has no alias, and its lookup reads no row.
 */
import { type SQL, sql } from 'drizzle-orm';
import { plainStatement } from '../../database/plain-statement.ts';
import { PLUG } from '../../database/table-sql.ts';

/** Bounds the recursion. A trail is as long as the number of merges of one person. */
const MAX_ALIASES = 1_000;
const LAST_OF_TRAIL = sql`SELECT id FROM trail ORDER BY place DESC LIMIT 1`;

/** The live plug that a merged plug is now part of. */
export function liveWinnerStatement(owner: number | SQL, id: string) {
  return plainStatement(
    sql`${trailOf(owner, id)}
      SELECT ${PLUG.columns} FROM (${LAST_OF_TRAIL}) AS last CROSS JOIN plugs
      WHERE plugs.id = last.id AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL`,
    PLUG.toRow,
  );
}

/** The id of the plug that a merged plug is now part of. That plug can be in the trash or permanently deleted. */
export function winnerIdStatement(owner: number | SQL, id: string) {
  return plainStatement(sql`${trailOf(owner, id)} ${LAST_OF_TRAIL}`, ([winner]) => winner as string);
}

/** The aliases among these ids, each with the id of the plug that it was merged into. The ids are one parameter. */
export function aliasesStatement(owner: number, ids: readonly string[]) {
  return plainStatement(
    sql`SELECT alias.id, alias.winner FROM json_each(${JSON.stringify(ids)}) AS wanted
      CROSS JOIN plug_aliases AS alias WHERE alias.owner = ${owner} AND alias.id = wanted.value`,
    ([id, winner]) => [id, winner] as [string, string],
  );
}

/** The ids from the alias of a plug to the last alias. */
function trailOf(owner: number | SQL, id: string): SQL {
  return sql`WITH RECURSIVE trail (id, place) AS (
      SELECT winner, 1 FROM plug_aliases WHERE owner = ${owner} AND id = ${id}
      UNION ALL
      SELECT next.winner, trail.place + 1 FROM trail CROSS JOIN plug_aliases AS next
      WHERE next.owner = ${owner} AND next.id = trail.id AND trail.place < ${MAX_ALIASES})`;
}
