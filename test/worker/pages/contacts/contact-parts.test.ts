/** The tags, the custom data and the state of a contact on its page. */
import { describe, expect, it } from 'vitest';
import {
  createContactOwner,
  editField,
  expectNoInjection,
  HTMX_HEADERS,
  hiddenFields,
  locationOf,
} from './contact-owner.ts';

describe('tags and custom data', () => {
  it('a tag is added and removed, and the tags of other contacts are suggested', async () => {
    const owner = await createContactOwner();
    await owner.create({ last_name: 'Other', tags: ['vip', 'berlin'] });
    const { id } = await owner.create({ tags: ['Berlin'] });
    const { body } = await owner.open(`/${id}`);
    expect(body).toContain('<option value="vip">');
    expect(body).not.toContain('<option value="berlin">');
    expect(locationOf(await owner.send(`/${id}/tag`, { tag: ' vip ' }))).toContain('done=tagged');
    expect(locationOf(await owner.send(`/${id}/tag`, { tag: 'VIP' }))).not.toContain('undo=');
    expect((await owner.readPlug(id)).body.tags).toEqual(['Berlin', 'vip']);
    expect(locationOf(await owner.send(`/${id}/untag`, { tag: 'BERLIN' }))).toContain('done=untagged');
    expect((await owner.readPlug(id)).body.tags).toEqual(['vip']);
    const rejected = await owner.send(`/${id}/tag`, { tag: 'x'.repeat(51) });
    expect([rejected.status, rejected.body.includes('Tag must be at most 50 characters')]).toEqual([
      422,
      true,
    ]);
    expect(rejected.body).toContain(`value="${'x'.repeat(51)}"`);
  });

  it('a twenty-first tag is rejected', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ tags: Array.from({ length: 20 }, (_, at) => `t${at}`) });
    expect((await owner.send(`/${id}/tag`, { tag: 'more' })).status).toBe(422);
  });

  it('a key of the custom data is added, changed and removed, and wrong values are rejected', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ custom_data: { score: 5, deep: { a: [1] } } });
    expect((await owner.send(`/${id}/data`, { key: 'Blood type', value: '0+' })).status).toBe(303);
    const exists = await owner.send(`/${id}/data`, { key: 'score', value: '6' });
    expect([exists.status, exists.body.includes('already has a field with this name')]).toEqual([422, true]);
    const { body } = await owner.open(`/${id}?edit_key=score`, HTMX_HEADERS);
    const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
    const notJson = await owner.send(`/${id}/data`, { ...hidden, value: '{' }, HTMX_HEADERS);
    expect([notJson.status, notJson.body.includes('This value is JSON.')]).toEqual([422, true]);
    const lossy = await owner.send(`/${id}/data`, { ...hidden, value: '12345678901234567890' }, HTMX_HEADERS);
    expect([lossy.status, lossy.body.includes('cannot be stored exactly')]).toEqual([422, true]);
    expect((await owner.send(`/${id}/data`, { ...hidden, value: '7' }, HTMX_HEADERS)).status).toBe(200);
    expect((await owner.readPlug(id)).body.custom_data).toEqual({
      score: 7,
      deep: { a: [1] },
      'Blood type': '0+',
    });
    const opened = await owner.open(`/${id}?edit_key=deep`);
    const deep = hiddenFields(opened.body, `/web/contacts/${id}/data`);
    expect((await owner.send(`/${id}/data`, { ...deep, value: '{}', remove: 'on' })).status).toBe(303);
    expect((await owner.readPlug(id)).body.custom_data).toEqual({ score: 7, 'Blood type': '0+' });
  });

  it.each(['', ' ', ' source', 'A\u030A', 'x'.repeat(200), 'a\nb', 'a\r\nb', '"a"', '5'])(
    'a key that the API stored and that a form cannot add is changed and removed: %j',
    async (key) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ custom_data: { [key]: 'first' } });
      const { body: page } = await owner.open(`/${id}`);
      const query = /\?(edit_key=[^"#]*)/.exec(page)?.[1];
      for (const change of [{ value: 'second' }, { value: 'second', remove: 'on' }]) {
        const { body } = await owner.open(`/${id}?${query}`, HTMX_HEADERS);
        const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
        // Browsers send line breaks as CRLF.
        const sentKey = hidden.key?.replaceAll(/\r?\n/g, '\r\n') ?? '';
        expect((await owner.send(`/${id}/data`, { ...hidden, key: sentKey, ...change })).status).toBe(303);
        const expected = 'remove' in change ? {} : { [key]: 'second' };
        expect((await owner.readPlug(id)).body.custom_data).toEqual(expected);
      }
    },
  );

  it('without htmx, a form of a field that was removed elsewhere becomes the form of a new field with the same name', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ custom_data: { Source: 'first' } });
    const { body } = await owner.open(`/${id}?edit_key=Source`);
    const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
    await owner.update(id, { custom_data: { Source: null } });
    const conflict = await owner.send(`/${id}/data`, { ...hidden, value: 'second' });
    expect(conflict.status).toBe(409);
    expect(conflict.body).toMatch(/name="key"[^>]* value="Source"/);
  });

  it('htmx loads the page of the contact after the removal of a field', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ custom_data: { a: 'first' } });
    const { body } = await owner.open(`/${id}?edit_key=a`, HTMX_HEADERS);
    const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
    const removed = await owner.send(
      `/${id}/data`,
      { ...hidden, value: 'first', remove: 'on' },
      HTMX_HEADERS,
    );
    expect([removed.status, removed.body]).toEqual([200, '']);
    expect(removed.headers.get('HX-Redirect')).toMatch(`/web/contacts/${id}?done=saved`);
  });

  it.each(['edit_key', 'view_key'])(
    'htmx loads the page of the contact if the key of the query "%s" was removed elsewhere',
    async (parameter) => {
      const owner = await createContactOwner();
      const { id } = await owner.create();
      const { status, body, headers } = await owner.open(`/${id}?${parameter}=gone`, HTMX_HEADERS);
      expect([status, body, headers.get('HX-Redirect')]).toEqual([200, '', `/web/contacts/${id}`]);
    },
  );

  it.each([
    ['first', '', 'The value is now “”.'],
    ['', null, 'This field was removed elsewhere.'],
  ])(
    'the form of a field with the value "%s" distinguishes an empty text from a removed field after a change to %j elsewhere',
    async (first, present, message) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ custom_data: { a: first } });
      const { body } = await owner.open(`/${id}?edit_key=a`);
      const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
      await owner.update(id, { custom_data: { a: present } });
      const refused = await owner.send(`/${id}/data`, { ...hidden, value: 'second' });
      expect([refused.status, refused.body.includes(message)]).toEqual([409, true]);
    },
  );

  it.each([
    ['text', 'first', 'second'],
    ['json', 5, 6],
  ])(
    'the form of a field that was removed elsewhere keeps the typed value and adds the field again: %s',
    async (_kind, first, second) => {
      const owner = await createContactOwner();
      const { id } = await owner.create({ custom_data: { a: first } });
      const { body } = await owner.open(`/${id}?edit_key=a`, HTMX_HEADERS);
      const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
      await owner.send(`/${id}/data`, { ...hidden, value: String(first), remove: 'on' });
      const conflict = await owner.send(`/${id}/data`, { ...hidden, value: String(second) }, HTMX_HEADERS);
      expect([conflict.status, conflict.body.slice(0, 4)]).toEqual([409, '<dd>']);
      expect(conflict.body).toContain(`${second}</textarea>`);
      const again = hiddenFields(conflict.body, `/web/contacts/${id}/data`);
      expect(
        (await owner.send(`/${id}/data`, { ...again, value: String(second) }, HTMX_HEADERS)).status,
      ).toBe(200);
      expect((await owner.readPlug(id)).body.custom_data).toEqual({ a: second });
    },
  );

  it('a form of custom data does not overwrite a value that was changed elsewhere', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ custom_data: { a: 'first', b: 'b' } });
    const { body } = await owner.open(`/${id}?edit_key=a`);
    const hidden = hiddenFields(body, `/web/contacts/${id}/data`);
    await editField(owner, id, 'notes', 'another field');
    expect((await owner.send(`/${id}/data`, { ...hidden, value: 'second' })).status).toBe(303);
    const conflict = await owner.send(`/${id}/data`, { ...hidden, value: 'third' });
    expect([conflict.status, conflict.body.includes('The value is now “second”.')]).toEqual([409, true]);
    expect(conflict.body).toContain('third</textarea>');
  });
});

