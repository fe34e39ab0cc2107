/** Finds plugs whose new duplicate key belongs to another plug. */
import { sql } from 'drizzle-orm';
import { plainStatement } from '../../database/plain-statement.ts';
import type { PlugUpdate } from '../write.ts';

/**
 * Finds the plugs whose new duplicate key belongs to another live plug. The statement runs before the update, or after
 * an update that skipped these plugs. Returns pairs of ids: the plug and the other plug. Plugs that another write has
 * changed are omitted.
 */
export function takenKeysStatement(owner: number, updates: PlugUpdate[]) {
  const claims = updates.flatMap(({ read, claimedKey }) =>
    !claimedKey ? [] : [{ row: read.row, read: read.etag, key: claimedKey }],
  );
  return plainStatement(
    sql`SELECT plugs.id, other.id AS other_id
      FROM json_each(${JSON.stringify(claims)}) AS claim CROSS JOIN plugs CROSS JOIN plugs AS other
      WHERE plugs.row = claim.value ->> 'row' AND plugs.etag = claim.value ->> 'read' AND other.owner = ${owner}
        AND other.duplicate_key = claim.value ->> 'key' AND other.deleted_at IS NULL AND other.row <> plugs.row`,
    ([id, otherId]) => [id, otherId] as [string, string],
  );
}
