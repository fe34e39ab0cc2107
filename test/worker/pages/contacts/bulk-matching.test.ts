/** The actions on all contacts that match the search and the filters, not only on one page of the list. */
import { describe, expect, it } from 'vitest';
import { seedPlugs } from '../../plugs/seed-plugs.ts';
import { call } from '../../support/client.ts';
import {
  type ContactOwner,
  createContactOwner,
  HTMX_HEADERS,
  hiddenFields,
  locationOf,
} from './contact-owner.ts';

/** More contacts than a page of the list contains. */
const ACME_CONTACT_COUNT = 60;

/**
 * Creates an owner of 61 contacts. The company of 60 contacts is Acme, and their tag is `fair`. The first 10 of these
 * contacts are urgent.
 */
async function createOwner() {
  const owner = await createContactOwner();
  const plugs = Array.from({ length: ACME_CONTACT_COUNT }, (_, index) => ({
    ...{ first_name: 'Ada', last_name: `L${index}`, company: 'Acme', tags: ['fair'] },
    priority: index < 10 ? 'urgent' : 'low',
  }));
  await call('/plugs/import', { token: owner.token, body: [...plugs, { first_name: 'Other' }] });
  return owner;
}

const searchPlugs = async ({ token }: ContactOwner, query: string) =>
  (await call(`/plugs?${query}`, { token })).body;
const countPlugs = async (owner: ContactOwner, query: string): Promise<number> =>
  (await searchPlugs(owner, query)).total;
/** The parameters of a redirect. They contain the report of the action. */
const reportOf = (location: string) =>
  Object.fromEntries(new URL(location, 'http://plugs.test').searchParams);

/** Opens the list with all matching contacts selected, and returns the hidden fields of its form. */
async function selectAllMatching(owner: ContactOwner, query: string) {
  const { body } = await owner.open(`?${query}&select=matching`);
  return hiddenFields(body, '/web/contacts/bulk');
}

describe('the offer to select all contacts that match', () => {
  it.each([
    ['tag=fair', 'Select all 60 that match', 'tag=fair&amp;select=matching'],
    ['q=acme', 'Select all 60 that match', 'q=acme&amp;select=matching'],
    ['type=target', 'Select all 61 that match', 'type=target&amp;select=matching'],
    ['', 'Select all 61<', 'select=matching'],
  ])(
    'the list of more than one page offers to select all contacts that match: %s',
    async (query, label, link) => {
      const { body } = await (await createOwner()).open(`?${query}`);
      expect(body).toContain(label);
      expect(body).toContain(`href="/web/contacts?${link}"`);
    },
  );

  it('the list of one page does not offer to select all contacts that match', async () => {
    const { body } = await (await createOwner()).open('?tag=fair&priority=urgent');
    expect(body).toContain('1–10 of 10');
    expect(body).not.toContain('select=matching');
  });

  it('the check boxes of all rows are checked and disabled if all matching contacts are selected, and a link clears the selection', async () => {
    const owner = await createOwner();
    const { body, cost } = await owner.open('?tag=fair&select=matching', HTMX_HEADERS);
    expect(body.match(/name="ids"[^>]* checked="" disabled=""/g)).toHaveLength(50);
    expect(body).toContain('60 selected');
    expect(body).toContain('<a class="text-button" href="/web/contacts?tag=fair"');
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0 });
    expect(hiddenFields(body, '/web/contacts/bulk')).toMatchObject({ matching: '60' });
  });

  it('the first button of the form adds a tag, because the Enter key in a field presses the first button', async () => {
    const { body } = await (await createOwner()).open();
    const form = body.slice(body.indexOf('action="/web/contacts/bulk"'));
    expect(/<button[^>]*>/.exec(form)?.[0]).toBe(
      '<button type="submit" name="action" value="tag" hidden="">',
    );
  });

  it('a list of more than 5,000 contacts shows the limit, and an action on all contacts is rejected with a message', {
    timeout: 120_000,
  }, async () => {
    const owner = await createContactOwner();
    await seedPlugs(owner.number, 5_001);
    const { body } = await owner.open('?select=matching');
    expect(body).toContain('At most 5,000 of 5,001 at once: add a filter to select all');
    expect(body).not.toContain('name="matching"');
    const sent = await owner.send('/bulk', { matching: '5001', action: 'priority-low', list: '' });
    expect(reportOf(locationOf(sent))).toEqual({ done: 'excess' });
    const shown = await owner.open(locationOf(sent).replace('/web/contacts', ''));
    expect(shown.body).toContain('Nothing was changed. At most 5,000 contacts can be changed at once.');
  });
});

