/** An account whose plugs are changed in bulk. */
import type { BulkAction } from '../../../../src/core/plugs/bulk/bulk-action.ts';
import { type BulkResult, changeInBulk } from '../../../../src/core/plugs/bulk/change-in-bulk.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp, type TestResponse } from '../../support/client.ts';
import { contextOf } from '../../support/core-context.ts';

export interface StoredRevision {
  seq: number;
  plug: number;
  prev: number;
  kind: number;
  via: number;
  changeset: string | null;
}

/** Creates an account. `bulk` applies an action, with the given database instead of the real one. */
export async function newBulkOwner() {
  const account = await signUp();
  const { token } = account;
  const owner = accountNumberOf(account.sessionId);
  return {
    account,
    owner,
    token,
    create: async (body: object): Promise<string> => {
      const response = await call('/plugs/', {
        token,
        body: { first_name: 'Ada', last_name: crypto.randomUUID(), ...body },
      });
      return response.body.id;
    },
    read: async (id: string) => (await call(`/plugs/${id}`, { token })).body,
    remove: (id: string): Promise<TestResponse> => call(`/plugs/${id}`, { token, method: 'DELETE' }),
    undo: (id: string | null) => call(`/plugs/history/${id}/undo`, { token, body: {} }),
    bulk: (ids: string[], action: BulkAction, DB?: D1Database): Promise<BulkResult> =>
      changeInBulk(contextOf(account, DB), { ids, action }),
    revisions: async (): Promise<StoredRevision[]> => {
      const query = bindings.DB.prepare('SELECT * FROM plug_revisions WHERE owner = ? ORDER BY seq');
      return (await query.bind(owner).all<StoredRevision>()).results;
    },
    changesets: async () => {
      const query = bindings.DB.prepare('SELECT * FROM changesets WHERE owner = ?').bind(owner);
      return (await query.all<Record<string, unknown>>()).results;
    },
  };
}
