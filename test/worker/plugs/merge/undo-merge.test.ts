/** The undo of a merge. */
import { describe, expect, it } from 'vitest';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { DAY, MINUTE } from '../../support/golden.ts';
import { newMergeOwner } from './merge-owner.ts';

const CONTACT = { company: 'Acme', job_title: 'CTO' };

/** An account with functions that send requests, undo a merge and read the stored rows of plugs. */
async function newOwner() {
  const owner = await newMergeOwner();
  const send = (path: string, method = 'GET', body?: object) =>
    call(path, { token: owner.token, method, body });
  return {
    ...owner,
    send,
    undoMerge: (id: string | null) => send(`/plugs/merges/${id}/undo`, 'POST'),
    readStoredRows: async (ids: string[]) => Promise.all(ids.map(owner.readStoredPlug)),
  };
}

/**
 * Merges two losers into a winner. The merge fills empty values of the winner, joins the notes, unites the tags and the
 * custom data, and converts the winner into a contact.
 */
async function newMerge() {
  const owner = await newOwner();
  const winner = await owner.create({
    first_name: 'Jane',
    company: 'Acme',
    tags: ['vip'],
    notes: 'First',
    custom_data: { source: 'web' },
  });
  const losers = [
    await owner.create({ ...CONTACT, email: 'jane@x.test', tags: ['fair'], custom_data: { source: 'fair' } }),
    await owner.create({ primary_number: '+49 30 1234567', notes: 'Second', custom_data: { size: 'L' } }),
  ];
  const ids = [winner, ...losers];
  const before = await owner.readStoredRows(ids);
  const { mergeId } = await owner.merge(winner, losers);
  return { ...owner, winner, losers, ids, before, mergeId };
}

describe('the undo of a merge', () => {
  it('the undo of a merge restores all values of the plugs, and reads with the ids of the losers return the losers', async () => {
    const { undoMerge, mergeId, readStoredRows, ids, before, losers, read, readAliases } = await newMerge();
    const { status, body } = await undoMerge(mergeId);
    expect(status).toBe(200);
    expect(body).toMatchObject({ undone: 3, unchanged: 0, kept: [], complete: true });
    expect(await readStoredRows(ids)).toEqual(before);
    expect(await readAliases()).toEqual([]);
    for (const id of losers) expect((await read(id)).id).toBe(id);
  });

  it('the undo of a merge keeps later edits, and lists the fields that it does not restore because of the edits', async () => {
    const { undoMerge, mergeId, send, winner, read } = await newMerge();
    const merged = await read(winner);
    await send(`/plugs/${winner}`, 'PUT', {
      primary_number: '+1 212 5550100',
      tags: [...merged.tags, 'later'],
      notes: `${merged.notes}\nThird`,
      custom_data: { size: 'M', later: 1 },
    });
    const { body } = await undoMerge(mergeId);
    expect(body.kept).toMatchObject([
      { plug_id: winner, field: 'primary_number', current: '+1 212 5550100', reason: 'edited_later' },
      { plug_id: winner, field: 'custom_data.size', current: 'M', reason: 'edited_later' },
    ]);
    expect(await read(winner)).toMatchObject({
      plug_type: 'target',
      email: null,
      primary_number: '+1 212 5550100',
      tags: ['vip', 'later'],
      notes: 'First\nThird',
      custom_data: { source: 'web', size: 'M', later: 1 },
    });
  });

  it('a repeated undo changes nothing, and an undo can itself be undone', async () => {
    const { undoMerge, undo, mergeId, readStoredRows, ids, before, winner, losers, readAliases, send } =
      await newMerge();
    const merged = await readStoredRows(ids);
    const { body: first } = await undoMerge(mergeId);
    expect((await undoMerge(mergeId)).body).toMatchObject({ undo_id: null, undone: 0, kept: [] });
    expect((await undo(first.undo_id)).body).toMatchObject({ undone: 3, kept: [] });
    const withoutDeletionTimes = (all: Record<string, unknown>[]) =>
      all.map((row) => ({ ...row, deleted_at: null }));
    expect(withoutDeletionTimes(await readStoredRows(ids))).toEqual(withoutDeletionTimes(merged));
    expect((await readAliases()).map((alias) => alias.winner)).toEqual([winner, winner]);
    expect((await send(`/plugs/${losers[0]}`)).body.id).toBe(winner);
    expect((await undoMerge(mergeId)).body).toMatchObject({ undone: 3, kept: [] });
    expect(await readStoredRows(ids)).toEqual(before);
  });

  it('the request POST /plugs/history/{id}/undo also undoes a merge', async () => {
    const { undo, mergeId, readStoredRows, ids, before } = await newMerge();
    expect((await undo(mergeId)).body).toMatchObject({ undone: 3, kept: [] });
    expect(await readStoredRows(ids)).toEqual(before);
  });

  it.each(['older', 'newer'])(
    'the undo of a merge restores the e-mail address of a loser that is %s than the winner',
    async (age) => {
      const { create, merge, undoMerge, readStoredRows } = await newOwner();
      const emails = age === 'older' ? ['l@x.test', 'w@x.test'] : ['w@x.test', 'l@x.test'];
      const ids = new Map<string, string>();
      for (const email of emails) ids.set(email, await create({ ...CONTACT, email }));
      const [winner, loser] = [String(ids.get('w@x.test')), String(ids.get('l@x.test'))];
      const before = await readStoredRows([winner, loser]);
      const { mergeId } = await merge(winner, [loser], { fields: { email: loser } });
      await undoMerge(mergeId);
      expect(await readStoredRows([winner, loser])).toEqual(before);
    },
  );

  it('two merges can be undone in any order if the winner of the first merge is the loser of the second', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { create, merge, undoMerge, readStoredRows, readAliases } = await newOwner();
      const [a, b, c] = [
        await create({ tags: ['a'] }),
        await create({ notes: 'b' }),
        await create({ tags: ['c'] }),
      ];
      const before = await readStoredRows([a, b, c]);
      const merges = [(await merge(b, [a])).mergeId, (await merge(c, [b])).mergeId];
      for (const at of order) expect((await undoMerge(merges[at] ?? null)).status).toBe(200);
      expect(await readStoredRows([a, b, c])).toEqual(before);
      expect(await readAliases()).toEqual([]);
    }
  });

  it('the undo restores the losers if the winner was deleted permanently', async () => {
    const { undoMerge, mergeId, send, winner, losers, read, remove } = await newMerge();
    await remove(winner);
    expect((await send(`/plugs/${winner}?permanent=true`, 'DELETE')).status).toBe(204);
    expect((await undoMerge(mergeId)).body).toMatchObject({ undone: 2 });
    for (const id of losers) expect((await read(id)).id).toBe(id);
  });
});

