/** Pages of plugs: page numbers, filters, deleted plugs, and invalid queries. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { TestResponse } from '../../support/client.ts';
import { invalid, MINUTE, START } from '../../support/golden.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

const PLUGS = [
  { last_name: 'P0', email: 'p0@example.com', company: 'A', job_title: 'J', priority: 'high', tags: ['red'] },
  { last_name: 'P1', priority: 'high', network_type: 'vendor', tags: ['red', 'blue'] },
  { last_name: 'P2', priority: 'low', network_type: 'vendor', business_type: 'payer', tags: ['blue'] },
  { last_name: 'P3', business_type: 'payer', tags: ['red', 'blue', 'a b&c'] },
  { last_name: 'P4', priority: 'urgent', network_type: 'Strategic Partner', email: 'p4@example.com' },
  { last_name: 'P5', primary_number: '1234567', company: 'B', job_title: 'J', network_type: 'vendor' },
  { last_name: 'P6' },
];

/** Parameters that a form with empty fields sends without values. The route ignores `q` and has all the others. */
const FORM_FIELDS = [
  ...['skip', 'limit', 'plug_type', 'priority', 'network_type', 'business_type', 'tag', 'created_from'],
  ...['created_to', 'sort', 'deleted', 'cursor', 'q'],
];

let owner: PlugOwner;

/** Creates one plug per minute, starting with P0, and moves P6 to the trash. Creates a plug of another owner. */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  owner = await newPlugOwner();
  const ids: string[] = [];
  for (const [minute, plug] of PLUGS.entries()) {
    const created = await requestAt(START + minute * MINUTE, () =>
      owner.create({ first_name: 'N', ...plug }),
    );
    ids.push(created.body.id);
  }
  await owner.remove(ids.at(-1) ?? '');
  await (await newPlugOwner()).create({
    first_name: 'Not',
    last_name: 'Mine',
    tags: ['red'],
    priority: 'high',
  });
  return () => {
    vi.useRealTimers();
  };
});

/** Sets the clock to `nowMs`, and sends a request. */
async function requestAt(nowMs: number, request: () => Promise<TestResponse>): Promise<TestResponse> {
  vi.setSystemTime(nowMs);
  return request();
}

const namesOf = ({ body }: TestResponse): string[] =>
  body.items.map(({ last_name }: { last_name: string }) => last_name);

describe('pages', () => {
  it('a page has the limit 100 by default, and lists the newest plugs first', async () => {
    const response = await owner.list();
    expect(response.status).toBe(200);
    expect(namesOf(response)).toEqual(['P5', 'P4', 'P3', 'P2', 'P1', 'P0']);
    const { items: _items, ...numbers } = response.body;
    expect(numbers).toEqual({
      total: 6,
      page: 1,
      per_page: 100,
      pages: 1,
      has_next: false,
      has_prev: false,
      next_cursor: null,
    });
    expect(response.headers.get('Link')).toBeNull();
  });

  it.each([
    [0, 2, { page: 1, pages: 3, has_next: true, has_prev: false }],
    [2, 2, { page: 2, pages: 3, has_next: true, has_prev: true }],
    [4, 2, { page: 3, pages: 3, has_next: false, has_prev: true }],
    [1, 4, { page: 1, pages: 2, has_next: true, has_prev: true }],
    [3, 3, { page: 2, pages: 2, has_next: false, has_prev: true }],
    [0, 6, { page: 1, pages: 1, has_next: false, has_prev: false }],
    [6, 2, { page: 4, pages: 3, has_next: false, has_prev: true }],
    [500, 100, { page: 6, pages: 1, has_next: false, has_prev: true }],
    [0, 1000, { page: 1, pages: 1, has_next: false, has_prev: false }],
  ])(
    'a page with skip %i and limit %i has the correct plugs and page numbers',
    async (skip, limit, numbers) => {
      const response = await owner.list(`skip=${skip}&limit=${limit}`);
      expect(response.body).toMatchObject({ total: 6, per_page: limit, ...numbers });
      expect(namesOf(response)).toEqual(['P5', 'P4', 'P3', 'P2', 'P1', 'P0'].slice(skip, skip + limit));
      expect(response.body.next_cursor === null).toBe(!numbers.has_next);
    },
  );

  it('the page of an account without plugs is empty', async () => {
    expect((await (await newPlugOwner()).list()).body).toEqual({
      items: [],
      total: 0,
      page: 1,
      per_page: 100,
      pages: 0,
      has_next: false,
      has_prev: false,
      next_cursor: null,
    });
  });
});

