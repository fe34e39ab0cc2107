/** The list of contacts: search, filters, sort, pages, the parts for htmx, and costs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seedPlugs } from '../../plugs/seed-plugs.ts';
import {
  type ContactOwner,
  createContactOwner,
  expectNoInjection,
  HOSTILE_TEXT,
  HTMX_HEADERS,
} from './contact-owner.ts';

const namesOf = (body: string): string[] =>
  [...body.matchAll(/row-link"[^>]*>(.*?)<\/a>/g)].map(([, name = '']) => name);
/** The path and query of the link to the next or previous page, without `/web/contacts`. Null if there is no link. */
const linkOf = (body: string, relation: string): string | null => {
  const href = new RegExp(`href="([^"]*)" rel="${relation}"`).exec(body)?.[1];
  return href?.replaceAll('&amp;', '&').replace('/web/contacts', '') ?? null;
};

describe('the list of contacts', () => {
  let owner: ContactOwner;
  beforeAll(async () => {
    owner = await createContactOwner();
    await owner.create({ first_name: 'Zoë', last_name: 'Müller', tags: ['vip'], priority: 'urgent' });
    await owner.create({ first_name: 'Ada', last_name: 'King', notes: 'Met Zoe at the fair', tags: ['VIP'] });
    await owner.create({
      ...{ first_name: 'Bob', last_name: 'Ray', email: 'bob@example.com', company: 'Acme', job_title: 'CEO' },
      ...{
        primary_number: '+1 555-0142',
        network_type: 'vendor',
        business_type: 'payer',
        met_where: 'Athens Expo',
      },
    });
    await (await createContactOwner()).create({ first_name: 'Not', last_name: 'Mine', tags: ['vip'] });
  });

  it('the list shows all contacts of the owner by name, with the totals', async () => {
    const { status, body } = await owner.open();
    expect([status, namesOf(body)]).toEqual([200, ['Ada King', 'Bob Ray', 'Zoë Müller']]);
    expect(body).toContain('1–3 of 3');
    expect(body).toMatch(/All <span class="muted">3<\/span>/);
    expect(body).toMatch(/Targets <span class="muted">2<\/span>/);
  });

  it.each([
    ['type=contact', ['Bob Ray']],
    ['priority=urgent', ['Zoë Müller']],
    ['tag=vip', ['Ada King', 'Zoë Müller']],
    ['network=vendor', ['Bob Ray']],
    ['business=payer', ['Bob Ray']],
    ['tag=vip&type=contact', []],
    ['sort=-first_name', ['Zoë Müller', 'Bob Ray', 'Ada King']],
    ['type=nonsense&sort=nonsense&priority=', ['Ada King', 'Bob Ray', 'Zoë Müller']],
    ['q=mull', ['Zoë <mark>Müll</mark>er']],
    ['q=zoe&tag=vip', ['<mark>Zoë</mark> Müller', 'Ada King']],
    ['q=zoe&priority=urgent', ['<mark>Zoë</mark> Müller']],
    ['q=zoe&type=contact', []],
    ['q=a', ['Ada King', 'Bob Ray', 'Zoë Müller']],
  ])('the list shows the contacts of the query %s', async (query, names) => {
    const { status, body } = await owner.open(`?${query}`);
    expect([status, namesOf(body)]).toEqual([200, names]);
  });

  it('a match in a field that the list does not usually show is added to the row and marked', async () => {
    expect((await owner.open('?q=5550142')).body).toContain('Phone: <bdi>+1 <mark>555-0142</mark></bdi>');
    expect((await owner.open('?q=expo')).body).toContain('Met at: <bdi>Athens <mark>Expo</mark></bdi>');
    expect((await owner.open('?q=fair')).body).toContain('Note: <bdi>Met Zoe at the <mark>fair</mark></bdi>');
  });

  it('a search without matches links to the form of a new contact, and a filter without matches can be removed', async () => {
    const searched = await owner.open('?q=zyx');
    expect(searched.body).toContain('No contact matches “zyx”');
    expect(searched.body).toContain('/web/contacts/new?name=zyx');
    expect(searched.body).toMatch(/and tags of \d+ contacts\./);
    expect((await owner.open('?q=zyx&tag=none')).body).toContain('and tags.');
    const filtered = await owner.open('?tag=none');
    expect(filtered.body).toContain('No contact has these properties');
    expect(filtered.body).toContain('Remove the filter: tag');
  });

  it('the list of a new account offers to add the first contact', async () => {
    expect((await (await createContactOwner()).open()).body).toContain('Add your first contact');
  });

  it('the response to htmx contains the results and the views but not the whole page, and an HX-Push-Url without blank parameters', async () => {
    const { status, headers, body } = await owner.open('?q=zoe&type=&tag=', HTMX_HEADERS);
    expect([status, headers.get('HX-Push-Url')]).toEqual([200, '/web/contacts?q=zoe']);
    expect(body).toMatch(/^<div id="results">/);
    expect(body).toContain('<hx-partial hx-target="#views"');
    expect(body).not.toContain('<html');
    expect(headers.get('Vary')).toContain('HX-Request-Type');
  });

  it('an invalid cursor redirects to the first page', async () => {
    const { status, headers } = await owner.open('?cursor=nonsense&tag=vip');
    expect([status, headers.get('Location')]).toEqual([303, '/web/contacts?tag=vip']);
  });
});

