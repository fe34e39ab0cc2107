/** The page of a contact that was merged into another contact. */
import { expect, it } from 'vitest';
import { call } from '../../support/client.ts';
import { createContactOwner, HTMX_HEADERS, locationOf } from './contact-owner.ts';

/** Creates two contacts and merges `loser` into `winner`. */
async function createMergedContact() {
  const owner = await createContactOwner();
  const [winner, loser] = [await owner.create(), await owner.create({ last_name: 'Twice' })];
  const body = { winner_id: winner.id, loser_ids: [loser.id] };
  await call('/plugs/merge', { token: owner.token, body });
  return { ...owner, winner: winner.id, loser: loser.id };
}

it('the page of a merged contact redirects to the page of the other contact', async () => {
  const { winner, loser, open } = await createMergedContact();
  const response = await open(`/${loser}`);
  expect(response.status).toBe(303);
  expect(locationOf(response)).toBe(`/web/contacts/${winner}`);
  const part = await open(`/${loser}?edit=notes`, HTMX_HEADERS);
  expect([part.status, part.headers.get('HX-Redirect')]).toEqual([200, `/web/contacts/${winner}`]);
});

it('a form of a merged contact is rejected and does not change the other contact', async () => {
  const owner = await createMergedContact();
  const before = (await owner.readPlug(owner.winner)).body;
  const response = await owner.send(`/${owner.loser}`, {
    edit: 'notes',
    notes: 'x',
    etag: 'x',
    old_value: '',
  });
  expect(response.status).toBe(409);
  expect(response.body).toContain('This contact was merged into another contact.');
  expect((await owner.readPlug(owner.winner)).body).toEqual(before);
});

it('the trash links a merged contact to the other contact, and does not offer to restore the merged contact', async () => {
  const { winner, loser, create, send, open } = await createMergedContact();
  const { id: deleted } = await create({ last_name: 'Deleted' });
  await send(`/${deleted}/delete`, {});
  const { body, cost } = await open('/trash');
  expect(cost.trips).toBe(1);
  expect(body).toContain(`Merged into <a href="/web/contacts/${winner}">another contact</a>`);
  expect(body.match(/Merged into/g)).toHaveLength(1);
  expect(body).not.toContain(`/web/contacts/${loser}/restore`);
  expect(body).toContain(`/web/contacts/${deleted}/restore`);
  expect(body).toContain(`data-dialog="#erase-${loser}"`);
});
