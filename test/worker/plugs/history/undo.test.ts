/** The undo of one revision: the restored and the kept values, the options, and the kinds of writes. */
import { describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { NAME, newPlug, revisionOf } from './undone-plug.ts';

describe('undo of an update', () => {
  it('an undo restores every value that the update changed', async () => {
    const before = { notes: 'first', priority: 'low', tags: ['a', 'b'], custom_data: { x: 1, y: [2] } };
    const { readPlug, update, undo } = await newPlug(before);
    const written = await update({
      ...{ last_name: 'Byron', notes: 'second', priority: 'high', tags: ['b', 'c'] },
      custom_data: { x: null, z: 3 },
    });
    const response = await undo(written);
    expect(response.body).toEqual({
      undo_id: revisionOf(response),
      undone: 1,
      unchanged: 0,
      kept: [],
      complete: true,
    });
    expect(await readPlug()).toMatchObject({ ...NAME, ...before });
    expect((await readPlug()).custom_data).toEqual(before.custom_data);
  });

  it('an undo keeps a value that was changed later, and lists the value in the response', async () => {
    const { id, readPlug, update, undo } = await newPlug({ notes: 'first', company: 'Acme' });
    const written = await update({ notes: 'second', company: 'Zeta' });
    await update({ notes: 'third' });
    const { body } = await undo(written);
    expect(body).toMatchObject({
      undone: 1,
      kept: [{ plug_id: id, field: 'notes', current: 'third', old: 'first', reason: 'edited_later' }],
    });
    expect(await readPlug()).toMatchObject({ notes: 'third', company: 'Acme' });
  });

  it('an undo keeps a key of custom_data that was changed later, and restores the other keys', async () => {
    const { readPlug, update, undo } = await newPlug({ custom_data: { a: 1, b: 1 } });
    const written = await update({ custom_data: { a: 2, b: 2, c: 2 } });
    await update({ custom_data: { a: 3, d: 4 } });
    const { body } = await undo(written);
    expect(body.kept).toMatchObject([{ field: 'custom_data.a', current: 3, old: 1 }]);
    expect((await readPlug()).custom_data).toEqual({ a: 3, b: 1, d: 4 });
  });

  it('an undo restores tags one by one and keeps tags that were added later', async () => {
    const { readPlug, update, undo } = await newPlug({ tags: ['old', 'same'] });
    const written = await update({ tags: ['same', 'new'] });
    await update({ tags: ['same', 'NEW', 'later'] });
    expect((await undo(written)).body).toMatchObject({ undone: 1, kept: [] });
    expect((await readPlug()).tags).toEqual(['same', 'later', 'old']);
  });

  it('an undo keeps tags that were changed later if the revision changed only their letter case and order', async () => {
    const { readPlug, update, undo } = await newPlug({ tags: ['a', 'b'] });
    const written = await update({ tags: ['B', 'a'] });
    await update({ tags: ['B', 'a', 'later'] });
    expect((await undo(written)).body).toMatchObject({ undone: 0, kept: [{ field: 'tags' }] });
    expect((await undo(written, { on_conflict: 'refuse' })).status).toBe(409);
    expect((await readPlug()).tags).toEqual(['B', 'a', 'later']);
  });

  it.each([
    ['first line', 'first line\nadded', 'top\nfirst line\nadded, changed', 'top\nfirst line, changed'],
    ['Call Bob', 'Call Bob 2', 'Call Bob 2 at noon', 'Call Bob at noon'],
    ['22 May', '23 May\n22 May', '23 May\n22 May, changed', '22 May, changed'],
    ['- a\n- c', '- a\n- b\n- c', '- b\n- c', '- c'],
  ])(
    'an undo removes an inserted text that the notes still contain exactly once, case %#',
    async (...notes) => {
      const [first, second, third, restored] = notes;
      const { readPlug, update, undo } = await newPlug({ notes: first });
      const written = await update({ notes: second });
      await update({ notes: third });
      expect((await undo(written)).body.kept).toEqual([]);
      expect((await readPlug()).notes).toBe(restored);
    },
  );

  it('an undo keeps the notes if they contain the inserted text only as a part of a word', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'Call Bob' });
    const written = await update({ notes: 'Call Bob 2' });
    await update({ notes: 'Met in room 23' });
    expect((await undo(written)).body).toMatchObject({ undone: 0, kept: [{ field: 'notes' }] });
    expect((await readPlug()).notes).toBe('Met in room 23');
  });

  it('an undo keeps an inserted text that the notes contain twice', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first line' });
    const written = await update({ notes: 'first line\nadded' });
    await update({ notes: 'first line\nadded\nadded' });
    expect((await undo(written)).body).toMatchObject({
      undone: 0,
      undo_id: null,
      kept: [{ field: 'notes' }],
    });
    expect((await readPlug()).notes).toBe('first line\nadded\nadded');
  });

  it('an undo keeps the only value that identifies the plug', async () => {
    const { readPlug, update, undo } = await newPlug({ company: 'Acme' });
    const written = await update({ first_name: '', last_name: '', email: 'ada@example.com' });
    await update({ company: null });
    expect((await undo(written, { fields: ['email'] })).body).toMatchObject({
      undone: 0,
      kept: [{ field: 'email', reason: 'edited_later' }],
    });
    expect((await readPlug()).email).toBe('ada@example.com');
  });

  it('an undo restores several identifying values in one step', async () => {
    const { readPlug, update, undo } = await newPlug({ company: 'Acme' });
    await update({ first_name: '', last_name: '' });
    const written = await update({ first_name: 'Ada', company: null });
    expect((await undo(written)).body).toMatchObject({ undone: 1, kept: [] });
    expect(await readPlug()).toMatchObject({ first_name: '', company: 'Acme' });
  });
});

