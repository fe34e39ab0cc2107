/** The dismissal of duplicates, which marks plugs as different people, and the undo of a dismissal. */
import { beforeAll, describe, expect, it } from 'vitest';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { eraseRows } from '../../support/account-deletion.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp, type TestAccount } from '../../support/client.ts';
import { createPlugs, dismiss, readGroups, SMITH } from './duplicate-groups.ts';

let otherAccount: TestAccount;

async function countStoredPairs(owner: TestAccount): Promise<number> {
  const query = bindings.DB.prepare('SELECT count(*) AS count FROM dismissed_duplicates WHERE owner = ?');
  const row = await query.bind(accountNumberOf(owner.sessionId)).first<{ count: number }>();
  return row?.count ?? 0;
}

beforeAll(async () => {
  otherAccount = await signUp();
});

describe('a dismissal', () => {
  it('a dismissal removes pairs of plugs from the groups, and its undo adds the pairs again', async () => {
    const owner = await signUp();
    const sameTelegram = ['A', 'B', 'C'].map((first_name) => ({
      first_name,
      last_name: 'X',
      telegram_username: 'same_x',
    }));
    const [a = '', b = '', c = ''] = await createPlugs(owner, sameTelegram);
    expect((await dismiss(owner, [a.toUpperCase(), b])).status).toBe(204);
    expect((await readGroups(owner)).reasonsAndNames).toEqual([[['same_telegram'], ['A', 'B', 'C']]]);
    expect((await dismiss(owner, [b, c])).status).toBe(204);
    expect((await readGroups(owner)).reasonsAndNames).toEqual([[['same_telegram'], ['A', 'C']]]);
    expect((await dismiss(owner, [a, b, c])).status).toBe(204);
    expect((await dismiss(owner, [a, b, c])).status).toBe(204);
    expect(await countStoredPairs(owner)).toBe(3);
    expect((await readGroups(owner)).groups).toEqual([]);
    expect((await dismiss(owner, [a, b, c], true)).status).toBe(204);
    expect(await countStoredPairs(owner)).toBe(0);
    expect((await readGroups(owner)).reasonsAndNames).toEqual([[['same_telegram'], ['A', 'B', 'C']]]);
  });

  it('a dismissal removes a pair with similar names', async () => {
    const owner = await signUp();
    const ids = await createPlugs(owner, [
      { ...SMITH, first_name: 'Jonathan' },
      { ...SMITH, first_name: 'Jonathn' },
    ]);
    expect((await readGroups(owner)).groups).toHaveLength(1);
    await dismiss(owner, ids);
    expect((await readGroups(owner)).groups).toEqual([]);
  });

  it('a dismissal accepts 21 plugs, and rejects 22 plugs with an error that names the limit', async () => {
    const owner = await signUp();
    const ids = await createPlugs(
      owner,
      Array.from({ length: 21 }, (_, at) => ({ first_name: `Name${at}`, last_name: 'X' })),
    );
    expect((await dismiss(owner, ids)).status).toBe(204);
    expect(await countStoredPairs(owner)).toBe(210);
    const { status, body } = await dismiss(owner, [...ids, crypto.randomUUID()]);
    expect([status, body.error.message]).toEqual([400, 'Send at most 21 ids']);
  });

  it('a dismissal rejects a single id that is sent twice, a plug in the trash, a plug of another account and an unknown id', async () => {
    const owner = await signUp();
    const [id = '', deleted = ''] = await createPlugs(owner, [
      { first_name: 'A', last_name: 'A' },
      { first_name: 'B', last_name: 'B' },
    ]);
    const [foreign = ''] = await createPlugs(otherAccount, [{ first_name: 'C', last_name: 'C' }]);
    await call(`/plugs/${deleted}`, { token: owner.token, method: 'DELETE' });
    expect((await dismiss(owner, [id, id])).status).toBe(400);
    const unknown = await dismiss(owner, [id, crypto.randomUUID()]);
    expect(unknown.status).toBe(404);
    for (const other of [deleted, foreign]) {
      const { status, body } = await dismiss(owner, [id, other]);
      expect([status, body.error.message]).toEqual([404, unknown.body.error.message]);
    }
    expect(await countStoredPairs(owner)).toBe(0);
  });

  it('the permanent deletion of a plug deletes its dismissed pairs, and the erasure of the account deletes all pairs', async () => {
    const owner = await signUp();
    const [a = '', b = '', c = ''] = await createPlugs(
      owner,
      ['A', 'B', 'C'].map((first_name) => ({ first_name, last_name: 'X' })),
    );
    await dismiss(owner, [a, b, c]);
    await call(`/plugs/${b}`, { token: owner.token, method: 'DELETE' });
    expect(await countStoredPairs(owner)).toBe(3);
    await call(`/plugs/${b}?permanent=true`, { token: owner.token, method: 'DELETE' });
    expect(await countStoredPairs(owner)).toBe(1);
    await eraseRows(accountNumberOf(owner.sessionId));
    expect(await countStoredPairs(owner)).toBe(0);
  });
});
