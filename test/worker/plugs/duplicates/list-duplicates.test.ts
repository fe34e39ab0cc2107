/** The groups of duplicates of an account, and the dismissal of groups. */
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_GROUP_PLUGS, MAX_PAGE_PLUGS } from '../../../../src/core/plugs/duplicates/list-duplicates.ts';
import { noCost } from '../../../../src/rules/cost.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { eraseAccount } from '../../../../src/store/accounts/account-removal.ts';
import { openDatabase } from '../../../../src/store/database/database.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp, type TestAccount } from '../../support/client.ts';
import { seedPlugs } from '../seed-plugs.ts';

interface Group {
  reasons: string[];
  plugs: { id: string; first_name: string }[];
  count: number;
}

const SMITH = { last_name: 'Smith', company: 'Acme' };

let account: TestAccount;

async function create(owner: TestAccount, bodies: object[]): Promise<string[]> {
  const ids: string[] = [];
  for (const body of bodies) {
    const { status, body: plug } = await call('/plugs/', { token: owner.token, body });
    expect(status).toBe(201);
    ids.push(plug.id);
  }
  return ids;
}

async function page(owner: TestAccount, query = '') {
  const { status, body, cost } = await call(`/plugs/duplicates?${query}`, { token: owner.token });
  expect(status).toBe(200);
  const groups = body.groups as Group[];
  return {
    next_cursor: body.next_cursor as string | null,
    cost,
    names: groups.map(({ reasons, plugs }) => [reasons, plugs.map((plug) => plug.first_name)]),
    groups,
  };
}

function dismiss(owner: TestAccount, ids: unknown, undo?: boolean) {
  return call('/plugs/duplicates/dismiss', { token: owner.token, body: { ids, undo } });
}

async function storedPairs(owner: TestAccount): Promise<number> {
  const query = bindings.DB.prepare('SELECT count(*) AS count FROM dismissed_duplicates WHERE owner = ?');
  const row = await query.bind(accountNumberOf(owner.sessionId)).first<{ count: number }>();
  return row?.count ?? 0;
}

beforeAll(async () => {
  account = await signUp();
});

