/** Search: the matching plugs, their order, pages and links, and the index after writes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { call, type TestResponse } from '../../support/client.ts';
import { invalid } from '../../support/golden.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

const PLUGS = [
  {
    first_name: 'José',
    last_name: 'García-Márquez',
    email: 'jose@goldsmith-partners.example.com',
    company: 'Goldsmith & Partners',
    job_title: 'Chief Éditeur',
    primary_number: '+1 (202) 555-0134',
    secondary_number: '030.98 76 54',
    notes: 'Met at the Zürich fair,\nlikes 100% cotton',
    business_type: 'hospital_health_system',
    network_type: 'Strategic Partner',
    connect_reason: 'Quarterly roadmap',
    tags: ['decision maker', 'VIP'],
    met_where: 'Palais des Congrès',
    telegram_username: 'jose_gm',
  },
  { first_name: 'Smith', last_name: 'Nobody', email: 'nobody@example.org' },
  { first_name: "Conan O'Brien", last_name: 'Q', notes: 'AND OR NOT NEAR( "quoted"' },
  { first_name: 'Łukasz', last_name: 'Straße' },
];

let owner: PlugOwner;
beforeAll(async () => {
  owner = await newPlugOwner();
  for (const plug of PLUGS) expect((await owner.create(plug)).status).toBe(201);
  await (await newPlugOwner()).create({ first_name: 'Smith', last_name: 'Elsewhere' });
});

const namesOf = ({ body }: TestResponse): string[] =>
  body.items.map(({ first_name }: { first_name: string }) => first_name);
/** Expects that a search finds exactly the plugs with these first names, in this order. */
async function expectFound(typed: string, names: string[], query = ''): Promise<void> {
  const response = await owner.search(typed, query);
  expect(response.status).toBe(200);
  expect(namesOf(response)).toEqual(names);
  expect(response.body.total).toBe(names.length);
}

describe('a search for one plug', () => {
  it.each([
    ['the beginning of a name', 'jos'],
    ['a part of a name', 'arqu'],
    ['a name without its accents', 'garcia'],
    ['a name with accents in another Unicode form', 'JOSE\u0301'],
    ['a name in another case', 'GARCÍA'],
    ['a hyphenated name as it is stored', 'García-Márquez'],
    ['words in another order', 'marquez jose'],
    ['words of different fields', 'goldsmith vip zurich'],
    ['a part of the company and of the title', 'oldsmi editeur'],
    ['the whole e-mail address', 'jose@goldsmith-partners.example.com'],
    ['the domain of an e-mail address', '@goldsmith-partners'],
    ['a word of the notes', 'cotton'],
    ['the place of the first meeting', 'ongres palais'],
    ['the user name at Telegram', '@jose_gm'],
    ['a word with a special character', '100%'],
    ['a tag', 'decision maker'],
    ['the business type', 'hospital_health'],
    ['the network type', 'strategic'],
    ['the reason to connect', 'roadmap'],
    ['the digits of a number without its country code', '2025550134'],
    ['some digits of a number', '55501'],
    ['a number with the stored punctuation', '(202) 555-0134'],
    ['a number with other punctuation', '202-555-0134'],
    ['the second number', '987654'],
    ['words with spaces around them', '   quarterly   roadmap  '],
  ])('a search finds one plug by %s', async (_, typed) => {
    await expectFound(typed, ['José']);
  });
});

it.each([
  ["o'brien", ["Conan O'Brien"]],
  ['NEAR(', ["Conan O'Brien"]],
  ['"quoted"', ["Conan O'Brien"]],
  ['AND OR NOT', ["Conan O'Brien"]],
  ['jose*', ['José']],
  ['jose -garcia', ['José']],
  ['%%', []],
  ['jose nobody', []],
  ['\u0000\u0001', []],
  ["'; DROP TABLE plugs; --", []],
])('%j is not interpreted as query syntax', async (typed, names) => {
  await expectFound(typed, names);
});

it.each([
  ['josef', []],
  ['strasse', ['Łukasz']],
  ['Straße', ['Łukasz']],
])('a search for %j finds exactly %j', async (typed, names) => {
  await expectFound(typed, names);
});

