/** Links between pages, days in the time zone of the account, and truncated statistics. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { call } from '../../support/client.ts';
import { HOUR, MINUTE, START } from '../../support/golden.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('links', () => {
  let owner: PlugOwner;
  beforeAll(async () => {
    owner = await newPlugOwner();
    for (let at = 0; at < 10; at += 1) await owner.create({ first_name: `N${at}`, last_name: 'Linked' });
  });

  /** The parameters of each link in the `Link` header, by relation. */
  const linksOf = (headers: Headers) =>
    Object.fromEntries(
      [...(headers.get('Link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map(
        ([, url = '', relation = '']) => [
          relation,
          Object.fromEntries(new URL(url, 'http://plugs.test').searchParams),
        ],
      ),
    );

  it.each([
    [1, 4, { next: 5, prev: 0 }],
    [5, 4, { next: 9, prev: 1 }],
    [9, 4, { prev: 5 }],
    [3, 3, { next: 6, prev: 0 }],
    [7, 2, { next: 9, prev: 5 }],
  ])(
    'a page of search results with skip %i and limit %i links to the pages with the skips %j',
    async (skip, limit, expected) => {
      const links = linksOf((await owner.search('linked', `skip=${skip}&limit=${limit}`)).headers);
      const skips = Object.entries(links).map(([relation, query]) => [relation, Number(query.skip)]);
      expect(Object.fromEntries(skips)).toEqual(expected);
    },
  );

  it('a page of a list links to the previous page by skip and to the next page by cursor', async () => {
    const { headers, body } = await owner.list('skip=5&limit=4');
    const links = linksOf(headers);
    expect(links.prev).toMatchObject({ skip: '1', limit: '4' });
    const next = await owner.list(`limit=4&cursor=${links.next?.cursor}`);
    const { prev } = linksOf(next.headers);
    expect(prev).toMatchObject({ skip: '5', limit: '4' });
    const previous = await owner.list(String(new URLSearchParams(prev)));
    expect(previous.body.items).toEqual(body.items);
    expect(next.body.items).toHaveLength(1);
  });
});

describe('days', () => {
  it('a day in a query is a day of the time zone of the account, and costs a second round trip', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START - HOUR - 10 * MINUTE });
    const owner = await newPlugOwner();
    await call('/auth/timezone', {
      token: owner.token,
      method: 'PUT',
      body: { timezone: 'Pacific/Auckland' },
    });
    await owner.create({ first_name: 'Earlier', last_name: 'X' });
    // START is 12:00 in UTC and 01:00 of the next day in Auckland. The new day in Auckland began one hour before START.
    vi.setSystemTime(START - HOUR + 10 * MINUTE);
    await owner.create({ first_name: 'Later', last_name: 'X' });
    const listNames = async (query: string) => {
      const { body } = await owner.list(query);
      return body.items.map(({ first_name }: { first_name: string }) => first_name);
    };
    expect(await listNames('created_from=2031-11-22')).toEqual(['Later']);
    expect(await listNames('created_to=2031-11-21')).toEqual(['Earlier']);
    expect(await listNames('created_from=2031-11-21&created_to=2031-11-21')).toEqual(['Earlier']);
    expect(await listNames('created_from=2031-11-21T11:00:00Z')).toEqual(['Later']);
    const countTrips = async (query: string) => (await owner.list(query)).cost.trips;
    expect([
      await countTrips('created_from=2031-11-22'),
      await countTrips('created_from=2031-11-21T11:00:00Z'),
    ]).toEqual([2, 1]);
  });
});

describe('statistics', () => {
  it('the field "truncated" of the statistics names the fields that contain only their most frequent values', async () => {
    const owner = await newPlugOwner();
    const readStatistics = async () => (await call('/plugs/stats', { token: owner.token })).body;
    const create = (at: number) =>
      owner.create({
        first_name: `N${at}`,
        last_name: 'X',
        tags: [`tag${at}`, 'all'],
        business_type: `b${at}`,
      });
    for (let at = 0; at < 15; at += 1) await create(at);
    expect(await readStatistics()).toMatchObject({ truncated: [] });
    for (let at = 15; at < 19; at += 1) await create(at);
    expect(await readStatistics()).toMatchObject({ truncated: ['by_business_type'] });
    await create(19);
    const { truncated, by_tag, by_business_type, by_network_type } = await readStatistics();
    expect(truncated).toEqual(['by_business_type', 'by_tag']);
    expect([by_tag, by_business_type, by_network_type].map((each) => Object.keys(each).length)).toEqual([
      20, 15, 0,
    ]);
    expect(by_tag.all).toBe(20);
  });
});
