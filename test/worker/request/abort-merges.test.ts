/** An aborted merge, or an aborted undo of a merge, has either all of its effects or none. */
import { describe, it } from 'vitest';
import { type Abort, expectAllOrNothing, type PreparedRequest } from '../support/abort.ts';
import { bindings } from '../support/bindings.ts';
import { call, freshAddress, signUp } from '../support/client.ts';

function requestTo(path: string, token: string, body?: object): Request {
  return new Request(`http://plugs.test/api/v1${path}`, {
    method: 'POST',
    headers: {
      'CF-Connecting-IP': freshAddress(),
      Authorization: `Bearer ${token}`,
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function count(query: string, ...values: string[]): Promise<number> {
  return (await bindings.DB.prepare(query)
    .bind(...values)
    .first<number>('count')) as number;
}

/** An account with three plugs, and the body of a request that merges the second and the third plug into the first. */
async function newPlugs() {
  const { token } = await signUp();
  const create = async (body: object): Promise<string> =>
    (await call('/plugs/', { token, body: { last_name: 'Smith', ...body } })).body.id;
  const winner = await create({ first_name: 'Jane' });
  const loser = await create({ first_name: 'J.', email: 'jane@x.test', company: 'Acme', job_title: 'CTO' });
  const other = await create({ first_name: 'Janet', tags: ['vip'] });
  const merge = { winner_id: winner, loser_ids: [loser, other] };
  /** Returns for each part of the merge whether it is stored. */
  const readStoredParts = async () => ({
    winner:
      (await count('SELECT count(*) AS count FROM plugs WHERE id = ? AND email IS NOT NULL', winner)) === 1,
    losers: (await count('SELECT count(*) AS count FROM plugs WHERE merged_into = ?', winner)) === 2,
    aliases: (await count('SELECT count(*) AS count FROM plug_aliases WHERE winner = ?', winner)) === 2,
    keys:
      (await count(
        `SELECT count(*) AS count FROM plug_keys AS found CROSS JOIN plugs
          WHERE plugs.row = found.plug AND plugs.id IN (?, ?)`,
        loser,
        other,
      )) === 0,
  });
  return { token, winner, merge, readStoredParts };
}

async function prepareMerge(): Promise<PreparedRequest> {
  const { token, winner, merge: body, readStoredParts } = await newPlugs();
  return {
    request: requestTo('/plugs/merge', token, body),
    effects: async () => [
      {
        ...(await readStoredParts()),
        changeset:
          (await count(
            "SELECT count(*) AS count FROM changesets WHERE kind = 2 AND report ->> 'winner' = ?",
            winner,
          )) === 1,
      },
    ],
  };
}

async function prepareUndo(): Promise<PreparedRequest> {
  const { token, merge: body, readStoredParts } = await newPlugs();
  const merged = await call('/plugs/merge', { token, body });
  const id: string = merged.body.merge_id;
  return {
    request: requestTo(`/plugs/merges/${id}/undo`, token),
    effects: async () => {
      const parts = Object.entries(await readStoredParts()).map(([name, isStored]) => [name, !isStored]);
      const undoneQuery = 'SELECT count(*) AS count FROM changesets WHERE id = ? AND undone_by IS NOT NULL';
      return [{ ...Object.fromEntries(parts), changeset: (await count(undoneQuery, id)) === 1 }];
    },
  };
}

const REQUESTS: [string, () => Promise<PreparedRequest>][] = [
  ['a merge of three plugs', prepareMerge],
  ['the undo of a merge', prepareUndo],
];

describe.each(['disconnect', 'stop'] satisfies Abort[])('an abort by %s at a call of storage', (abort) => {
  it.each(REQUESTS)(
    'after an abort of %s, all effects of the request are stored or none',
    { timeout: 60_000 },
    async (_name, prepare) => {
      await expectAllOrNothing(prepare, abort);
    },
  );
});
