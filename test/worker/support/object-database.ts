/** Replaces the D1 binding of one account's object, to control its writes. */
import { runInDurableObject } from 'cloudflare:test';
import { withBatch } from './altered-worker.ts';
import { bindings } from './bindings.ts';

/** Makes every batch of the account's object fail. Returns a function that restores the real database. */
export function breakObjectDatabase(account: { id: string }): Promise<() => Promise<void>> {
  return replaceObjectDatabase(account, async () => Promise.reject(new Error('injected fault')));
}

/** Replaces `batch` of the D1 of the account's object. Returns a function that restores the real database. */
export async function replaceObjectDatabase(
  account: { id: string },
  batch: (statements: D1PreparedStatement[]) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const stub = bindings.ACCOUNTS.getByName(account.id);
  const replace = (DB: D1Database) =>
    runInDurableObject(stub, (instance) => {
      const object = instance as unknown as { env: object };
      object.env = { ...object.env, DB };
    });
  await replace(withBatch(batch));
  return () => replace(bindings.DB);
}