describe('an undo that is rejected', () => {
  it('the undo returns 409 and names the other plug if another plug has the e-mail address of a loser', async () => {
    const { undoMerge, undo, mergeId, send, winner, losers, readStoredRows, ids, create } = await newMerge();
    await send(`/plugs/${winner}`, 'PUT', { email: 'other@x.test' });
    const third = await create({ ...CONTACT, email: 'jane@x.test' });
    const before = await readStoredRows(ids);
    for (const refused of [await undoMerge(mergeId), await undo(mergeId)]) {
      expect(refused.status).toBe(409);
      expect(refused.body.detail).toBe(
        'Another plug has the e-mail address or the name of a plug, so nothing was undone',
      );
      expect(refused.body.error.kept).toEqual([
        {
          plug_id: losers[0],
          field: 'email',
          current: 'jane@x.test',
          old: 'jane@x.test',
          reason: 'duplicate',
          duplicate_of: third,
        },
      ]);
    }
    const dryRun = await send(`/plugs/history/${mergeId}/undo`, 'POST', { dry_run: true });
    expect(dryRun.status).toBe(409);
    expect(await readStoredRows(ids)).toEqual(before);
  });

  it('the undo and its dry run return 409 if the winner keeps the e-mail address of a loser because its own is in use', async () => {
    const { create, merge, undo, send, readStoredRows } = await newOwner();
    const winner = await create({ ...CONTACT, email: 'w@x.test' });
    const loser = await create({ ...CONTACT, email: 'l@x.test' });
    const { mergeId } = await merge(winner, [loser], { fields: { email: loser } });
    await create({ ...CONTACT, email: 'w@x.test' });
    const before = await readStoredRows([winner, loser]);
    const kept = [{ plug_id: loser, field: 'email', reason: 'duplicate', duplicate_of: winner }];
    const dryRun = await send(`/plugs/history/${mergeId}/undo`, 'POST', { dry_run: true });
    for (const refused of [dryRun, await undo(mergeId)]) {
      expect(refused.status).toBe(409);
      expect(refused.body.error.kept).toMatchObject(kept);
    }
    expect(await readStoredRows([winner, loser])).toEqual(before);
  });

  it('the undo returns 409 if a loser was deleted permanently', async () => {
    const { undoMerge, mergeId, send, winner, losers, readStoredPlug } = await newMerge();
    await send(`/plugs/${losers[0]}?permanent=true`, 'DELETE');
    const before = await readStoredPlug(winner);
    const { status, body } = await undoMerge(mergeId);
    expect(status).toBe(409);
    expect(body.detail).toBe('A merged plug was deleted permanently, so nothing was undone');
    expect(body.error.kept).toMatchObject([{ plug_id: losers[0], field: 'deleted_at', reason: 'erased' }]);
    expect(await readStoredPlug(winner)).toEqual(before);
  });

  it('the undo returns 404 for an unknown merge, a merge of another owner, a changeset of another kind and an expired merge', async () => {
    const { mergeId, bulk, winner, undoMerge, owner } = await newMerge();
    const other = await newOwner();
    const { changeset } = await bulk([winner], { kind: 'tag', tags: ['x'] });
    expect((await other.undoMerge(mergeId)).status).toBe(404);
    for (const id of [crypto.randomUUID(), 'no-id', changeset])
      expect((await undoMerge(id)).status).toBe(404);
    await bindings.DB.prepare('UPDATE changesets SET created_at = created_at - ? WHERE owner = ?')
      .bind(90 * DAY + MINUTE, owner)
      .run();
    expect((await undoMerge(mergeId)).status).toBe(404);
  });

  it('the undo of an undo returns 409 and changes nothing if the winner of the merge was merged into another plug', async () => {
    const { undoMerge, undo, mergeId, winner, losers, merge, readStoredRows, ids } = await newMerge();
    const { body } = await undoMerge(mergeId);
    await merge(losers[0] ?? '', [winner]);
    const before = await readStoredRows(ids);
    const refused = await undo(body.undo_id);
    expect(refused.status).toBe(409);
    expect(refused.body.error.kept[0]).toMatchObject({ field: 'merged_into', reason: 'edited_later' });
    expect(await readStoredRows(ids)).toEqual(before);
  });
});
