/** An account whose plugs are changed in bulk, for tests. */
import type { BulkAction } from '../../../../src/core/plugs/bulk/bulk-action.ts';
import { type BulkResult, changeInBulk } from '../../../../src/core/plugs/bulk/change-in-bulk.ts';
import { bindings } from '../../support/bindings.ts';
import { call, type TestResponse } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';
import { newStoredOwner } from '../../support/stored-owner.ts';

/**
 * Creates an account. `remove` moves a plug to the trash. `undo` undoes a changeset or a revision. `bulk` applies an
 * action to plugs, and its parameter `DB` replaces the real database. `readChangesets` returns the rows of the account
 * in `changesets`.
 */
export async function newBulkOwner() {
  const stored = await newStoredOwner();
  const { account, owner, token } = stored;
  return {
    ...stored,
    remove: (id: string): Promise<TestResponse> => call(`/plugs/${id}`, { token, method: 'DELETE' }),
    undo: (id: string | null) => call(`/plugs/history/${id}/undo`, { token, body: {} }),
    bulk: (ids: string[], action: BulkAction, DB?: D1Database): Promise<BulkResult> =>
      changeInBulk(contextOf(account, DB), { ids, action }),
    readChangesets: async () => {
      const query = bindings.DB.prepare('SELECT * FROM changesets WHERE owner = ?').bind(owner);
      return (await query.all<Record<string, unknown>>()).results;
    },
  };
}
