/**
 * Deletes revisions and changesets after their retention time. The number of a revision contains its time. The account
 * numbers of the owners are divided into slices, and each run of the scheduled job deletes rows of one slice.
 */
import { sql } from 'drizzle-orm';
import { seqAt } from '../../rules/plugs/history/revision-number.ts';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';

/** The maximum number of account numbers in a slice, unless there would then be more than `MAX_SLICES` slices. */
const OWNERS_PER_SLICE = 1_000;
/** The scheduled job runs every minute, so each slice is checked at least once a day. */
const MAX_SLICES = 24 * 60;
const MINUTE_MS = 60_000;

/**
 * Returns the first and the last account number of the slice that a run in this minute checks.
 * @throws AppError `UNAVAILABLE`
 */
export async function findOwnerSlice(
  database: Database,
  nowMs: number,
): Promise<{ first: number; last: number }> {
  const highestOwner = plainStatement(
    sql`SELECT max(coalesce((SELECT max(owner) FROM plug_revisions), 0),
      coalesce((SELECT max(owner) FROM changesets), 0))`,
    ([owner]) => owner as number,
  );
  const [owners] = await database.batch([highestOwner]);
  const count = (owners[0] ?? 0) + 1;
  const slices = Math.min(MAX_SLICES, Math.ceil(count / OWNERS_PER_SLICE));
  const size = Math.ceil(count / slices);
  const first = (Math.floor(nowMs / MINUTE_MS) % slices) * size;
  return { first, last: first + size - 1 };
}

/**
 * Deletes at most `limit` expired revisions of a slice and returns one row for each of them. In addition to these
 * revisions, the statement reads a few rows for each owner.
 */
export function deleteExpiredRevisionsStatement(
  { first, last }: { first: number; last: number },
  beforeMs: number,
  limit: number,
) {
  return plainStatement(
    sql`DELETE FROM plug_revisions WHERE (owner, seq) IN (
      WITH RECURSIVE owners (owner) AS (
        SELECT min(owner) FROM plug_revisions WHERE owner BETWEEN ${first} AND ${last}
        UNION ALL
        SELECT (SELECT min(next.owner) FROM plug_revisions AS next
          WHERE next.owner > owners.owner AND next.owner <= ${last}) FROM owners WHERE owners.owner IS NOT NULL)
      SELECT revision.owner, revision.seq FROM owners CROSS JOIN plug_revisions AS revision
      WHERE revision.owner = owners.owner AND revision.seq < ${seqAt(beforeMs)} LIMIT ${limit}) RETURNING 1`,
  );
}

/** Deletes the expired changesets of a slice. */
export function deleteExpiredChangesetsStatement(
  { first, last }: { first: number; last: number },
  beforeMs: number,
) {
  return plainStatement(
    sql`DELETE FROM changesets WHERE owner BETWEEN ${first} AND ${last} AND created_at < ${beforeMs}`,
  );
}