describe('the groups of duplicates', () => {
  it('a group contains the plugs that a chain of reasons connects, with all reasons', async () => {
    const owner = await signUp();
    await create(owner, [
      { ...SMITH, first_name: 'Jonathan', primary_number: '+49 30 1234567' },
      { ...SMITH, first_name: 'Jonathn' },
      {
        first_name: 'J.',
        last_name: 'S.',
        primary_number: '0049 30 1234567',
        linkedin_url: 'https://linkedin.com/in/js',
      },
      { first_name: 'Jon', last_name: 'S.', linkedin_url: 'https://www.linkedin.com/in/JS/' },
      { ...SMITH, first_name: 'Daniela' },
      { ...SMITH, first_name: 'Daniel' },
    ]);
    expect((await page(owner)).names).toEqual([
      [
        ['same_phone', 'same_linkedin', 'similar_name'],
        ['Jonathan', 'Jonathn', 'J.', 'Jon'],
      ],
    ]);
  });

  it('a group contains no plug in the trash and no plug of another account', async () => {
    const owner = await signUp();
    const same = { first_name: 'Ada', last_name: 'King', telegram_username: 'ada_king' };
    const [id = ''] = await create(owner, [same, { ...same, last_name: 'Byron' }]);
    await create(account, [same]);
    expect((await page(owner)).groups).toHaveLength(1);
    expect((await page(account)).groups).toEqual([]);
    await call(`/plugs/${id}`, { token: owner.token, method: 'DELETE' });
    expect((await page(owner)).groups).toEqual([]);
  });

  it('groups with a common key precede groups with similar names, and a page begins after the last group of the previous page', async () => {
    const owner = await signUp();
    const similar = ['Jonathan', 'Jonathn'].map((first_name) => ({ ...SMITH, first_name }));
    const exact = ['A', 'B', 'C'].flatMap((name) =>
      [1, 2].map((at) => ({
        first_name: `${name}${at}`,
        last_name: name,
        telegram_username: `name_${name}`,
      })),
    );
    const ids = await create(owner, [...exact, ...similar]);
    const first = await page(owner, 'limit=2');
    expect(first.names.map(([, names]) => names)).toEqual([
      ['C1', 'C2'],
      ['B1', 'B2'],
    ]);
    await create(
      owner,
      [1, 2].map((at) => ({ first_name: `D${at}`, last_name: 'D', telegram_username: 'name_D' })),
    );
    await dismiss(owner, ids.slice(2, 4));
    const second = await page(owner, `limit=2&cursor=${first.next_cursor}`);
    expect(second.names.map(([, names]) => names)).toEqual([
      ['A1', 'A2'],
      ['Jonathan', 'Jonathn'],
    ]);
    expect(second.next_cursor).toBeNull();
  });

  it('a group contains at most 50 plugs, and the number of all its plugs', async () => {
    const owner = await signUp();
    const number = accountNumberOf(owner.sessionId);
    await seedPlugs(number, MAX_GROUP_PLUGS + 10);
    await bindings.DB.prepare(
      "INSERT INTO plug_keys (owner, kind, key, plug) SELECT owner, 2, 'switchboard', row FROM plugs WHERE owner = ?",
    )
      .bind(number)
      .run();
    const { groups } = await page(owner);
    expect(groups.map(({ plugs, count }) => [plugs.length, count])).toEqual([
      [MAX_GROUP_PLUGS, MAX_GROUP_PLUGS + 10],
    ]);
  });

  it('a page contains at most 250 plugs, and the next page begins with the next group', async () => {
    const owner = await signUp();
    const number = accountNumberOf(owner.sessionId);
    await seedPlugs(number, 6 * MAX_GROUP_PLUGS);
    await bindings.DB.prepare(
      "INSERT INTO plug_keys (owner, kind, key, plug) SELECT owner, 2, 'switchboard' || (row % 6), row FROM plugs WHERE owner = ?",
    )
      .bind(number)
      .run();
    const first = await page(owner, 'limit=50');
    expect(first.groups.map(({ plugs }) => plugs.length)).toEqual(Array(5).fill(MAX_GROUP_PLUGS));
    expect(5 * MAX_GROUP_PLUGS).toBe(MAX_PAGE_PLUGS);
    const second = await page(owner, `limit=50&cursor=${first.next_cursor}`);
    expect(second.groups.map(({ plugs }) => plugs.length)).toEqual([MAX_GROUP_PLUGS]);
    expect(second.next_cursor).toBeNull();
    const ids = [...first.groups, ...second.groups].flatMap(({ plugs }) => plugs.map(({ id }) => id));
    expect(new Set(ids).size).toBe(6 * MAX_GROUP_PLUGS);
  });

  it('the list of groups rejects an invalid cursor', async () => {
    const { status, body } = await call('/plugs/duplicates?cursor=bad', { token: account.token });
    expect([status, body.error.message]).toEqual([400, 'Invalid cursor']);
  });
});

describe('the cost of the groups', () => {
  it('the groups of 10,000 plugs cost two round trips, and the rows read depend only on the plugs of the owner', async () => {
    const owner = await signUp();
    const number = accountNumberOf(owner.sessionId);
    await seedPlugs(number, 10_000);
    await seedPlugs(accountNumberOf(account.sessionId), 1_000);
    await create(owner, [
      { ...SMITH, first_name: 'Jonathan' },
      { ...SMITH, first_name: 'Jonathn' },
    ]);

    const { cost, names } = await page(owner);

    expect(names).toEqual([[['similar_name'], ['Jonathan', 'Jonathn']]]);
    expect(cost.trips).toBe(2);
    // Each plug has one key, and its names are read from the row that the index finds.
    expect(cost.rowsRead).toBeLessThanOrEqual(2 * 10_050);
    expect(cost.rowsWritten).toBe(0);
  });

  it('the groups of an account without duplicates cost one round trip', async () => {
    expect((await page(await signUp())).cost).toMatchObject({ trips: 1, rowsWritten: 0 });
  });
});