describe('the state of a contact', () => {
  it('a target is converted, and a conversion of a contact or of a target with only a name is rejected', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ email: 'a@example.com' });
    expect(locationOf(await owner.send(`/${id}/convert`, {}))).toContain('done=converted&undo=rev_');
    const again = await owner.send(`/${id}/convert`, {});
    expect([again.status, again.body.includes('This is already a contact.')]).toEqual([409, true]);
    const { id: withoutEmail } = await owner.create({ last_name: 'Bare' });
    expect((await owner.send(`/${withoutEmail}/convert`, {})).status).toBe(409);
  });

  it('a deletion moves the contact to the trash and redirects to the list with the search and the filters of the form', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    const response = await owner.send(`/${id}/delete`, { list: 'q=ada&type=target&evil=//x' });
    expect(locationOf(response)).toMatch(/^\/web\/contacts\?q=ada&type=target&done=deleted&undo=rev_\w{11}$/);
    expect((await owner.open(`/${id}`)).status).toBe(404);
    const list = await owner.open(locationOf(response).replace('/web/contacts', ''));
    expect(list.body).toContain('1 contact moved to the trash.');
    expect(list.body).toMatch(/name="revision" value="rev_\w{11}"/);
    expect(list.body).toContain('name="back" value="/web/contacts?q=ada&amp;type=target"');
  });

  it('a query can neither inject HTML into a report nor show an unknown report', async () => {
    const owner = await createContactOwner();
    expectNoInjection((await owner.open('?done=deleted&undo=%22%3E%3Cscript%3Ealert(1)')).body);
    for (const query of ['?done=toString', '?done=%3Cb%3E']) {
      expect((await owner.open(query)).body).not.toContain('class="toast"');
    }
  });
});
