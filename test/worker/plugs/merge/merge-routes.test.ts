/** The routes that merge plugs and list merges, and the cost of a merge and of its undo. */
import { describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { invalid } from '../../support/golden.ts';
import { newMergeOwner } from './merge-owner.ts';

/** An account with functions that call the two routes. */
async function newOwner() {
  const owner = await newMergeOwner();
  const { token } = owner;
  return {
    ...owner,
    postMerge: (body: object) => call('/plugs/merge', { token, body }),
    listMerges: async (query = '') => (await call(`/plugs/merges?${query}`, { token })).body,
  };
}

describe('POST /plugs/merge', () => {
  it('a merge returns the winner, the id of the merge and the values that stay in the records of the losers', async () => {
    const { postMerge, create } = await newOwner();
    const tags = Array.from({ length: 20 }, (_, at) => `t${at}`);
    const [winner, loser] = [await create({ tags }), await create({ tags: ['x'], met_where: 'Fair' })];
    const { status, body } = await postMerge({ winner_id: winner.toUpperCase(), loser_ids: [loser] });
    expect(status).toBe(200);
    expect(body).toEqual({
      plug: expect.objectContaining({ id: winner, met_where: 'Fair', merged_into: null }),
      merge_id: expect.any(String),
      merged: 1,
      kept_in_record: [{ plug_id: loser, field: 'tags', value: 'x' }],
    });
  });

  it('a dry run returns the winner with the values that "fields" chooses, and no merge id', async () => {
    const { postMerge, create } = await newOwner();
    const winner = await create({ first_name: 'Jane', tags: ['a'], notes: 'a' });
    const loser = await create({ first_name: 'Janet', last_name: 'Doe', tags: ['b'], notes: 'b' });
    const fields = { last_name: loser, tags: loser, notes: winner, met_at: loser };
    const { body } = await postMerge({ winner_id: winner, loser_ids: [loser], fields, dry_run: true });
    expect(body).toMatchObject({
      merge_id: null,
      plug: { first_name: 'Jane', last_name: 'Doe', tags: ['b'], notes: 'a', met_at: null },
    });
  });

  it('a merge is rejected for invalid ids and fields, with a message about the field', async () => {
    const { postMerge, create } = await newOwner();
    const [winner, loser] = [await create({}), await create({})];
    const ids = { winner_id: winner, loser_ids: [loser] };
    const many = Array.from({ length: 21 }, () => crypto.randomUUID());
    const cases: [object, string, string][] = [
      [{ ...ids, loser_ids: [] }, 'loser_ids', 'loser_ids must have at least one id'],
      [{ ...ids, loser_ids: many }, 'loser_ids', 'Send at most 20 loser_ids'],
      [{ ...ids, loser_ids: [winner] }, 'loser_ids', 'loser_ids must not contain winner_id'],
      [{ ...ids, fields: { email: many[0] } }, 'fields', 'fields must name plugs of the merge'],
      [{ ...ids, fields: { plug_type: loser } }, 'fields', 'fields has no field "plug_type"'],
      [{ ...ids, fields: { email: 7 } }, 'fields.email', 'fields must be an object of ids'],
    ];
    for (const [sent, field, message] of cases) {
      expect([sent, (await postMerge(sent)).body]).toEqual([sent, invalid({ field, message })]);
    }
  });

  it('a merge is rejected if the chosen values leave no name, company, e-mail address or number', async () => {
    const { postMerge, create, token } = await newOwner();
    const [winner, loser] = [await create({ first_name: 'Jane' }), await create({ email: 'jane@x.test' })];
    const update = (id: string, body: object) => call(`/plugs/${id}`, { token, method: 'PUT', body });
    await update(winner, { last_name: null });
    await update(loser, { first_name: null, last_name: null });
    const ids = { winner_id: winner, loser_ids: [loser] };
    const fields = { first_name: loser, email: winner };
    const message = 'The merged plug must have a name, a company, an e-mail address or a number';
    for (const dry_run of [true, false]) {
      expect((await postMerge({ ...ids, fields, dry_run })).body).toEqual(
        invalid({ field: 'fields', message }),
      );
    }
    expect((await postMerge({ ...ids, fields: { first_name: loser } })).status).toBe(200);
  });

  it('a merge returns 404 with the same detail for an id of another owner and for an unknown id', async () => {
    const [one, other] = [await newOwner(), await newOwner()];
    const [winner, foreign] = [await one.create({}), await other.create({})];
    const unknown = await one.postMerge({ winner_id: winner, loser_ids: [crypto.randomUUID()] });
    const refused = await one.postMerge({ winner_id: winner, loser_ids: [foreign] });
    expect([refused.status, refused.body.detail]).toEqual([unknown.status, unknown.body.detail]);
    expect(refused.status).toBe(404);
  });

  it('a repeated merge returns 409 MERGED', async () => {
    const { postMerge, create } = await newOwner();
    const [winner, loser] = [await create({}), await create({})];
    const ids = { winner_id: winner, loser_ids: [loser] };
    expect((await postMerge(ids)).status).toBe(200);
    const { status, body } = await postMerge(ids);
    expect([status, body.error.code, body.error.merged_into]).toEqual([409, 'MERGED', winner]);
  });

  it('a merge takes two round trips, its undo takes three, and each of them writes a fixed number of rows for each loser', async () => {
    const { postMerge, create, token } = await newOwner();
    /** Merges losers with these fields and undoes the merge. Returns how many rows the merge and the undo write. */
    const countRowsWritten = async (fields: object, loserCount: number) => {
      const winner = await create({});
      const loser_ids = await Promise.all(Array.from({ length: loserCount }, () => create(fields)));
      const { body, cost } = await postMerge({ winner_id: winner, loser_ids });
      const undo = await call(`/plugs/merges/${body.merge_id}/undo`, { token, method: 'POST' });
      expect([cost.trips, undo.cost.trips]).toEqual([2, 3]);
      return [cost.rowsWritten, undo.cost.rowsWritten];
    };
    // The terms of each sum: the changesets, the losers, and the winner if one of its values changes.
    expect(await countRowsWritten({}, 1)).toEqual([1 + 8, 2 + 11]);
    expect(await countRowsWritten({}, 20)).toEqual([1 + 8 * 20, 2 + 11 * 20]);
    expect(await countRowsWritten({ notes: 'Note' }, 1)).toEqual([1 + 8 + 8, 2 + 11 + 8]);
    expect(await countRowsWritten({ email: 'a@x.test' }, 1)).toEqual([1 + 8 + 10, 2 + 11 + 10]);
    expect(await countRowsWritten({ tags: ['x'] }, 1)).toEqual([1 + 8 + 12, 2 + 11 + 12]);
  });
});

describe('GET /plugs/merges', () => {
  it('the list contains the merges in pages, the newest first, with the names of the plugs and the id of the undo', async () => {
    const { postMerge, create, listMerges, token } = await newOwner();
    const winner = await create({ first_name: 'Jane', last_name: 'Smith' });
    const first = await create({ first_name: 'J.', last_name: 'Smith' });
    const second = await create({ first_name: 'Janet', last_name: 'Smith' });
    const { body: firstMerge } = await postMerge({ winner_id: winner, loser_ids: [first] });
    const { body: secondMerge } = await postMerge({ winner_id: winner, loser_ids: [second] });
    await call(`/plugs/${second}?permanent=true`, { token, method: 'DELETE' });
    const { body: undo } = await call(`/plugs/merges/${firstMerge.merge_id}/undo`, { token, method: 'POST' });
    const page = await listMerges('limit=1');
    const named = { id: winner, full_name: 'Jane Smith' };
    expect(page.items).toEqual([
      {
        id: secondMerge.merge_id,
        created_at: expect.any(String),
        winner: named,
        losers: [{ id: second, full_name: null }],
        undone_by: null,
      },
    ]);
    const next = await listMerges(`limit=1&cursor=${page.next_cursor}`);
    expect(next.items).toMatchObject([
      {
        id: firstMerge.merge_id,
        winner: named,
        losers: [{ id: first, full_name: 'J. Smith' }],
        undone_by: undo.undo_id,
      },
    ]);
    expect(next.next_cursor).toBeNull();
  });

  it('a page of one merge takes one round trip and does not read the plugs of all merges', async () => {
    const { postMerge, create, token } = await newOwner();
    const winner = await create({});
    for (let at = 0; at < 10; at += 1) await postMerge({ winner_id: winner, loser_ids: [await create({})] });
    const { body, cost } = await call('/plugs/merges?limit=1', { token });
    expect(body.items).toHaveLength(1);
    expect(cost.trips).toBe(1);
    // The statement reads the 10 changesets and the plugs of 2 merges, because the second merge shows that there is a
    // next page. If the statement read the plugs of all merges, it would read 62 rows.
    expect(cost.rowsRead).toBeLessThanOrEqual(32);
  });

  it('the list contains only the merges of the owner', async () => {
    const [one, other] = [await newOwner(), await newOwner()];
    const [winner, loser] = [await one.create({}), await one.create({})];
    await one.postMerge({ winner_id: winner, loser_ids: [loser] });
    expect((await other.listMerges()).items).toEqual([]);
  });
});
