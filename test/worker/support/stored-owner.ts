/** An account for tests that read its plugs through the API and its revisions from D1. */
import { accountNumberOf } from '../../../src/rules/sessions/session-id.ts';
import { bindings } from './bindings.ts';
import { call, signUp } from './client.ts';

interface StoredRevision {
  seq: number;
  plug: number;
  prev: number;
  kind: number;
  via: number;
  changeset: string | null;
}

/**
 * Creates an account. `create` creates a plug, by default with a unique name, and returns its id. `read` returns the
 * body of a plug. `readRevisions` returns the rows of the account in `plug_revisions`, oldest first.
 */
export async function newStoredOwner() {
  const account = await signUp();
  const { token } = account;
  const owner = accountNumberOf(account.sessionId);
  return {
    account,
    owner,
    token,
    create: async (fields: object): Promise<string> => {
      const body = { first_name: 'Ada', last_name: crypto.randomUUID(), ...fields };
      return (await call('/plugs/', { token, body })).body.id;
    },
    read: async (id: string) => (await call(`/plugs/${id}`, { token })).body,
    readRevisions: async (): Promise<StoredRevision[]> => {
      const query = bindings.DB.prepare('SELECT * FROM plug_revisions WHERE owner = ? ORDER BY seq');
      return (await query.bind(owner).all<StoredRevision>()).results;
    },
  };
}
