/** Reads merges. A merge is a changeset whose report contains the ids of the winner and of the losers. */
import { sql } from 'drizzle-orm';
import { CHANGESET_KINDS } from '../../../rules/plugs/history/changeset.ts';
import { fullName } from '../../../rules/plugs/plug.ts';
import { plainStatement } from '../../database/plain-statement.ts';
import type { ChangesetRange } from '../changesets.ts';

const MERGE_CODE = CHANGESET_KINDS.indexOf('merge') + 1;

/** The winner or a loser of a merge. */
export interface PlugOfMerge {
  id: string;
  /** The present name of the plug. Null if the plug was deleted permanently. */
  fullName: string | null;
}

export interface ListedMerge {
  id: string;
  createdAtMs: number;
  winner: PlugOfMerge;
  losers: PlugOfMerge[];
  /** The id of the changeset that undid the merge. Null if the merge is not undone. */
  undoneBy: string | null;
}

/** The report of the changeset of a merge: the ids of the plugs. */
export interface MergeReport {
  winner: string;
  losers: string[];
}

type NameRow = [id: string, firstName: string, lastName: string, ...others: (string | null)[]];

/**
 * One page of the merges of an owner, the newest first. The inner query limits the number of merges, so that only the
 * plugs of these merges are read.
 */
export function mergesStatement(owner: number, { sinceMs, after, limit }: ChangesetRange) {
  const [createdAtMs, id] = after ?? [Number.MAX_SAFE_INTEGER, ''];
  return plainStatement(
    sql`SELECT merge.id, merge.created_at, merge.undone_by, merge.report, (
        SELECT json_group_array(json_array(plugs.id, plugs.first_name, plugs.last_name, plugs.company, plugs.email,
          plugs.primary_number, plugs.secondary_number))
        FROM json_each(json_insert(merge.report -> 'losers', '$[#]', merge.report ->> 'winner')) AS part
        CROSS JOIN plugs WHERE plugs.id = part.value AND plugs.owner = merge.owner) AS names
      FROM (SELECT * FROM changesets
        WHERE owner = ${owner} AND kind = ${MERGE_CODE} AND created_at >= ${sinceMs}
          AND (created_at, id) < (${createdAtMs}, ${id})
        ORDER BY created_at DESC, id DESC LIMIT ${limit}) AS merge
      ORDER BY merge.created_at DESC, merge.id DESC`,
    ([mergeId, atMs, undoneBy, report, names]): ListedMerge => {
      const { winner, losers } = JSON.parse(report as string) as MergeReport;
      const rows = JSON.parse(names as string) as NameRow[];
      const byId = new Map(rows.map((row) => [row[0], nameOf(row)]));
      const named = (plugId: string) => ({ id: plugId, fullName: byId.get(plugId) ?? null });
      return {
        id: mergeId as string,
        createdAtMs: atMs as number,
        winner: named(winner),
        losers: losers.map(named),
        undoneBy: undoneBy as string | null,
      };
    },
  );
}

function nameOf([, firstName, lastName, ...others]: NameRow): string {
  const [company = null, email = null, primaryNumber = null, secondaryNumber = null] = others;
  return fullName({ firstName, lastName, company, email, primaryNumber, secondaryNumber });
}