describe('an action on all contacts that match', () => {
  it.each(['tag=fair&priority=urgent', 'q=acme&priority=urgent'])(
    'an action changes only the contacts that match, and an undo reverts the changes: %s',
    async (query) => {
      const owner = await createOwner();
      const fields = { ...(await selectAllMatching(owner, query)), action: 'tag', tag: 'vip' };
      expect(fields).toMatchObject({ matching: '10' });
      const report = reportOf(locationOf(await owner.send('/bulk', fields)));
      expect(report).toMatchObject({ done: 'changed', count: '10' });
      expect(report.select).toBeUndefined();
      expect([
        await countPlugs(owner, 'tag=vip'),
        await countPlugs(owner, 'tag=vip&priority=urgent'),
      ]).toEqual([10, 10]);
      await owner.send('/undo', { revision: report.undo ?? '', back: '/web/contacts' });
      expect(await countPlugs(owner, 'tag=vip')).toBe(0);
    },
  );

  it('a deletion deletes the contacts of all pages, and an undo restores these contacts', async () => {
    const owner = await createOwner();
    const fields = { ...(await selectAllMatching(owner, 'tag=fair')), action: 'delete' };
    const report = reportOf(locationOf(await owner.send('/bulk', fields)));
    expect(report).toMatchObject({ done: 'deleted', count: '60' });
    expect(await countPlugs(owner, '')).toBe(1);
    await owner.send('/undo', { revision: report.undo ?? '', back: '/web/contacts' });
    expect(await countPlugs(owner, 'tag=fair')).toBe(60);
  });

  it('the report names the reasons why contacts could not be changed', async () => {
    const owner = await createContactOwner();
    for (const email of ['a@example.com', 'b@example.com', null]) {
      await owner.create({ last_name: `L${email}`, email, tags: ['fair'] });
    }
    await owner.create({
      last_name: 'C',
      email: 'c@example.com',
      company: 'A',
      job_title: 'B',
      tags: ['fair'],
    });
    const form = { ...(await selectAllMatching(owner, 'tag=fair')), action: 'convert' };
    const location = locationOf(await owner.send('/bulk', form));
    const { body } = await owner.open(location.replace('/web/contacts', ''));
    expect(body).toContain('2 contacts converted. 2 contacts could not be changed: ');
    expect(body).toContain('already a contact');
    expect(body).toContain('a field that a contact needs is missing');
  });

  it('an action changes no contact of another owner', async () => {
    const [owner, other] = [await createOwner(), await createContactOwner()];
    const form = { matching: '60', list: 'tag=fair', action: 'delete' };
    expect(locationOf(await other.send('/bulk', form))).toBe('/web/contacts?tag=fair');
    expect(await countPlugs(owner, 'tag=fair')).toBe(60);
  });
});

describe('the deletion of all contacts that match', () => {
  it('a second confirmation with the new number is required if the number of matching contacts has changed', async () => {
    const owner = await createOwner();
    const fields = { ...(await selectAllMatching(owner, 'q=acme')), action: 'delete' };
    await owner.create({ last_name: 'New', company: 'Acme' });
    const confirmation = await owner.send('/bulk', fields);
    expect(confirmation.status).toBe(409);
    expect(confirmation.body).toContain('Delete 61 contacts?');
    expect(confirmation.body).toContain('61 instead of 60 contacts match now.');
    expect(await countPlugs(owner, '')).toBe(62);
    const confirmedForm = { ...hiddenFields(confirmation.body, '/web/contacts/bulk'), action: 'delete' };
    expect(confirmedForm).toEqual({ list: 'q=acme', matching: '61', action: 'delete' });
    expect(reportOf(locationOf(await owner.send('/bulk', confirmedForm)))).toMatchObject({
      q: 'acme',
      count: '61',
    });
    expect(await countPlugs(owner, '')).toBe(1);
  });

  it('a form deletes nothing if the number of contacts is missing or is not a positive whole number', async () => {
    const owner = await createOwner();
    for (const matching of ['', 'all', '-1', '6e1']) {
      const sent = await owner.send('/bulk', { matching, list: 'tag=fair', action: 'delete' });
      expect(locationOf(sent)).toBe('/web/contacts?tag=fair&done=unselected');
    }
    expect(await countPlugs(owner, 'tag=fair')).toBe(60);
  });
});
