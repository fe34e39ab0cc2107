/** The trash, the history of a contact, and the undo of a write. */
import { describe, expect, it } from 'vitest';
import type { TestResponse } from '../../support/client.ts';
import {
  type ContactOwner,
  createContactOwner,
  expectNoInjection,
  HOSTILE_TEXT,
  HTMX_HEADERS,
  locationOf,
} from './contact-owner.ts';

/** The id of the revision in the redirect after a write. Empty if the redirect contains no revision. */
const revisionInRedirect = (response: TestResponse): string =>
  new URL(locationOf(response), 'http://plugs.test').searchParams.get('undo') ?? '';

async function createInTrash(owner: ContactOwner, fields: Record<string, unknown> = {}) {
  const plug = await owner.create(fields);
  await owner.send(`/${plug.id}/delete`, {});
  return plug;
}

describe('the trash', () => {
  it('the trash lists deleted contacts, each with a dialog to delete it for good, and restores a contact', async () => {
    const owner = await createContactOwner();
    expect((await owner.open('/trash')).body).toContain('The trash is empty');
    const { id } = await createInTrash(owner);
    const { body, cost } = await owner.open('/trash');
    expect([cost.trips, body.includes('Delete Ada Test for good?')]).toEqual([1, true]);
    expect(body).toContain(`data-dialog="#erase-${id}"`);
    expect((await owner.open('/trash?select=page', HTMX_HEADERS)).body).toMatch(/^<div id="results">/);
    const restored = await owner.send(`/${id}/restore`, {});
    expect(locationOf(restored)).toMatch(/^\/web\/contacts\/trash\?done=restored&undo=rev_/);
    expect((await owner.open(`/${id}`)).status).toBe(200);
  });

  it('the link that selects all rows leads to the same page of the trash', async () => {
    const owner = await createContactOwner();
    for (let at = 0; at < 51; at += 1) await createInTrash(owner, { last_name: `L${at}` });
    const { body } = await owner.open('/trash');
    const next = /href="\/web\/contacts(\/trash\?cursor=[^"]+)"/.exec(body)?.[1] ?? '';
    const second = await owner.open(next);
    expect(second.body).toContain(`href="/web/contacts${next}&amp;select=page"`);
    const selected = await owner.open(`${next}&select=page`);
    expect(selected.body.match(/<input class="row-check"[^>]*checked/g)).toHaveLength(1);
  });

  it('the confirmation names the contacts that are deleted for good, and live contacts are not deleted', async () => {
    const owner = await createContactOwner();
    const [one, two] = [await createInTrash(owner), await createInTrash(owner, { last_name: 'Two' })];
    const live = await owner.create({ last_name: 'Live' });
    const query = `ids=${one.id}&ids=${two.id}&ids=${live.id}`;
    const { body } = await owner.open(`/trash/erase?${query}`);
    expect(body).toContain('Delete 2 contacts for good?');
    expect(body).toContain('Ada Two');
    expect(body).not.toContain('Ada Live');
    const erased = await owner.send('/trash/erase', { ids: one.id });
    expect(locationOf(erased)).toBe('/web/contacts/trash?done=erased&count=1');
    expect(erased.cost.trips).toBe(2);
    expect((await owner.open(`/trash/erase?ids=${one.id}`)).status).toBe(303);
    expect((await owner.send('/trash/erase', { ids: live.id })).status).toBe(303);
    expect((await owner.open(`/${live.id}`)).status).toBe(200);
  });

  it('a user can neither restore nor erase a contact in the trash of another owner', async () => {
    const [owner, other] = [await createContactOwner(), await createContactOwner()];
    const { id } = await createInTrash(owner);
    expect((await other.open(`/trash/erase?ids=${id}`)).status).toBe(303);
    await other.send('/trash/erase', { ids: id });
    expect((await other.send(`/${id}/restore`, {})).status).toBe(404);
    expect((await owner.send(`/${id}/restore`, {})).status).toBe(303);
  });

  it('the trash escapes the names and the companies of contacts', async () => {
    const owner = await createContactOwner();
    const text = HOSTILE_TEXT.slice(0, 60);
    const { id } = await createInTrash(owner, { first_name: text, company: text });
    for (const path of ['/trash', `/trash/erase?ids=${id}`]) expectNoInjection((await owner.open(path)).body);
  });
});