describe('undo with options', () => {
  it('an undo with the option fields restores only the named fields', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first', custom_data: { a: 1, b: 1 } });
    const written = await update({ notes: 'second', custom_data: { a: 2, b: 2 } });
    await undo(written, { fields: ['custom_data.a'] });
    expect(await readPlug()).toMatchObject({ notes: 'second', custom_data: { a: 1, b: 2 } });
    await undo(written, { fields: ['custom_data'] });
    expect(await readPlug()).toMatchObject({ notes: 'second', custom_data: { a: 1, b: 1 } });
    await undo(written);
    expect((await readPlug()).notes).toBe('first');
  });

  it('an undo with on_conflict=overwrite overwrites a value that was changed later', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first', company: 'Acme' });
    const written = await update({ notes: 'second', company: 'Zeta' });
    await update({ notes: 'third' });
    const { body } = await undo(written, { fields: ['notes'], on_conflict: 'overwrite' });
    expect(body).toMatchObject({ undone: 1, kept: [] });
    expect(await readPlug()).toMatchObject({ notes: 'first', company: 'Zeta' });
  });

  it('an undo with on_conflict=refuse is rejected with 409 and lists the conflicting values', async () => {
    const { id, readPlug, update, undo } = await newPlug({ notes: 'first', company: 'Acme' });
    const written = await update({ notes: 'second', company: 'Zeta' });
    await update({ notes: 'third' });
    const { status, body } = await undo(written, { on_conflict: 'refuse' });
    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      code: 'CONFLICT',
      kept: [{ plug_id: id, field: 'notes', current: 'third', old: 'first', reason: 'edited_later' }],
    });
    expect(await readPlug()).toMatchObject({ notes: 'third', company: 'Zeta' });
  });

  it('an undo with on_conflict=refuse succeeds when no value conflicts', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first' });
    const written = await update({ notes: 'second' });
    expect((await undo(written, { on_conflict: 'refuse' })).body.undone).toBe(1);
    expect((await readPlug()).notes).toBe('first');
  });

  it('a dry run writes nothing', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first' });
    const written = await update({ notes: 'second' });
    const response = await undo(written, { dry_run: true });
    expect(response.body).toEqual({ undo_id: null, undone: 1, unchanged: 0, kept: [], complete: true });
    expect(response.cost.rowsWritten).toBe(0);
    expect((await readPlug()).notes).toBe('second');
  });

  it.each([
    [{ fields: [] }, 'fields'],
    [{ fields: ['owner'] }, 'fields'],
    [{ fields: 'notes' }, 'fields'],
    [{ on_conflict: 'merge' }, 'on_conflict'],
    [{ dry_run: 'yes' }, 'dry_run'],
  ])(
    'an undo with the invalid options %j returns 400 with the name of the invalid option',
    async (body, field) => {
      const { created, undo } = await newPlug();
      const { status, body: response } = await undo(created, body);
      expect(status).toBe(400);
      expect(response.error.details[0].field).toContain(field);
    },
  );
});

describe('undo of other writes', () => {
  it('an undo of a creation moves the plug to the trash', async () => {
    const { owner, id, created, undo } = await newPlug();
    expect((await undo(created)).body.undone).toBe(1);
    expect((await owner.read(id)).status).toBe(404);
    expect((await owner.list('deleted=true')).body.items).toMatchObject([{ id }]);
  });

  it('an undo of a creation does not delete a plug that was edited later', async () => {
    const { id, created, readPlug, update, undo } = await newPlug();
    await update({ notes: 'later' });
    expect((await undo(created)).body).toMatchObject({
      undone: 0,
      kept: [{ plug_id: id, field: 'deleted_at', current: null, reason: 'edited_later' }],
    });
    expect((await readPlug()).notes).toBe('later');
  });

  it('an undo of a creation moves the plug to the trash if all later edits of the plug were undone', async () => {
    const { owner, id, created, update, undo } = await newPlug();
    await undo(await update({ notes: 'later' }));
    expect((await undo(created)).body.undone).toBe(1);
    expect((await owner.read(id)).status).toBe(404);
  });

  it('an undo of a deletion restores the plug, and an undo of a restoration moves the plug to the trash', async () => {
    const { owner, id, readPlug, undo } = await newPlug();
    expect((await undo(await owner.remove(id))).body.undone).toBe(1);
    expect((await readPlug()).deleted_at).toBeNull();
    await owner.remove(id);
    expect((await undo(await owner.restore(id))).body.undone).toBe(1);
    expect((await owner.read(id)).status).toBe(404);
  });

  it('an undo of a conversion makes the plug a target again, without the fields of the conversion', async () => {
    const { owner, id, readPlug, undo } = await newPlug({ company: 'Acme', email: 'ada@example.com' });
    const written = await owner.convert(id, { job_title: 'CEO' });
    const readStatistics = () => call('/plugs/stats', { token: owner.token });
    expect((await readStatistics()).body).toMatchObject({ total_contacts: 1, recent_conversions: 1 });
    expect((await undo(written)).body).toMatchObject({ undone: 1, kept: [] });
    expect(await readPlug()).toMatchObject({ plug_type: 'target', job_title: null, network_type: null });
    expect((await readStatistics()).body).toMatchObject({ total_targets: 1, recent_conversions: 0 });
  });

  it('an undo does not restore a plug that was deleted permanently', async () => {
    const { owner, id, undo } = await newPlug();
    const deleted = await owner.remove(id);
    await call(`/plugs/${id}?permanent=true`, { method: 'DELETE', token: owner.token });
    expect((await undo(deleted)).status).toBe(404);
  });
});
