/** The undo of a changeset reverts the plugs in chunks. The undo is itself a changeset, so it can be undone. */
import { describe, expect, it, vi } from 'vitest';
import { accountNumberOf } from '../../../../src/rules/sessions/session-id.ts';
import { withBatch, withRequestAfter } from '../../support/altered-worker.ts';
import { bindings } from '../../support/bindings.ts';
import { type CallOptions, call, signUp, type TestAccount, type TestResponse } from '../../support/client.ts';
import { seedPlugs } from '../seed-plugs.ts';

/**
 * Changes the notes of the first `count` plugs of an owner to `bulk`. Stores revisions and a changeset like those of a
 * bulk action. Returns the id of the changeset.
 */
async function changeNotes(owner: number, count: number): Promise<string> {
  const changeset = crypto.randomUUID();
  const firstSeq = Date.now() * 1000;
  const firstPlugs = `SELECT row, row_number() OVER (ORDER BY row) - 1 AS place FROM plugs WHERE owner = ?1 LIMIT ${count}`;
  await bindings.DB.batch([
    bindings.DB.prepare(
      `INSERT INTO plug_revisions (owner, seq, plug, prev, kind, via, session, changeset, before)
        SELECT plugs.owner, ?2 + place, plugs.row, plugs.seq, 2, 8, 1, ?3, json_object('notes', plugs.notes)
        FROM (${firstPlugs}) AS wanted CROSS JOIN plugs WHERE plugs.row = wanted.row`,
    ).bind(owner, firstSeq, changeset),
    bindings.DB.prepare(
      `UPDATE plugs SET notes = 'bulk', prev_seq = seq, seq = ?2 + wanted.place, etag = 'bulk-' || wanted.place
        FROM (${firstPlugs}) AS wanted WHERE plugs.row = wanted.row`,
    ).bind(owner, firstSeq),
    bindings.DB.prepare(
      `INSERT INTO changesets (owner, id, kind, via, state, first_seq, last_seq, count, created_at)
        VALUES (?1, ?3, 3, 8, 2, ?2, ?2 + ${count} - 1, ${count}, ?2 / 1000)`,
    ).bind(owner, firstSeq, changeset),
  ]);
  return changeset;
}

interface ChangedPlugs {
  account: TestAccount;
  owner: number;
  changeset: string;
  undo: (id: string, body?: object, options?: CallOptions) => Promise<TestResponse>;
  readNotes: () => Promise<(string | null)[]>;
}

/** Creates an account with plugs, and changes the notes of the first `changedCount` plugs as one changeset. */
async function newChangedPlugs(plugCount: number, changedCount = plugCount): Promise<ChangedPlugs> {
  const account = await signUp();
  const owner = accountNumberOf(account.sessionId);
  await seedPlugs(owner, plugCount);
  const changeset = await changeNotes(owner, changedCount);
  const { token } = account;
  return {
    account,
    owner,
    changeset,
    undo: (id, body = {}, options = {}) => call(`/plugs/history/${id}/undo`, { token, body, ...options }),
    readNotes: async () => {
      const query = bindings.DB.prepare('SELECT notes FROM plugs WHERE owner = ? ORDER BY row').bind(owner);
      return (await query.all<{ notes: string | null }>()).results.map(({ notes }) => notes);
    },
  };
}

/** A D1 database in which batch number `first` and all later batches fail. */
function failingFrom(first: number): D1Database {
  let batchCount = 0;
  return withBatch(async (statements) => {
    batchCount += 1;
    if (batchCount >= first) throw new Error('D1_ERROR: Network connection lost.');
    return bindings.DB.batch(statements);
  });
}

async function readChangeset(owner: number, id: string) {
  return bindings.DB.prepare('SELECT * FROM changesets WHERE owner = ? AND id = ?').bind(owner, id).first();
}

