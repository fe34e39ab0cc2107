/** The export of the contact list: the download of the contacts that match the search and the filters. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seedPlugs } from '../../plugs/seed-plugs.ts';
import { call } from '../../support/client.ts';
import { readPage } from '../page-client.ts';
import { type ContactOwner, createContactOwner, HTMX_HEADERS } from './contact-owner.ts';

const namesIn = ({ plugs }: { plugs: { first_name: string }[] }) => plugs.map((plug) => plug.first_name);

describe('the export of the list', () => {
  let owner: ContactOwner;
  beforeAll(async () => {
    owner = await createContactOwner();
    await owner.create({ first_name: 'Zoë', last_name: 'Müller', tags: ['vip'], priority: 'urgent' });
    await owner.create({ first_name: 'Ada', last_name: 'King', notes: 'Met Zoe', tags: ['VIP'] });
    const work = { email: 'bob@example.com', company: 'Acme', job_title: 'CEO' };
    await owner.create({ first_name: 'Bob', last_name: 'Ray', network_type: 'vendor', ...work });
    await (await createContactOwner()).create({ first_name: 'Foreign', tags: ['vip'] });
  });

  it.each([
    ['', ['Zoë', 'Ada', 'Bob']],
    ['type=contact', ['Bob']],
    ['tag=vip', ['Zoë', 'Ada']],
    ['priority=urgent&tag=vip', ['Zoë']],
    ['network=vendor', ['Bob']],
    ['q=zoe', ['Ada', 'Zoë']],
    ['q=zoe&priority=urgent', ['Zoë']],
    ['q=zoe&type=contact', []],
    ['q=z', ['Zoë', 'Ada', 'Bob']],
    ['cursor=nonsense&select=matching', ['Zoë', 'Ada', 'Bob']],
  ])('the file contains the contacts of the query %s', async (query, names) => {
    const { status, body } = await owner.open(`/export?format=json&${query}`);
    expect([status, namesIn(body)]).toEqual([200, names]);
  });

  it('the response is a file to save, which browsers must not cache', async () => {
    const { status, headers, body, cost } = await owner.open('/export?format=csv&tag=vip');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="plugs-contacts-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(body.split('\r\n')).toHaveLength(4);
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0 });
  });

  it('the menu links to the formats CSV and JSON, with the search and the filters of the list', async () => {
    const linkTo = (format: string) => `href="/web/contacts/export?format=${format}&amp;q=zoe&amp;tag=vip"`;
    for (const headers of [{}, HTMX_HEADERS]) {
      const { body } = await owner.open('?q=zoe&tag=vip&sort=-updated_at', headers);
      expect(body).toContain('2 contacts, as in the list');
      for (const format of ['csv', 'json']) expect(body).toContain(linkTo(format));
    }
  });

  it('a request with an unknown format or without a format returns 404', async () => {
    for (const query of ['', '?format=', '?format=xlsx', '?format=toString']) {
      expect((await owner.open(`/export${query}`)).status).toBe(404);
    }
  });

  it('a visitor without a session is redirected to the sign-in', async () => {
    const { status, headers } = await readPage('//web/contacts/export?format=csv');
    expect(status).toBe(303);
    expect(headers.get('Location')).toContain('/web/sign-in');
  });

  it('the export of the pages rejects a bearer token, and the export of the API rejects the cookie', async () => {
    const headers = { Authorization: `Bearer ${owner.token}` };
    expect((await call('//web/contacts/export?format=csv', { headers })).status).toBe(303);
    const cookie = { Cookie: owner.cookie };
    expect((await call('/plugs/export?format=csv', { headers: cookie })).status).toBe(401);
  });
});

it('the export of a search with several pages contains each match once', async () => {
  const owner = await createContactOwner();
  await seedPlugs(owner.number, 600);
  const { body, cost } = await owner.open('/export?format=json&q=company&priority=high');
  const ids = body.plugs.map(({ id }: { id: string }) => id);
  expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
  expect(cost.rowsWritten).toBe(0);
});