describe('filters', () => {
  it.each([
    ['plug_type=contact', ['P5', 'P0']],
    ['plug_type=target', ['P4', 'P3', 'P2', 'P1']],
    ['priority=high', ['P1', 'P0']],
    ['priority=medium', ['P5', 'P3']],
    ['network_type=vendor', ['P5', 'P2', 'P1']],
    ['network_type=Strategic%20Partner', ['P4']],
    ['network_type=new_client', ['P0']],
    ['business_type=payer', ['P3', 'P2']],
    ['tag=red', ['P3', 'P1', 'P0']],
    ['tag=a+b%26c', ['P3']],
    ['tag=red&tag=blue', ['P3', 'P1']],
    ['tag=red&tag=blue&tag=nothing', []],
    ['tag=re', []],
    ['network_type=nothing', []],
    ['plug_type=target&priority=high', ['P1']],
    ['plug_type=target&tag=red&business_type=payer', ['P3']],
    ['network_type=vendor&business_type=payer&priority=low', ['P2']],
    ['priority=high&tag=red&plug_type=contact&network_type=new_client', ['P0']],
    ['tag=red&sort=created_at', ['P0', 'P1', 'P3']],
    ['created_from=2031-11-21', ['P5', 'P4', 'P3', 'P2', 'P1', 'P0']],
    ['created_to=2031-11-20', []],
    ['created_to=2031-11-21', ['P5', 'P4', 'P3', 'P2', 'P1', 'P0']],
    ['created_from=2031-11-22', []],
    ['created_from=2031-11-21T12:02:00Z', ['P5', 'P4', 'P3', 'P2']],
    ['created_to=2031-11-21T12:02:00Z', ['P2', 'P1', 'P0']],
    ['created_from=2031-11-21T13:02:00%2B01:00&created_to=2031-11-21T12:03:00.000Z', ['P3', 'P2']],
    ['created_from=2031-11-21T12:02:00Z&tag=blue', ['P3', 'P2']],
    ['deleted=true', ['P6']],
    ['deleted=false&plug_type=contact', ['P5', 'P0']],
    ['deleted=true&plug_type=contact', []],
    ['deleted=true&plug_type=target&priority=medium', ['P6']],
    ['favourite_colour=green', ['P5', 'P4', 'P3', 'P2', 'P1', 'P0']],
    ...['', '%20', '+', '%E2%80%8B'].map((blank): [string, string[]] => [
      FORM_FIELDS.map((name) => `${name}=${blank}`).join('&'),
      ['P5', 'P4', 'P3', 'P2', 'P1', 'P0'],
    ]),
    [FORM_FIELDS.join('&'), ['P5', 'P4', 'P3', 'P2', 'P1', 'P0']],
    ['plug_type=&tag=&tag=red&tag=blue&q', ['P3', 'P1']],
  ])('the list with the query "%s" contains exactly the plugs that match', async (query, names) => {
    const response = await owner.list(query);
    expect(namesOf(response)).toEqual(names);
    expect(response.body.total).toBe(names.length);
    const firstPage = await owner.list(`${query}&limit=1`);
    expect(firstPage.body).toMatchObject({
      total: names.length,
      pages: names.length,
      has_next: names.length > 1,
    });
  });
});

describe('the list of deleted plugs', () => {
  it('the list of deleted plugs contains the time of the deletion, and is empty after a restoration', async () => {
    const other = await newPlugOwner();
    const { body: plug } = await other.create({ first_name: 'A', last_name: 'B' });
    vi.setSystemTime(START + 10 * MINUTE);
    await other.remove(plug.id);
    const deleted = await other.list('deleted=true');
    const deletedAt = '2031-11-21T12:10:00.000Z';
    expect(deleted.body).toMatchObject({ total: 1, pages: 1 });
    expect(deleted.body.items).toEqual([{ ...plug, updated_at: deletedAt, deleted_at: deletedAt }]);
    await other.restore(plug.id);
    expect((await other.list('deleted=true')).body).toMatchObject({ items: [], total: 0 });
    expect((await other.list()).body.total).toBe(1);
  });
});

describe('an invalid query', () => {
  const PRIORITY_MESSAGE = 'priority must be one of low, medium, high, urgent';
  const SORT_MESSAGE = /^sort must be one of created_at, -created_at, updated_at, /;
  it.each([
    ...['-1', 'x', '1.5', '99999999999'].map((value) => [
      'skip',
      value,
      /^skip must be a whole number from 0/,
    ]),
    ...['0', '1001', '-1', 'ten'].map((value) => [
      'limit',
      value,
      /^limit must be a whole number from 1 to 1000$/,
    ]),
    ['plug_type', 'lead', /^plug_type must be target or contact$/],
    ['priority', 'HIGH', new RegExp(PRIORITY_MESSAGE)],
    ['sort', 'email', SORT_MESSAGE],
    ['sort', '--created_at', SORT_MESSAGE],
    ['deleted', 'yes', /^deleted must be true or false$/],
    ['created_from', '2031-11-32', /^created_from must be an ISO 8601 date or time$/],
    ['created_to', '2026-13-01', /^created_to must be an ISO 8601 date or time$/],
    ['cursor', 'garbage', /^Invalid cursor$/],
    ['cursor', 'WzFd', /^Invalid cursor$/],
  ] as [string, string, RegExp][])(
    'the query %s=%s is rejected with a message about the parameter',
    async (field, value, message) => {
      const response = await owner.list(`${field}=${value}`);
      expect(response.status).toBe(400);
      expect(response.body).toEqual(invalid({ field, message: expect.stringMatching(message) }));
    },
  );

  it('the query created_from with a day that does not exist is rejected', async () => {
    expect((await owner.list('created_from=2026-02-30')).status).toBe(400);
  });

  it('the query created_from=yesterday is rejected with exactly one message', async () => {
    const message = 'created_from must be an ISO 8601 date or time';
    expect((await owner.list('created_from=yesterday')).body).toEqual(
      invalid({ field: 'created_from', message }),
    );
  });

  it('a query with two limits is rejected with the message about an invalid limit', async () => {
    const { status, body } = await owner.list('limit=1&limit=2');
    expect(status).toBe(400);
    expect(body.detail).toBe('limit must be a whole number from 1 to 1000');
  });
});
