/** The history of one plug: its revisions with the old and the new values, in pages. */
import { expect, it } from 'vitest';
import { bindings } from '../../support/bindings.ts';
import { call } from '../../support/client.ts';
import { newPlugOwner } from '../plug-owner.ts';
import { NAME, newPlug, revisionOf } from './undone-plug.ts';

const readHistory = (token: string, id: string, query = '') =>
  call(`/plugs/${id}/history?${query}`, { token });

it('the history lists each write with its old and new values, newest first', async () => {
  const { owner, id, created, update } = await newPlug({ notes: 'first', tags: ['a'] });
  const updated = await update({ notes: 'second', custom_data: { source: 'fair' } });
  const deleted = await owner.remove(id);
  const { status, body } = await readHistory(owner.token, id);
  expect(status).toBe(200);
  expect(body.next_cursor).toBeNull();
  const { body: me } = await call('/auth/sessions', { token: owner.token });
  const plug = { id, full_name: 'Ada Lovelace' };
  const common = { via: 'api', session_id: me[0].id, changeset: null, plug, undoes: null, undone_by: null };
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  expect(body.items).toEqual([
    {
      ...{ ...common, id: revisionOf(deleted), at, kind: 'deleted' },
      changes: [{ field: 'deleted_at', old: null, new: at }],
    },
    {
      ...{ ...common, id: revisionOf(updated), at, kind: 'updated' },
      changes: [
        { field: 'notes', old: 'first', new: 'second' },
        { field: 'custom_data.source', old: null, new: 'fair' },
      ],
    },
    {
      ...{ ...common, id: revisionOf(created), at, kind: 'created' },
      changes: expect.arrayContaining([
        { field: 'first_name', old: null, new: 'Ada' },
        { field: 'notes', old: null, new: 'first' },
        { field: 'tags', old: null, new: ['a'] },
      ]),
    },
  ]);
});

it('the history links an undone revision and the revision of its undo to each other', async () => {
  const { owner, id, update, undo } = await newPlug({ notes: 'first' });
  const written = await update({ notes: 'second' });
  const undone = await undo(written);
  const readLinks = async () => {
    const { body } = await readHistory(owner.token, id);
    return body.items.map(({ via, undoes, undone_by }: Record<string, string>) => ({
      via,
      undoes,
      undone_by,
    }));
  };
  expect((await readLinks()).slice(0, 2)).toEqual([
    { via: 'undo', undoes: revisionOf(written), undone_by: null },
    { via: 'api', undoes: null, undone_by: revisionOf(undone) },
  ]);
  const redone = await undo(undone);
  expect((await readLinks()).slice(0, 3)).toEqual([
    { via: 'undo', undoes: revisionOf(undone), undone_by: null },
    { via: 'undo', undoes: revisionOf(written), undone_by: revisionOf(redone) },
    { via: 'api', undoes: null, undone_by: null },
  ]);
});

it('the pages of a history contain all revisions', async () => {
  const { owner, id, update } = await newPlug();
  for (let at = 0; at < 7; at += 1) await update({ notes: `note ${at}` });
  const { body: history } = await readHistory(owner.token, id);
  const pages = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await readHistory(owner.token, id, `limit=3${cursor && `&cursor=${cursor}`}`);
    pages.push(...body.items);
    cursor = body.next_cursor;
  }
  expect(history.items).toHaveLength(8);
  expect(pages).toEqual(history.items);
});

it('a page of 50 revisions, each in a different changeset, takes one round trip and reads at most 150 rows', {
  timeout: 60_000,
}, async () => {
  const { owner, id, update } = await newPlug();
  for (let at = 0; at < 60; at += 1) await update({ notes: `note ${at}` });
  await bindings.DB.batch([
    bindings.DB.prepare(
      `INSERT INTO changesets (owner, id, kind, via, state, count, created_at)
        SELECT owner, 'c-' || seq, 3, 8, 2, 1, 0 FROM plug_revisions
        WHERE plug = (SELECT row FROM plugs WHERE id = ?)`,
    ).bind(id),
    bindings.DB.prepare(
      "UPDATE plug_revisions SET changeset = 'c-' || seq WHERE plug = (SELECT row FROM plugs WHERE id = ?)",
    ).bind(id),
  ]);
  // These changesets have ids that the OpenAPI document does not allow, so the test reads only the costs.
  const path = `/plugs/${id}/history?limit=50`;
  const { status, cost } = await call(path, { token: owner.token, method: 'HEAD' });
  expect(status).toBe(200);
  expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0 });
  expect(cost.rowsRead).toBeGreaterThanOrEqual(50);
  expect(cost.rowsRead).toBeLessThanOrEqual(150);
});

it('the history of an unknown plug and of a plug of another owner returns 404', async () => {
  const { id } = await newPlug();
  const other = await newPlugOwner();
  expect((await readHistory(other.token, id)).status).toBe(404);
  expect((await readHistory(other.token, crypto.randomUUID())).status).toBe(404);
});

it.each(['limit=0', 'limit=101', 'cursor=x', 'cursor=WyJhIl0'])(
  'a request for the history with the query %s returns 400',
  async (query) => {
    const { owner, id } = await newPlug();
    expect((await readHistory(owner.token, id, query)).status).toBe(400);
  },
);

it('revisions older than 90 days are not listed and cannot be undone', async () => {
  const { owner, id, update, undo } = await newPlug(NAME);
  await update({ notes: 'later' });
  const ageMicroseconds = 91 * 86_400_000 * 1000;
  const plugRow = 'SELECT row FROM plugs WHERE id = ?1';
  await bindings.DB.batch([
    bindings.DB.prepare(
      `UPDATE plug_revisions SET prev = prev - ?2 WHERE plug = (${plugRow}) AND prev > 0`,
    ).bind(id, ageMicroseconds),
    bindings.DB.prepare(
      `UPDATE plug_revisions SET seq = seq - ?2 WHERE plug = (${plugRow}) AND kind = 1`,
    ).bind(id, ageMicroseconds),
  ]);
  const { body } = await readHistory(owner.token, id);
  expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['updated']);
  const [expiredId] = await readCreationIds(id);
  expect(expiredId).toBeDefined();
  expect((await undo(String(expiredId))).status).toBe(404);
});

/** The ids of the revisions that the creation of a plug wrote, computed from the stored numbers of the revisions. */
async function readCreationIds(id: string): Promise<string[]> {
  const query = `SELECT seq FROM plug_revisions WHERE kind = 1 AND plug = (SELECT row FROM plugs WHERE id = ?)`;
  const { results } = await bindings.DB.prepare(query).bind(id).all<{ seq: number }>();
  return results.map(({ seq }) => `rev_${seq.toString(36).padStart(11, '0')}`);
}
