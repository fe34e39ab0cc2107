/** An account whose plugs are merged, for tests. */
import { type MergeInput, mergePlugs } from '../../../../src/core/plugs/duplicates/merge/merge-plugs.ts';
import { bindings } from '../../support/bindings.ts';
import { contextOf } from '../../support/core-context.ts';
import { newBulkOwner } from '../bulk/bulk-owner.ts';

/** Creates an account. `merge` merges plugs. Its parameter `DB` replaces the real database. */
export async function newMergeOwner() {
  const owner = await newBulkOwner();
  return {
    ...owner,
    merge: (
      winnerId: string,
      loserIds: string[],
      options: Partial<Pick<MergeInput, 'fields' | 'isDryRun'>> = {},
      DB?: D1Database,
    ) => {
      const input = { winnerId, loserIds, fields: {}, isDryRun: false, ...options };
      return mergePlugs(contextOf(owner.account, DB), input);
    },
    /** The stored row of a plug without the values that every write changes; empty if the plug does not exist. */
    readStoredPlug: async (id: string): Promise<Record<string, unknown>> => {
      const row = await bindings.DB.prepare('SELECT * FROM plugs WHERE id = ?').bind(id).first();
      const { etag: _e, seq: _s, prev_seq: _p, updated_at: _u, ...values } = row ?? {};
      return values;
    },
    readAliases: async () => {
      const query = bindings.DB.prepare('SELECT id, winner FROM plug_aliases WHERE owner = ? ORDER BY id');
      return (await query.bind(owner.owner).all<{ id: string; winner: string }>()).results;
    },
  };
}
