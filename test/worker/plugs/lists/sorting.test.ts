/** Every sort order in both directions, with pages by cursor, by `skip` and by the `Link` header. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { call } from '../../support/client.ts';
import { MINUTE, START } from '../../support/golden.ts';
import { newPlugOwner, type PlugOwner } from '../plug-owner.ts';

const FIELDS = ['created_at', 'updated_at', 'first_name', 'last_name', 'company'] as const;
const ORDERS = FIELDS.flatMap((field) => [field, `-${field}`]);
const COMPANIES = [null, 'Acme', 'acme', 'Zeta', null, 'Ärzte', 'Acme', null, 'Beta', 'Zeta', '10', '9'];

interface Row {
  id: string;
  created_at: string;
  updated_at: string;
  first_name: string;
  last_name: string;
  company: string | null;
}

let owner: PlugOwner;
let createdPlugs: Row[];

/**
 * Creates twelve plugs, three per minute, with repeated names and companies. Then updates two plugs at the same time,
 * so that the order by `updated_at` differs from the order by `created_at`.
 */
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  owner = await newPlugOwner();
  createdPlugs = [];
  for (const [at, company] of COMPANIES.entries()) {
    vi.setSystemTime(START + Math.floor(at / 3) * MINUTE);
    const plug = { first_name: 'CAB'[at % 3], last_name: 'YX'[at % 2], company, email: `p${at}@example.com` };
    createdPlugs.push((await owner.create({ ...plug, job_title: 'J' })).body);
  }
  for (const at of [7, 2]) {
    vi.setSystemTime(START + 10 * MINUTE);
    createdPlugs[at] = (await owner.update(createdPlugs[at]?.id ?? '', { notes: 'touched' })).body;
  }
  return () => {
    vi.useRealTimers();
  };
});

/**
 * The ids of all plugs in a sort order. Texts are compared in their folded form, and a missing text comes before all
 * other texts. Plugs with equal values are in the order of their creation. A descending order is the reverse of this.
 */
function sortedIds(order: string): string[] {
  const descending = order.startsWith('-');
  const field = (descending ? order.slice(1) : order) as (typeof FIELDS)[number];
  const ascending = [...createdPlugs.keys()].sort((one, other) => {
    const [a, b] = [folded(createdPlugs[one]?.[field]), folded(createdPlugs[other]?.[field])];
    if (a === b) return one - other;
    return a < b ? -1 : 1;
  });
  const ids = ascending.map((at) => createdPlugs[at]?.id ?? '');
  return descending ? ids.reverse() : ids;
}

