/** An account that imports files. */
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import type { AlteredBindings } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp, type TestResponse } from '../../support/client.ts';

export interface ImportRequest {
  type?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  altered?: AlteredBindings;
}

/** Creates an account. `send` imports a file, and `plugs` reads all live plugs, the oldest first. */
export async function newImportOwner() {
  const account = await signUp();
  const { token } = account;
  const owner = accountNumberOf(account.sessionId);
  return {
    account,
    owner,
    token,
    send: (body: string, request: ImportRequest = {}): Promise<TestResponse> => {
      const { type = 'text/csv', query = {}, headers = {}, altered } = request;
      const path = `/plugs/import?${new URLSearchParams(query)}`;
      const options = { token, body, headers: { ...headers, 'Content-Type': type } };
      return call(path, altered ? { ...options, altered } : options);
    },
    create: async (body: object): Promise<string> =>
      (await call('/plugs/', { token, body: { first_name: 'Ada', last_name: 'Stored', ...body } })).body.id,
    plugs: async () => (await call('/plugs?limit=1000&sort=created_at', { token })).body.items,
    read: async (id: string) => (await call(`/plugs/${id}`, { token })).body,
    imports: async () => (await call('/plugs/imports', { token })).body.items,
    undo: (id: string) => call(`/plugs/imports/${id}/undo`, { token, method: 'POST' }),
    revisions: async () => {
      const query = bindings.DB.prepare('SELECT * FROM plug_revisions WHERE owner = ? ORDER BY seq').bind(
        owner,
      );
      return (await query.all<{ seq: number; kind: number; changeset: string | null }>()).results;
    },
  };
}
