/** The undo of an undo, an undo that would create a duplicate, and an undo with an unknown id. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TestResponse } from '../../support/client.ts';
import { MINUTE, START } from '../../support/golden.ts';
import { newPlugOwner } from '../plug-owner.ts';
import { NAME, newPlug, undoWrite } from './undone-plug.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('an undo that would create a duplicate', () => {
  const CONTACT = { ...NAME, company: 'Acme', job_title: 'CEO' };

  it('an undo does not restore an e-mail address that another contact now has, and restores the other values', async () => {
    const { owner, id, readPlug, update, undo } = await newPlug({ ...CONTACT, email: 'ada@example.com' });
    const written = await update({ email: 'new@example.com', notes: 'changed' });
    const other = await owner.create({ ...CONTACT, first_name: 'Other', email: 'ada@example.com' });
    const { body } = await undo(written);
    expect(body).toMatchObject({
      undone: 1,
      kept: [{ plug_id: id, field: 'email', reason: 'duplicate', duplicate_of: other.body.id }],
    });
    expect(await readPlug()).toMatchObject({ email: 'new@example.com', notes: null });
  });

  it('an undo of a deletion leaves the plug in the trash while another contact has its e-mail address', async () => {
    const { owner, id, undo } = await newPlug({ ...CONTACT, email: 'ada@example.com' });
    const deleted = await owner.remove(id);
    const other = await owner.create({ ...CONTACT, first_name: 'Other', email: 'ada@example.com' });
    const expected = {
      undone: 0,
      kept: [
        { plug_id: id, field: 'deleted_at', old: null, reason: 'duplicate', duplicate_of: other.body.id },
      ],
    };
    expect((await undo(deleted, { dry_run: true })).body).toMatchObject(expected);
    expect((await undo(deleted)).body).toMatchObject(expected);
    expect((await undo(deleted, { on_conflict: 'refuse' })).status).toBe(409);
    await owner.remove(other.body.id);
    expect((await undo(deleted)).body).toMatchObject({ undone: 1, kept: [] });
  });

  it('an undo of a conversion changes nothing while another target has the name and company', async () => {
    const { owner, id, readPlug, undo } = await newPlug({ company: 'Acme' });
    const written = await owner.convert(id, { email: 'ada@example.com', job_title: 'CEO' });
    await owner.create({ ...NAME, company: 'Acme' });
    const { body } = await undo(written);
    expect(body.undone).toBe(0);
    expect(body.kept.map(({ reason }: { reason: string }) => reason)).toContain('duplicate');
    expect(await readPlug()).toMatchObject({ plug_type: 'contact', job_title: 'CEO' });
  });

  it('an undo that would make a target a duplicate does not list a value that the target already has', async () => {
    const { owner, readPlug, update, undo } = await newPlug({ company: 'Acme', email: 'ada@example.com' });
    const written = await update({ company: 'Zeta', email: 'new@example.com' });
    await update({ email: 'ada@example.com' });
    await owner.create({ ...NAME, company: 'Acme' });
    const { body } = await undo(written);
    expect(body.kept).toMatchObject([{ field: 'company', current: 'Zeta', reason: 'duplicate' }]);
    expect(await readPlug()).toMatchObject({ company: 'Zeta', email: 'ada@example.com' });
  });
});

describe('undo and redo', () => {
  it('a repeated undo changes nothing, and an undo of the undo restores the change', async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first', tags: ['a'] });
    const written = await update({ notes: 'second', tags: ['b'] });
    const undone = await undo(written);
    const again = await undo(written);
    expect(again.body).toEqual({ undo_id: null, undone: 0, unchanged: 1, kept: [], complete: true });
    expect(again.headers.get('X-Revision')).toBeNull();
    expect(await readPlug()).toMatchObject({ notes: 'first', tags: ['a'] });
    await undo(undone);
    expect(await readPlug()).toMatchObject({ notes: 'second', tags: ['b'] });
    expect((await undo(written)).body.undone).toBe(1);
    expect(await readPlug()).toMatchObject({ notes: 'first', tags: ['a'] });
  });

  it('a repeated undo does not remove a tag that was added again', async () => {
    const { readPlug, update, undo } = await newPlug({ tags: ['a'] });
    const written = await update({ tags: ['a', 'b'] });
    await undo(written);
    await update({ tags: ['a', 'b', 'c'] });
    expect((await undo(written)).body).toMatchObject({ undone: 0, unchanged: 1, kept: [] });
    expect((await readPlug()).tags).toEqual(['a', 'b', 'c']);
  });

  it('a redo repeats a creation, a deletion and a conversion', async () => {
    const { owner, id, created, readPlug, undo } = await newPlug({ company: 'Acme', email: 'a@example.com' });
    const undoAndRedo = async (written: TestResponse) => {
      const undone = await undo(written);
      const redone = await undo(undone);
      expect([undone.body.undone, redone.body.undone]).toEqual([1, 1]);
    };
    await undoAndRedo(created);
    await undoAndRedo(await owner.convert(id, { job_title: 'CEO' }));
    expect(await readPlug()).toMatchObject({ plug_type: 'contact', job_title: 'CEO' });
    await undoAndRedo(await owner.remove(id));
    expect((await owner.read(id)).status).toBe(404);
  });

  it('an undo of an undone conversion keeps the time of a later conversion', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    const { owner, id, undo } = await newPlug({ company: 'Acme', email: 'a@example.com' });
    const undone = await undo(await owner.convert(id));
    vi.setSystemTime(START + MINUTE);
    await owner.convert(id);
    expect((await undo(undone)).body).toMatchObject({ undone: 0, unchanged: 1, kept: [] });
  });

  it('24 parallel undos of one revision change the plug once', { timeout: 60_000 }, async () => {
    const { readPlug, update, undo } = await newPlug({ notes: 'first' });
    const written = await update({ notes: 'second' });
    const responses = await Promise.all(Array.from({ length: 24 }, () => undo(written)));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => 200));
    expect(responses.filter(({ body }) => body.undone === 1)).toHaveLength(1);
    expect((await readPlug()).notes).toBe('first');
  });
});

describe('an undo with an unknown id', () => {
  it.each(['rev_00000000000', 'rev_zzzzzzzzzzz', 'none', crypto.randomUUID(), '1'])(
    'an undo with the id %s returns 404',
    async (id) => {
      const { undo } = await newPlug();
      const { status, body } = await undo(id);
      expect(status).toBe(404);
      expect(body.detail).toBe('Not found');
    },
  );

  it('an undo with the id of a revision of another owner returns 404 and changes nothing', async () => {
    const { created, readPlug, update } = await newPlug({ notes: 'first' });
    const written = await update({ notes: 'second' });
    const other = await newPlugOwner();
    expect((await undoWrite(other, written)).status).toBe(404);
    expect((await undoWrite(other, created)).status).toBe(404);
    expect((await readPlug()).notes).toBe('second');
  });
});
