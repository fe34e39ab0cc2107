/** The actions on several contacts that are selected in the list. */
import { describe, expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { sendForm } from '../page-client.ts';
import { type ContactOwner, createContactOwner, locationOf } from './contact-owner.ts';

const PATH = '//web/contacts/bulk';
const UNSELECTED = { done: 'unselected', text: 'Select 1 to 50 contacts.' };
const TAGLESS = { done: 'tagless', text: 'Enter a tag of at most 50 characters.' };

/** Sends a form with several ids. */
function sendIds(owner: ContactOwner, ids: string[], fields: Record<string, string>, path = PATH) {
  return sendForm(path, { ids, ...fields }, { cookie: owner.cookie });
}

/** Creates three targets and returns their ids. The first two targets have an e-mail address. */
async function createThreeTargets(owner: ContactOwner): Promise<string[]> {
  const ids: string[] = [];
  for (const email of ['a@example.com', 'b@example.com', undefined]) {
    ids.push((await owner.create({ last_name: `L${ids.length}`, email })).id);
  }
  return ids;
}

/** Reads a plug without the time of its last change. */
async function readWithoutTime(owner: ContactOwner, id: string): Promise<Record<string, unknown>> {
  const { updated_at: _time, ...values } = (await owner.readPlug(id)).body;
  return values;
}

describe('several selected contacts', () => {
  it.each([
    [{ action: 'tag', tag: 'vip' }, { tags: ['vip'] }, 'changed', 3],
    [{ action: 'priority-urgent' }, { priority: 'urgent' }, 'changed', 3],
    [{ action: 'convert' }, { plug_type: 'contact' }, 'converted', 2],
  ] as const)(
    'an action reports the numbers of changed and of failed contacts, and an undo restores the contacts: %o',
    async (form, expected, done, count) => {
      const owner = await createContactOwner();
      const ids = await createThreeTargets(owner);
      const readAll = () => Promise.all(ids.map((id) => readWithoutTime(owner, id)));
      const before = await readAll();
      const response = await sendIds(owner, ids, { ...form, list: 'q=ada&select=page' });
      const location = new URL(locationOf(response), 'http://plugs.test');
      expect([
        location.pathname,
        location.searchParams.get('q'),
        location.searchParams.get('select'),
      ]).toEqual(['/web/contacts', 'ada', null]);
      expect([location.searchParams.get('done'), location.searchParams.get('count')]).toEqual([
        done,
        String(count),
      ]);
      expect(location.searchParams.get('failed')).toBe(count === 2 ? '1' : null);
      expect((await owner.readPlug(ids[0] ?? '')).body).toMatchObject(expected);
      const revision = location.searchParams.get('undo') ?? '';
      await owner.send('/undo', { revision, back: '/web/contacts' });
      expect(await readAll()).toEqual(before);
    },
  );

  it('the removal of a tag from the selected contacts ignores upper and lower case', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ tags: ['VIP', 'berlin'] });
    await sendIds(owner, [id], { action: 'untag', tag: 'vip' });
    expect((await owner.readPlug(id)).body.tags).toEqual(['berlin']);
  });

  it('the selected contacts are moved to the trash in two round trips, and are restored', async () => {
    const owner = await createContactOwner();
    const ids = await createThreeTargets(owner);
    const deleted = await sendIds(owner, ids, { action: 'delete' });
    expect(locationOf(deleted)).toContain('done=deleted&count=3&undo=');
    expect(deleted.cost).toMatchObject({ trips: 2, objects: 0, kv: 0 });
    const list = await owner.open(locationOf(deleted).replace('/web/contacts', ''));
    expect(list.body).toContain('3 contacts moved to the trash.');
    const restored = await sendIds(owner, ids, {}, '//web/contacts/trash/restore');
    expect(locationOf(restored)).toContain('/web/contacts/trash?done=restored&count=3&undo=');
    for (const id of ids) expect((await owner.readPlug(id)).status).toBe(200);
  });

  it('the report names a merge as the reason why a contact could not be restored', async () => {
    const owner = await createContactOwner();
    const [winner = '', loser = ''] = await createThreeTargets(owner);
    const body = { winner_id: winner, loser_ids: [loser] };
    expect((await call('/plugs/merge', { token: owner.token, body })).status).toBe(200);
    const restored = await sendIds(owner, [loser], {}, '//web/contacts/trash/restore');
    const list = await owner.open(locationOf(restored).replace('/web/contacts', ''));
    expect(list.body).toContain('1 contact could not be changed: merged into another contact');
  });

  it.each([
    { problem: 'no selection', ids: [], form: { action: 'delete' }, ...UNSELECTED },
    { problem: 'no tag', ids: ['x'], form: { action: 'tag', tag: ' ' }, ...TAGLESS },
    { problem: 'a long tag', ids: ['x'], form: { action: 'tag', tag: 'x'.repeat(51) }, ...TAGLESS },
    { problem: 'too many ids', ids: Array<string>(51).fill('x'), form: { action: 'delete' }, ...UNSELECTED },
  ])(
    'a form with $problem changes nothing and redirects to the list with done=$done',
    async ({ ids, form, done, text }) => {
      const owner = await createContactOwner();
      const response = await sendIds(owner, ids, form as Record<string, string>);
      expect(locationOf(response)).toBe(`/web/contacts?done=${done}`);
      expect((await owner.open(`?done=${done}`)).body).toContain(`Nothing was changed. ${text}`);
    },
  );

  it('an action on contacts of another owner changes no contact', async () => {
    const [owner, other] = [await createContactOwner(), await createContactOwner()];
    const ids = await createThreeTargets(owner);
    for (const form of [{ action: 'delete' }, { action: 'tag', tag: 'mine' }, { action: 'priority-low' }]) {
      expect(locationOf(await sendIds(other, ids, form))).toContain('count=0&failed=3');
    }
    for (const id of ids) {
      const { body } = await owner.readPlug(id);
      expect(body).toMatchObject({ tags: [], priority: 'medium', deleted_at: null });
    }
  });
});