describe('undo of a changeset', () => {
  it('an undo restores every plug, and an undo of the undo repeats the change', async () => {
    const { owner, changeset, undo, readNotes } = await newChangedPlugs(6, 4);
    const first = await undo(changeset);
    expect(first.body).toMatchObject({ undone: 4, unchanged: 0, kept: [], complete: true });
    expect(await readNotes()).not.toContain('bulk');
    const { undo_id } = first.body;
    expect(first.headers.get('X-Revision')).toBeNull();
    // The stored codes are: kind 4 `undo`, via 9 `undo`, state 2 `complete`.
    expect(await readChangeset(owner, undo_id)).toMatchObject({ kind: 4, via: 9, state: 2, count: 4 });
    expect(await readChangeset(owner, changeset)).toMatchObject({ undone_by: undo_id });
    const redo = await undo(undo_id);
    expect(redo.body.undone).toBe(4);
    expect((await readNotes()).filter((text) => text === 'bulk')).toHaveLength(4);
    expect(await readChangeset(owner, undo_id)).toMatchObject({ undone_by: redo.body.undo_id });
    expect(await readChangeset(owner, changeset)).toMatchObject({ undone_by: null });
    expect((await undo(changeset)).body.undone).toBe(4);
    expect(await readNotes()).not.toContain('bulk');
  });

  it('a repeated undo changes nothing', async () => {
    const { changeset, undo } = await newChangedPlugs(3);
    await undo(changeset);
    expect((await undo(changeset)).body).toEqual({
      undo_id: null,
      undone: 0,
      unchanged: 3,
      kept: [],
      complete: true,
    });
  });

  it('an undo keeps values that were changed later, or is rejected with 409 if on_conflict is refuse', async () => {
    const { account, changeset, undo, readNotes } = await newChangedPlugs(3);
    const { token } = account;
    const { body: page } = await call('/plugs/?sort=created_at', { token });
    const { id } = page.items[1];
    await call(`/plugs/${id}`, { method: 'PUT', token, body: { notes: 'later' } });
    const kept = [{ plug_id: id, field: 'notes', current: 'later', reason: 'edited_later' }];
    const refused = await undo(changeset, { on_conflict: 'refuse' });
    expect(refused.status).toBe(409);
    expect(refused.body.error.kept).toMatchObject(kept);
    expect((await undo(changeset, { dry_run: true })).body).toMatchObject({ undo_id: null, undone: 2, kept });
    expect((await readNotes()).filter((text) => text === 'bulk')).toHaveLength(2);
    expect((await undo(changeset)).body).toMatchObject({ undone: 2, kept });
    expect((await readNotes()).filter((text) => text === 'bulk' || text === 'later')).toEqual(['later']);
  });

  it('an undo waits at most 8 ms after its first attempt fails because of another write', async () => {
    const { account, changeset, undo, readNotes } = await newChangedPlugs(1);
    const { token } = account;
    const { id } = (await call('/plugs/', { token })).body.items[0];
    const body = { company: 'Acme' };
    const DB = withRequestAfter(2, () => call(`/plugs/${id}`, { method: 'PUT', token, body }));
    // Half of the upper limit of each delay is used.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const timer = vi.spyOn(globalThis, 'setTimeout');
    expect((await undo(changeset, {}, { altered: { DB } })).body).toMatchObject({ undone: 1 });
    const delays = timer.mock.calls.map(([, delayMs]) => delayMs);
    vi.restoreAllMocks();
    expect(delays).toContain(4);
    expect(delays).not.toContain(8);
    expect(await readNotes()).not.toContain('bulk');
  });

  it('an undo takes at most 41 round trips for 5,000 plugs', { timeout: 120_000 }, async () => {
    const { changeset, undo, readNotes } = await newChangedPlugs(5_000);
    const { body, cost } = await undo(changeset);
    expect(body).toMatchObject({ undone: 5_000, complete: true });
    expect(cost.trips).toBeLessThanOrEqual(41);
    expect(await readNotes()).not.toContain('bulk');
  });

  it('an undo of more than 5,000 plugs returns 422', { timeout: 120_000 }, async () => {
    const { changeset, undo } = await newChangedPlugs(5_001);
    const { status, body } = await undo(changeset);
    expect(status).toBe(422);
    expect(body.detail).toBe('At most 5000 plugs can be changed at once');
  });

  it('an undo returns complete=false if storage fails after two of three chunks, and a repeated request completes the undo', {
    timeout: 60_000,
  }, async () => {
    const { owner, changeset, undo, readNotes } = await newChangedPlugs(600);
    // The third chunk fails: its read is the sixth batch.
    const interrupted = await undo(changeset, {}, { altered: { DB: failingFrom(6) } });
    expect(interrupted.body).toMatchObject({ undone: 500, complete: false });
    const { undo_id } = interrupted.body;
    expect(await readChangeset(owner, undo_id)).toMatchObject({ state: 1, count: 500 });
    const { body } = await undo(changeset);
    expect(body).toEqual({ undo_id, undone: 100, unchanged: 500, kept: [], complete: true });
    expect(await readChangeset(owner, undo_id)).toMatchObject({ state: 2, count: 600 });
    expect(await readNotes()).not.toContain('bulk');
    expect((await undo(undo_id)).body.undone).toBe(600);
  });

  it('an undo returns 503 if storage fails before the first chunk is written', async () => {
    const { changeset, undo, readNotes } = await newChangedPlugs(3);
    expect((await undo(changeset, {}, { altered: { DB: failingFrom(2) } })).status).toBe(503);
    expect(await readNotes()).toEqual(['bulk', 'bulk', 'bulk']);
  });

  it('an undo of a changeset of another owner returns 404', async () => {
    const { changeset, readNotes } = await newChangedPlugs(2);
    const { token } = await signUp();
    expect((await call(`/plugs/history/${changeset}/undo`, { token, body: {} })).status).toBe(404);
    expect(await readNotes()).toEqual(['bulk', 'bulk']);
  });

  it('an undo of a changeset that is older than 90 days returns 404', async () => {
    const { owner, changeset, undo } = await newChangedPlugs(2);
    await bindings.DB.prepare('UPDATE changesets SET created_at = created_at - ? WHERE owner = ?')
      .bind(90 * 86_400_000 + 60_000, owner)
      .run();
    expect((await undo(changeset)).status).toBe(404);
  });
});
