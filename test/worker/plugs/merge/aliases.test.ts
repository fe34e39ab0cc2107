/** Requests with the id of a merged plug: reads, writes, bulk actions and undos. */
import { describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { newMergeOwner } from './merge-owner.ts';

/** Creates an account, and merges the plug `loser` into the plug `winner`. */
async function newMergedPlugs() {
  const owner = await newMergeOwner();
  const [winner, loser] = [await owner.create({}), await owner.create({ notes: 'Note', email: 'l@x.test' })];
  await owner.merge(winner, [loser]);
  return { ...owner, winner, loser };
}

const send = ({ token }: { token: string }, path: string, method = 'GET', body?: object) =>
  call(path, { token, method, body });

describe('a read of a merged plug', () => {
  it('a read of a merged plug returns the winner with Content-Location', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const response = await send(owner, `/plugs/${loser}`);
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ id: winner, notes: 'Note', merged_into: null });
    expect(response.headers.get('Content-Location')).toBe(`/api/v1/plugs/${winner}`);
    const direct = await send(owner, `/plugs/${winner}`);
    expect(direct.headers.get('Content-Location')).toBeNull();
    const { headers } = await call(`/plugs/${loser}`, {
      token: owner.token,
      headers: { Origin: 'https://app.example.com' },
    });
    expect(headers.get('Access-Control-Expose-Headers')?.split(',')).toContain('Content-Location');
    const ETag = String(direct.headers.get('ETag'));
    const cached = await call(`/plugs/${loser}`, { token: owner.token, headers: { 'If-None-Match': ETag } });
    expect(cached.status).toBe(304);
    expect(cached.headers.get('Content-Location')).toBe(`/api/v1/plugs/${winner}`);
  });

  it('a read returns the last winner of several merges in one round trip', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const [second, third] = [await owner.create({}), await owner.create({})];
    await owner.merge(second, [winner]);
    await owner.merge(third, [second]);
    const { body, cost } = await send(owner, `/plugs/${loser}`);
    expect(body.id).toBe(third);
    expect(cost.trips).toBe(1);
  });

  it('a read returns the winner after the permanent deletion of the merged plug', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    expect((await send(owner, `/plugs/${loser}?permanent=true`, 'DELETE')).status).toBe(204);
    expect((await send(owner, `/plugs/${loser}`)).body.id).toBe(winner);
    expect((await send(owner, `/plugs/${loser}`, 'PUT', { notes: 'x' })).status).toBe(409);
    expect((await send(owner, `/plugs/${loser}?permanent=true`, 'DELETE')).status).toBe(404);
  });

  it('a read returns 404 if the winner is in the trash or the plugs belong to another owner', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const other = await newMergeOwner();
    expect((await send(other, `/plugs/${loser}`)).status).toBe(404);
    await owner.remove(winner);
    expect((await send(owner, `/plugs/${loser}`)).status).toBe(404);
  });

  it('a read of a live plug takes one round trip and reads at most 6 rows', async () => {
    const { winner, ...owner } = await newMergedPlugs();
    const { body, cost } = await send(owner, `/plugs/${winner}`);
    expect(body.id).toBe(winner);
    expect(cost.trips).toBe(1);
    expect(cost.rowsRead).toBeLessThanOrEqual(6);
  });

  it('the trash lists the merged plug with the id of the winner, and the history of the merged plug contains the merge', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const { body } = await send(owner, '/plugs/?deleted=true');
    expect(body.items).toMatchObject([{ id: loser, notes: 'Note', merged_into: winner }]);
    const history = await send(owner, `/plugs/${loser}/history`);
    expect(history.body.items[0]).toMatchObject({ kind: 'merged', via: 'merge', plug: { id: loser } });
    expect(history.body.items[0].changes).toContainEqual({ field: 'merged_into', old: null, new: winner });
  });
});