/** The text in lower case and without accents. */
function folded(value: string | null | undefined): string {
  return (value ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const idsOf = (items: Row[]) => items.map(({ id }) => id);

/** Reads all pages from the first to the last by `next_cursor`. */
async function followCursors(query: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let page = 1; page <= COMPANIES.length; page += 1) {
    const position: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await owner.list(`${query}&limit=${limit}${position}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ page, per_page: limit, has_prev: page > 1 });
    ids.push(...idsOf(body.items));
    cursor = body.next_cursor;
    expect(body.has_next).toBe(cursor !== null);
    if (cursor === null) return ids;
  }
  throw new Error('the pages do not end');
}

/** Reads a page, and all further pages by the links with this relation. Returns the ids of each page. */
async function followLinks(relation: 'next' | 'prev', from: string): Promise<string[][]> {
  const pages: string[][] = [];
  let path: string | undefined = from;
  while (path !== undefined && pages.length <= COMPANIES.length) {
    const response = await call(`/${path}`, { token: owner.token });
    pages.push(idsOf(response.body.items));
    path = new RegExp(`<([^>]+)>; rel="${relation}"`).exec(response.headers.get('Link') ?? '')?.[1];
  }
  return pages;
}

describe.each(ORDERS)('sort=%s', (order) => {
  it('the list has the documented order', async () => {
    expect(idsOf((await owner.list(`sort=${order}`)).body.items)).toEqual(sortedIds(order));
  });

  it.each([1, 2, 5, 11, 12])(
    'pages by cursor with %i plugs per page have the order of the list',
    async (limit) => {
      expect(await followCursors(`sort=${order}`, limit)).toEqual(sortedIds(order));
    },
  );

  it('pages by `skip` have the order of the list', async () => {
    const ids: string[] = [];
    for (let skip = 0; skip < COMPANIES.length; skip += 5) {
      ids.push(...idsOf((await owner.list(`sort=${order}&skip=${skip}&limit=5`)).body.items));
    }
    expect(ids).toEqual(sortedIds(order));
  });

  it('the next and prev links follow the order of the list', async () => {
    const forward = await followLinks('next', `/api/v1/plugs/?sort=${order}&limit=4`);
    expect(forward.flat()).toEqual(sortedIds(order));
    const backward = await followLinks('prev', `/api/v1/plugs/?sort=${order}&limit=4&skip=8`);
    expect(backward.reverse().flat()).toEqual(sortedIds(order));
  });

  it('a list with a filter has the documented order', async () => {
    // All plugs have an e-mail address and a job title, so the plugs with a company are contacts.
    const contacts = new Set(idsOf(createdPlugs.filter(({ company }) => company !== null)));
    const expected = sortedIds(order).filter((id) => contacts.has(id));
    expect(await followCursors(`sort=${order}&plug_type=contact`, 4)).toEqual(expected);
  });
});

it('a request with a cursor and without `sort` returns plugs in the sort order of the cursor', async () => {
  const { body } = await owner.list('sort=company&limit=5');
  const next = await owner.list(`limit=5&cursor=${body.next_cursor}`);
  expect(idsOf(next.body.items)).toEqual(sortedIds('company').slice(5, 10));
});

it('a cursor continues after the last plug of its page, also if plugs before this plug are created or deleted', async () => {
  const other = await newPlugOwner();
  for (const name of ['A', 'B', 'C', 'D']) await other.create({ first_name: name, last_name: 'X' });
  const { body } = await other.list('limit=2');
  await other.create({ first_name: 'E', last_name: 'X' });
  await other.remove(body.items[0].id);
  const next = await other.list(`limit=2&cursor=${body.next_cursor}`);
  expect(next.body.items.map(({ first_name }: Row) => first_name)).toEqual(['B', 'A']);
  expect(next.body.total).toBe(4);
});

it('a cursor of one owner does not show the plugs of this owner to another owner', async () => {
  const other = await newPlugOwner();
  const { body } = await owner.list('limit=5');
  const response = await other.list(`limit=5&cursor=${body.next_cursor}`);
  expect(response.body).toMatchObject({ items: [], total: 0 });
});

it('the link to the previous page has the order of the cursor', async () => {
  const first = await owner.list('limit=3&sort=-company');
  const response = await owner.list(`limit=3&cursor=${first.body.next_cursor}`);
  const [previousUrl = ''] = /(?<=<)[^>]+(?=>; rel="prev")/.exec(response.headers.get('Link') ?? '') ?? [];
  const previous = await owner.list(new URL(previousUrl, 'http://plugs.test').searchParams.toString());
  expect(idsOf(previous.body.items)).toEqual(idsOf(first.body.items));
});

it('the links of a page contain the limit, the filter and the sort order, but no host', async () => {
  const response = await owner.list('limit=3&skip=3&plug_type=contact&sort=-company');
  const link = response.headers.get('Link') ?? '';
  expect(link).toMatch(/^<\/api\/v1\/plugs\/\?[^>]+>; rel="next", <\/api\/v1\/plugs\/\?[^>]+>; rel="prev"$/);
  for (const url of link.match(/(?<=<)[^>]+/g) ?? []) {
    const query = new URL(url, 'http://plugs.test').searchParams;
    expect([query.get('limit'), query.get('plug_type'), query.get('sort')]).toEqual([
      '3',
      'contact',
      '-company',
    ]);
  }
});