it('the list escapes the values of contacts, the search and the filters', async () => {
  const owner = await createContactOwner();
  const text = HOSTILE_TEXT.slice(0, 60);
  await owner.create({
    ...{ first_name: text, last_name: text, company: text, job_title: text, notes: HOSTILE_TEXT },
    ...{ network_type: text, business_type: text, tags: [HOSTILE_TEXT.slice(0, 50)] },
  });
  const typed = encodeURIComponent(HOSTILE_TEXT);
  for (const query of ['', '?q=alert', `?q=${typed}`, `?tag=${typed}&network=${typed}&business=${typed}`]) {
    const { status, body } = await owner.open(query);
    expect(status).toBe(200);
    expectNoInjection(body);
  }
});

describe('long lists and histories', () => {
  let owner: ContactOwner;
  beforeAll(async () => {
    owner = await createContactOwner();
    await seedPlugs(owner.number, 130);
  });

  it.each(['', '?sort=-company', '?q=company'])(
    'the links to the next and previous pages reach every contact: %s',
    async (query) => {
      const forwardPages: string[][] = [];
      let path: string | null = query;
      let lastPath = query;
      while (path !== null) {
        const { body } = await owner.open(path);
        forwardPages.push(namesOf(body));
        lastPath = path;
        path = linkOf(body, 'next');
      }
      expect(new Set(forwardPages.flat()).size).toBe(130);
      expect(forwardPages.map(({ length }) => length)).toEqual([50, 50, 30]);
      const backwardPages: string[][] = [];
      path = lastPath;
      while (path !== null) {
        const { body } = await owner.open(path);
        backwardPages.unshift(namesOf(body));
        path = linkOf(body, 'prev');
      }
      expect(backwardPages).toEqual(forwardPages);
    },
  );

  // A list reads its rows by an index. A search reads up to four rows per match, and a tag has no index.
  it.each([
    ['', 112],
    ['?q=company&priority=high', 600],
    ['?tag=tag1', 800],
  ])('a page of the list costs one round trip and a limited number of rows: "%s"', async (query, maxRows) => {
    const { cost } = await owner.open(query);
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(maxRows);
  });

  it('the page of a contact with a long history costs one round trip and at most 92 rows', async () => {
    const { id } = await owner.create();
    for (let at = 0; at < 12; at += 1) await owner.send(`/${id}/tag`, { tag: `new${at}` });
    const { cost } = await owner.open(`/${id}`);
    expect(cost).toMatchObject({ trips: 1, rowsWritten: 0, objects: 0, kv: 0 });
    expect(cost.rowsRead).toBeLessThanOrEqual(92);
  });
});