describe('a dismissal', () => {
  it('a dismissal removes the pairs from the groups, and its undo adds the pairs again', async () => {
    const owner = await signUp();
    const same = ['A', 'B', 'C'].map((first_name) => ({
      first_name,
      last_name: 'X',
      telegram_username: 'same_x',
    }));
    const [a = '', b = '', c = ''] = await create(owner, same);
    expect((await dismiss(owner, [a.toUpperCase(), b])).status).toBe(204);
    expect((await page(owner)).names).toEqual([[['same_telegram'], ['A', 'B', 'C']]]);
    expect((await dismiss(owner, [b, c])).status).toBe(204);
    expect((await page(owner)).names).toEqual([[['same_telegram'], ['A', 'C']]]);
    expect((await dismiss(owner, [a, b, c])).status).toBe(204);
    expect((await dismiss(owner, [a, b, c])).status).toBe(204);
    expect(await storedPairs(owner)).toBe(3);
    expect((await page(owner)).groups).toEqual([]);
    expect((await dismiss(owner, [a, b, c], true)).status).toBe(204);
    expect(await storedPairs(owner)).toBe(0);
    expect((await page(owner)).names).toEqual([[['same_telegram'], ['A', 'B', 'C']]]);
  });

  it('a dismissal removes a pair with similar names', async () => {
    const owner = await signUp();
    const ids = await create(owner, [
      { ...SMITH, first_name: 'Jonathan' },
      { ...SMITH, first_name: 'Jonathn' },
    ]);
    await dismiss(owner, ids);
    expect((await page(owner)).groups).toEqual([]);
  });

  it('a dismissal accepts 21 plugs, and rejects 22 plugs with the limit', async () => {
    const owner = await signUp();
    const ids = await create(
      owner,
      Array.from({ length: 21 }, (_, at) => ({ first_name: `Name${at}`, last_name: 'X' })),
    );
    expect((await dismiss(owner, ids)).status).toBe(204);
    expect(await storedPairs(owner)).toBe(210);
    const { status, body } = await dismiss(owner, [...ids, crypto.randomUUID()]);
    expect([status, body.error.message]).toEqual([400, 'ids must be at most 21']);
  });

  it('a dismissal rejects a plug that occurs twice, a deleted plug, a plug of another account and an unknown id', async () => {
    const owner = await signUp();
    const [id = '', deleted = ''] = await create(owner, [
      { first_name: 'A', last_name: 'A' },
      { first_name: 'B', last_name: 'B' },
    ]);
    const [foreign = ''] = await create(account, [{ first_name: 'C', last_name: 'C' }]);
    await call(`/plugs/${deleted}`, { token: owner.token, method: 'DELETE' });
    expect((await dismiss(owner, [id, id])).status).toBe(400);
    const unknown = await dismiss(owner, [id, crypto.randomUUID()]);
    expect(unknown.status).toBe(404);
    for (const other of [deleted, foreign]) {
      const { status, body } = await dismiss(owner, [id, other]);
      expect([status, body.error.message]).toEqual([404, unknown.body.error.message]);
    }
    expect(await storedPairs(owner)).toBe(0);
  });

  it('a dismissal is deleted with one of its plugs, and with the account', async () => {
    const owner = await signUp();
    const [a = '', b = '', c = ''] = await create(
      owner,
      ['A', 'B', 'C'].map((first_name) => ({ first_name, last_name: 'X' })),
    );
    await dismiss(owner, [a, b, c]);
    await call(`/plugs/${b}`, { token: owner.token, method: 'DELETE' });
    expect(await storedPairs(owner)).toBe(3);
    await call(`/plugs/${b}?permanent=true`, { token: owner.token, method: 'DELETE' });
    expect(await storedPairs(owner)).toBe(1);
    await eraseAccount(openDatabase(bindings.DB, noCost()), accountNumberOf(owner.sessionId));
    expect(await storedPairs(owner)).toBe(0);
  });
});