describe('a write of a merged plug', () => {
  it.each([
    ['PUT', '', { notes: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/convert', {}],
  ] as const)(
    'a write of a merged plug is rejected with 409 MERGED (%s %s)',
    async (method, path, requestBody) => {
      const { winner, loser, readStoredPlug, ...owner } = await newMergedPlugs();
      const before = await readStoredPlug(loser);
      const { status, body } = await call(`/plugs/${loser}${path}`, {
        token: owner.token,
        method,
        body: requestBody,
      });
      expect(status).toBe(409);
      expect(body.error).toMatchObject({ code: 'MERGED', merged_into: winner });
      expect(body.detail).toBe('The plug was merged into another plug');
      expect(await readStoredPlug(loser)).toEqual(before);
    },
  );

  it('the error of a write names the last winner of several merges', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const last = await owner.create({});
    await owner.merge(last, [winner]);
    const { body } = await send(owner, `/plugs/${loser}`, 'PUT', { notes: 'x' });
    expect(body.error.merged_into).toBe(last);
  });

  it('a restoration and the undo of a revision are rejected with the instruction to undo the merge', async () => {
    const { winner, loser, readStoredPlug, ...owner } = await newMergedPlugs();
    const before = await readStoredPlug(loser);
    const { body: history } = await send(owner, `/plugs/${loser}/history`);
    const paths = [
      `/plugs/${loser}/restore`,
      ...history.items.map(({ id }: { id: string }) => `/plugs/history/${id}/undo`),
    ];
    for (const path of paths) {
      const { status, body } = await send(owner, path, 'POST', {});
      expect([path, status, body.detail]).toEqual([path, 409, 'Undo the merge instead']);
      expect(body.error).toMatchObject({ code: 'MERGED', merged_into: winner });
    }
    expect(await readStoredPlug(loser)).toEqual(before);
  });

  it('a bulk action fails for a merged plug and succeeds for its winner', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const actions = [{ action: 'tag', values: { tags: ['x'] } }, { action: 'delete' }, { action: 'restore' }];
    for (const action of actions) {
      const { body } = await send(owner, '/plugs/bulk', 'POST', { ids: [loser, winner], ...action });
      const error = { code: 'MERGED', message: expect.any(String) };
      expect(body.results).toMatchObject([
        { id: loser, outcome: 'failed', error },
        { id: winner, outcome: 'changed' },
      ]);
    }
  });

  it('after the permanent deletion of a merged plug, a bulk action and a merge with the id of this plug fail with MERGED, and with NOT_FOUND for another owner', async () => {
    const { winner, loser, ...owner } = await newMergedPlugs();
    const other = await newMergeOwner();
    const otherPlug = await other.create({});
    await send(owner, `/plugs/${loser}?permanent=true`, 'DELETE');
    const ids = [loser, otherPlug];
    const { body } = await send(owner, '/plugs/bulk', 'POST', { ids, action: 'restore' });
    expect(body.results).toMatchObject([
      { id: loser, outcome: 'failed', error: { code: 'MERGED', message: 'Undo the merge instead' } },
      { id: otherPlug, outcome: 'failed', error: { code: 'NOT_FOUND' } },
    ]);
    const merge = { winner_id: winner, loser_ids: [loser] };
    const repeated = await send(owner, '/plugs/merge', 'POST', merge);
    expect([repeated.status, repeated.body.error.merged_into]).toEqual([409, winner]);
    const foreign = await send(other, '/plugs/bulk', 'POST', { ids: [loser], action: 'delete' });
    expect(foreign.body.results).toMatchObject([{ error: { code: 'NOT_FOUND' } }]);
    expect((await send(other, '/plugs/merge', 'POST', { ...merge, winner_id: otherPlug })).status).toBe(404);
  });

  it('the undo of an earlier changeset does not restore a merged plug', async () => {
    const { merge, create, bulk, undo, readStoredPlug } = await newMergeOwner();
    const [winner, loser] = [await create({}), await create({ notes: 'Note' })];
    await bulk([loser], { kind: 'delete' });
    const { changeset } = await bulk([loser], { kind: 'restore' });
    const { changeset: tagChangeset } = await bulk([loser], { kind: 'tag', tags: ['x'] });
    await merge(winner, [loser]);
    expect((await undo(changeset)).body.kept).toMatchObject([
      { field: 'deleted_at', reason: 'edited_later' },
    ]);
    await undo(tagChangeset);
    expect(await readStoredPlug(loser)).toMatchObject({
      merged_into: winner,
      deleted_at: expect.any(Number),
    });
  });
});
