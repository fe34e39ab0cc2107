/**
 * The aliases (`plug_aliases`). The id of a merged plug is an alias of the winner. The winner is the plug into which
 * the merged plug was merged. The winner can itself be merged later, so the id of the winner can be an alias too. The
 * id of a live plug is not an alias, so a look-up of this id reads no row.
 */
import { type SQL, sql } from 'drizzle-orm';
import { plainStatement } from '../../database/plain-statement.ts';
import { PLUG } from '../../database/table-sql.ts';

/** The maximum number of steps of the recursion. Each step leads from an alias to its winner. */
const MAX_STEPS = 1_000;
const LAST_WINNER = sql`SELECT id FROM winners ORDER BY place DESC LIMIT 1`;

/** The live plug that a merged plug is now part of. No row if the id is not an alias or the last winner is not live. */
export function liveWinnerStatement(owner: number | SQL, id: string) {
  return plainStatement(
    sql`${winnersOf(owner, id)}
      SELECT ${PLUG.columns} FROM (${LAST_WINNER}) AS last CROSS JOIN plugs
      WHERE plugs.id = last.id AND plugs.owner = ${owner} AND plugs.deleted_at IS NULL`,
    PLUG.toRow,
  );
}

/**
 * The id of the plug that a merged plug is now part of. This plug can be in the trash or permanently deleted. No row if
 * the given id is not an alias.
 */
export function winnerIdStatement(owner: number | SQL, id: string) {
  return plainStatement(sql`${winnersOf(owner, id)} ${LAST_WINNER}`, ([winner]) => winner as string);
}

/** The aliases among these ids, each with the id of the plug that it was merged into. The ids are one parameter. */
export function aliasesStatement(owner: number, ids: readonly string[]) {
  return plainStatement(
    sql`SELECT alias.id, alias.winner FROM json_each(${JSON.stringify(ids)}) AS wanted
      CROSS JOIN plug_aliases AS alias WHERE alias.owner = ${owner} AND alias.id = wanted.value`,
    ([id, winner]) => [id, winner] as [string, string],
  );
}

/**
 * The winners of a merged plug: the plug that it was merged into, the plug that this winner was merged into, and so on.
 */
function winnersOf(owner: number | SQL, id: string): SQL {
  return sql`WITH RECURSIVE winners (id, place) AS (
      SELECT winner, 1 FROM plug_aliases WHERE owner = ${owner} AND id = ${id}
      UNION ALL
      SELECT next.winner, winners.place + 1 FROM winners CROSS JOIN plug_aliases AS next
      WHERE next.owner = ${owner} AND next.id = winners.id AND winners.place < ${MAX_STEPS})`;
}