describe('undo', () => {
  it.each(['edit', 'tag', 'delete', 'convert'])(
    'an undo reverts the write of the form: %s',
    async (action) => {
      const owner = await createContactOwner();
      const before = await owner.create({ email: 'a@example.com', tags: ['old'] });
      const { id } = before;
      const { headers } = await owner.readPlug(id);
      const etag = (headers.get('ETag') ?? '').replaceAll('"', '');
      const form: Record<string, string> = { tag: 'new', edit: 'notes', notes: 'new', etag, old_value: '' };
      const written = await owner.send(action === 'edit' ? `/${id}` : `/${id}/${action}`, form);
      const undone = await owner.send('/undo', {
        revision: revisionInRedirect(written),
        back: `/web/contacts/${id}`,
      });
      expect(locationOf(undone)).toMatch(new RegExp(`^/web/contacts/${id}\\?done=undone&undo=rev_`));
      const { body } = await owner.readPlug(id);
      const { updated_at: _now, ...values } = body;
      const { updated_at: _then, ...expected } = before;
      expect(values).toEqual(expected);
    },
  );

  it('an undo of a value that was changed later reports that nothing was undone', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    const first = await owner.send(`/${id}/tag`, { tag: 'a' });
    await owner.send(`/${id}/untag`, { tag: 'a' });
    const undone = await owner.send('/undo', { revision: revisionInRedirect(first) });
    expect(locationOf(undone)).toMatch(/^\/web\?done=nothing/);
  });

  it('an undo returns 404 for a revision of another owner', async () => {
    const [owner, other] = [await createContactOwner(), await createContactOwner()];
    const { id } = await owner.create();
    const written = await owner.send(`/${id}/tag`, { tag: 'a' });
    expect((await other.send('/undo', { revision: revisionInRedirect(written) })).status).toBe(404);
    expect((await owner.readPlug(id)).body.tags).toEqual(['a']);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:1'])(
    'an undo does not redirect to %s',
    async (back) => {
      const owner = await createContactOwner();
      const { id } = await owner.create();
      const written = await owner.send(`/${id}/tag`, { tag: 'a' });
      const undone = await owner.send('/undo', { revision: revisionInRedirect(written), back });
      expect(locationOf(undone)).toMatch(/^\/web\?done=undone/);
    },
  );
});

describe('the history of a contact', () => {
  it('the history shows the writes, the old and new values of an edit, and a form that undoes the edit', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ email: 'a@example.com' });
    await owner.send(`/${id}/tag`, { tag: 'vip' });
    await owner.send(`/${id}/convert`, {});
    const { body, cost } = await owner.open(`/${id}`);
    expect(cost.trips).toBe(1);
    const history = body.slice(body.indexOf('class="timeline"'));
    expect(history).toMatch(
      /<b>Converted to a contact<\/b> on this site.*<b>Edited<\/b> on this site.*<b>Added<\/b> by an app/s,
    );
    expect(history).toContain('<bdi>Tags</bdi>: empty → <ins><bdi>vip</bdi></ins>');
    const revision = [...history.matchAll(/name="revision" value="(rev_\w{11})"/g)].at(-1)?.[1] ?? '';
    await owner.send('/undo', { revision, back: `/web/contacts/${id}` });
    expect((await owner.readPlug(id)).body).toMatchObject({ tags: [], plug_type: 'contact' });
    expect((await owner.open(`/${id}`)).body).toContain('Undone later.');
  });

  it('the history links to older entries', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create();
    for (let at = 0; at < 11; at += 1) await owner.send(`/${id}/tag`, { tag: `t${at}` });
    const { body } = await owner.open(`/${id}`);
    const older = /href="\/web\/contacts\/[\w-]+(\?history=[^"#]+)#history"/.exec(body)?.[1];
    expect((await owner.open(`/${id}${older}`)).body).toContain('<b>Added</b>');
  });

  it('the history escapes the values of writes', async () => {
    const owner = await createContactOwner();
    const { id } = await owner.create({ notes: HOSTILE_TEXT, custom_data: { [HOSTILE_TEXT]: HOSTILE_TEXT } });
    await owner.send(`/${id}/data`, { key: `${HOSTILE_TEXT}2`, value: HOSTILE_TEXT });
    await owner.send(`/${id}/tag`, { tag: HOSTILE_TEXT.slice(0, 50) });
    expectNoInjection((await owner.open(`/${id}`)).body);
  });
});