it('plugs whose name begins with the word come before all other matches', async () => {
  const other = await newPlugOwner();
  await other.create({ first_name: 'Smith', last_name: 'Older' });
  await other.create({ first_name: 'José', last_name: 'Newer', company: 'Goldsmith' });
  expect(namesOf(await other.search('smith'))).toEqual(['Smith', 'José']);
});

it('plug_type limits the results to one type', async () => {
  await expectFound('smith', ['José'], 'plug_type=contact');
  await expectFound('smith', ['Smith'], 'plug_type=target');
});

it.each(['?q=', '?q=%20', '?q=a', '?q=%20a%20', '?q=%F0%9F%98%80', ''])(
  'the path /plugs/search%s is rejected because the query is too short',
  async (query) => {
    const { status, body } = await call(`/plugs/search${query}`, { token: owner.token });
    expect(status).toBe(400);
    expect(body).toEqual(invalid({ field: 'q', message: 'Search term must be at least 2 characters' }));
  },
);

it('pages of results are numbered and contain every result once', async () => {
  const other = await newPlugOwner();
  for (let at = 0; at < 5; at += 1) {
    await other.create({ first_name: at % 2 ? 'Walter' : 'Other', last_name: `Walton${at}` });
    await other.create({ first_name: 'Some', last_name: `One${at}`, notes: 'knows walter' });
  }
  const ids: string[] = [];
  for (const [page, has_next] of [true, true, false].entries()) {
    const { body } = await other.search('walt', `skip=${page * 4}&limit=4`);
    const { items, ...numbers } = body;
    expect(numbers).toEqual({
      total: 10,
      page: page + 1,
      per_page: 4,
      pages: 3,
      has_next,
      has_prev: page > 0,
    });
    for (const { id, last_name } of items) {
      ids.push(id);
      if (page === 0) expect(last_name).toMatch(/^Walton/);
    }
  }
  expect([ids.length, new Set(ids).size]).toEqual([10, 10]);
});

it('a page of results links to the next and the previous page', async () => {
  const other = await newPlugOwner();
  for (const name of ['One', 'Two', 'Three']) await other.create({ first_name: name, last_name: 'Linked' });
  const { headers } = await other.search('linked', 'skip=1&limit=1');
  expect(headers.get('Link')).toBe(
    '</api/v1/plugs/search?q=linked&limit=1&skip=2>; rel="next", ' +
      '</api/v1/plugs/search?q=linked&limit=1&skip=0>; rel="prev"',
  );
});

describe('the index after a write', () => {
  it('a search does not find a deleted plug, and finds a restored plug', async () => {
    const other = await newPlugOwner();
    const { body: plug } = await other.create({ first_name: 'Vanishing', last_name: 'Act' });
    await other.remove(plug.id);
    expect((await other.search('vanish')).body).toMatchObject({ items: [], total: 0 });
    await other.restore(plug.id);
    expect((await other.search('vanish')).body).toMatchObject({ items: [{ id: plug.id }], total: 1 });
  });

  it('a search finds the new text of a changed plug, and not the old text', async () => {
    const other = await newPlugOwner();
    const { body: plug } = await other.create({
      first_name: 'Before',
      last_name: 'X',
      company: 'Oldco',
      tags: ['former'],
    });
    await other.update(plug.id, {
      first_name: 'After',
      company: null,
      tags: ['latter'],
      notes: 'fresh words',
    });
    for (const old of ['before', 'oldco', 'former']) expect((await other.search(old)).body.total).toBe(0);
    for (const now of ['after', 'latter', 'fresh']) expect((await other.search(now)).body.total).toBe(1);
  });

  it('a search for contacts finds a converted target by the text that the conversion added', async () => {
    const other = await newPlugOwner();
    const { body: plug } = await other.create({
      first_name: 'Con',
      last_name: 'Vert',
      email: 'c@example.com',
    });
    await other.convert(plug.id, { notes: 'handshake' });
    expect((await other.search('handshake', 'plug_type=contact')).body.total).toBe(1);
    expect((await other.search('con', 'plug_type=target')).body.total).toBe(0);
  });
});

it.each([
  ['limit=0', 'limit'],
  ['skip=-1', 'skip'],
  ['plug_type=lead', 'plug_type'],
])('a search with %s is rejected', async (query, field) => {
  const response = await owner.search('smith', query);
  expect(response.status).toBe(400);
  expect(response.body).toEqual(invalid({ field, message: expect.any(String) }));
});
