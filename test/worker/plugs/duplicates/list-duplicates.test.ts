/** The groups of duplicates of an account, and their cost. */
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_GROUP_PLUGS, MAX_PAGE_PLUGS } from '../../../../src/core/plugs/duplicates/list-duplicates.ts';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { bindings } from '../../support/bindings.ts';
import { call, signUp, type TestAccount } from '../../support/client.ts';
import { seedPlugs } from '../seed-plugs.ts';

import { createPlugs, dismiss, readGroups, SMITH } from './duplicate-groups.ts';

let otherAccount: TestAccount;

beforeAll(async () => {
  otherAccount = await signUp();
});

describe('the groups of duplicates', () => {
  it('a group contains the plugs that a chain of reasons connects, with all reasons', async () => {
    const owner = await signUp();
    await createPlugs(owner, [
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
    expect((await readGroups(owner)).reasonsAndNames).toEqual([
      [
        ['same_phone', 'same_linkedin', 'similar_name'],
        ['Jonathan', 'Jonathn', 'J.', 'Jon'],
      ],
    ]);
  });

  it('a group contains no plug in the trash and no plug of another account', async () => {
    const owner = await signUp();
    const sameTelegram = { first_name: 'Ada', last_name: 'King', telegram_username: 'ada_king' };
    const [id = ''] = await createPlugs(owner, [sameTelegram, { ...sameTelegram, last_name: 'Byron' }]);
    await createPlugs(otherAccount, [sameTelegram]);
    expect((await readGroups(owner)).groups).toHaveLength(1);
    expect((await readGroups(otherAccount)).groups).toEqual([]);
    await call(`/plugs/${id}`, { token: owner.token, method: 'DELETE' });
    expect((await readGroups(owner)).groups).toEqual([]);
  });

  it('groups with a common key precede groups with similar names, and a page begins after the last group of the previous page, also if groups were added or dismissed', async () => {
    const owner = await signUp();
    const similarNames = ['Jonathan', 'Jonathn'].map((first_name) => ({ ...SMITH, first_name }));
    const sameKeys = ['A', 'B', 'C'].flatMap((name) =>
      [1, 2].map((at) => ({
        first_name: `${name}${at}`,
        last_name: name,
        telegram_username: `name_${name}`,
      })),
    );
    const ids = await createPlugs(owner, [...sameKeys, ...similarNames]);
    const first = await readGroups(owner, 'limit=2');
    expect(first.reasonsAndNames.map(([, names]) => names)).toEqual([
      ['C1', 'C2'],
      ['B1', 'B2'],
    ]);
    await createPlugs(
      owner,
      [1, 2].map((at) => ({ first_name: `D${at}`, last_name: 'D', telegram_username: 'name_D' })),
    );
    await dismiss(owner, ids.slice(2, 4));
    const second = await readGroups(owner, `limit=2&cursor=${first.next_cursor}`);
    expect(second.reasonsAndNames.map(([, names]) => names)).toEqual([
      ['A1', 'A2'],
      ['Jonathan', 'Jonathn'],
    ]);
    expect(second.next_cursor).toBeNull();
  });

  it('a group lists at most 50 plugs, and its count includes the plugs that are not listed', async () => {
    const owner = await signUp();
    const number = accountNumberOf(owner.sessionId);
    await seedPlugs(number, MAX_GROUP_PLUGS + 10);
    // Kind 2 is the key of a phone number. All plugs get the same number, such as the main number of a company.
    await bindings.DB.prepare(
      "INSERT INTO plug_keys (owner, kind, key, plug) SELECT owner, 2, 'switchboard', row FROM plugs WHERE owner = ?",
    )
      .bind(number)
      .run();
    const { groups } = await readGroups(owner);
    expect(groups.map(({ plugs, count }) => [plugs.length, count])).toEqual([[50, 60]]);
  });

  it('a page contains at most 250 plugs, and the next page begins with the next group', async () => {
    const owner = await signUp();
    const number = accountNumberOf(owner.sessionId);
    await seedPlugs(number, 6 * MAX_GROUP_PLUGS);
    // Each plug gets one of six phone numbers, so there are six groups.
    await bindings.DB.prepare(
      "INSERT INTO plug_keys (owner, kind, key, plug) SELECT owner, 2, 'switchboard' || (row % 6), row FROM plugs WHERE owner = ?",
    )
      .bind(number)
      .run();
    const first = await readGroups(owner, 'limit=50');
    expect(first.groups.map(({ plugs }) => plugs.length)).toEqual(Array(5).fill(MAX_GROUP_PLUGS));
    expect([5 * MAX_GROUP_PLUGS, MAX_PAGE_PLUGS]).toEqual([250, 250]);
    const second = await readGroups(owner, `limit=50&cursor=${first.next_cursor}`);
    expect(second.groups.map(({ plugs }) => plugs.length)).toEqual([MAX_GROUP_PLUGS]);
    expect(second.next_cursor).toBeNull();
    const ids = [...first.groups, ...second.groups].flatMap(({ plugs }) => plugs.map(({ id }) => id));
    expect(new Set(ids).size).toBe(6 * MAX_GROUP_PLUGS);
  });

  it('the list of groups rejects an invalid cursor', async () => {
    const { status, body } = await call('/plugs/duplicates?cursor=bad', { token: otherAccount.token });
    expect([status, body.error.message]).toEqual([400, 'Invalid cursor']);
  });
});

describe('the cost of the list of groups', () => {
  it('the list of groups costs two round trips for an owner of 10,000 plugs, and does not read the plugs of other accounts', async () => {
    const owner = await signUp();
    const number = accountNumberOf(owner.sessionId);
    await seedPlugs(number, 10_000);
    await seedPlugs(accountNumberOf(otherAccount.sessionId), 1_000);
    await createPlugs(owner, [
      { ...SMITH, first_name: 'Jonathan' },
      { ...SMITH, first_name: 'Jonathn' },
    ]);

    const { cost, reasonsAndNames } = await readGroups(owner);

    expect(reasonsAndNames).toEqual([[['similar_name'], ['Jonathan', 'Jonathn']]]);
    expect(cost.trips).toBe(2);
    // For each plug, the list reads the only key of the plug and the row with its names.
    expect(cost.rowsRead).toBeLessThanOrEqual(2 * 10_050);
    expect(cost.rowsWritten).toBe(0);
  });

  it('the list of groups costs one round trip for an account without plugs', async () => {
    expect((await readGroups(await signUp())).cost).toMatchObject({ trips: 1, rowsWritten: 0 });
  });
});
