/** An account that imports files. */
import type { AlteredBindings } from '../../support/altered-worker.ts';
import { call, type TestResponse } from '../../support/client.ts';
import { newStoredOwner } from '../../support/stored-owner.ts';

export interface ImportRequest {
  type?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  altered?: AlteredBindings;
}

/**
 * Creates an account. `send` imports a file. `readPlugs` reads up to 1,000 live plugs, the oldest first. `readImports`
 * lists the imports, and `undo` undoes an import.
 */
export async function newImportOwner() {
  const stored = await newStoredOwner();
  const { token } = stored;
  return {
    ...stored,
    send: (body: string, request: ImportRequest = {}): Promise<TestResponse> => {
      const { type = 'text/csv', query = {}, headers = {}, altered } = request;
      const path = `/plugs/import?${new URLSearchParams(query)}`;
      const options = { token, body, headers: { ...headers, 'Content-Type': type } };
      return call(path, altered ? { ...options, altered } : options);
    },
    readPlugs: async () => (await call('/plugs?limit=1000&sort=created_at', { token })).body.items,
    readImports: async () => (await call('/plugs/imports', { token })).body.items,
    undo: (id: string) => call(`/plugs/imports/${id}/undo`, { token, method: 'POST' }),
  };
}
