/** The sample requests of the routes create a revision of each plug that they write. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Route } from '../../../contracts/route.ts';
import { nameOf, ROUTES, samplePath } from '../../../contracts/routes.ts';
import { createSampleData, NOW, type SampleData } from '../../../contracts/sample-data.ts';
import { cookiesOf, sendForm } from '../../pages/page-client.ts';
import { bindings } from '../../support/bindings.ts';
import { call, PASSWORD, type TestResponse } from '../../support/client.ts';

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Routes that are known to write plugs. The last test fails if the sample request of one of them writes no plug. */
const KNOWN_WRITERS = [
  'POST /api/v1/plugs',
  'PUT /api/v1/plugs/:id',
  'DELETE /api/v1/plugs/:id',
  'POST /api/v1/plugs/:id/restore',
  'POST /api/v1/plugs/:id/convert',
  'POST /api/v1/plugs/history/:id/undo',
  'POST /api/v1/plugs/import',
  'POST /api/v1/plugs/imports/:id/undo',
  'POST /api/v1/plugs/merge',
  'POST /api/v1/plugs/merges/:merge_id/undo',
];
const foundWriters: string[] = [];

interface StoredPlug {
  row: number;
  seq: number;
  values: string;
}

/**
 * The plugs of the sample account by row number. `values` contains all columns as JSON, except `row` and the columns
 * that every write changes.
 */
async function readPlugs({ number }: SampleData): Promise<Map<number, StoredPlug>> {
  const query = bindings.DB.prepare('SELECT * FROM plugs WHERE owner = ?').bind(number);
  const { results } = await query.all<Record<string, unknown> & { row: number; seq: number }>();
  const plugs = results.map(({ row, seq, prev_seq: _p, etag: _e, updated_at: _u, ...values }) => {
    return [row, { row, seq, values: JSON.stringify(values) }] as const;
  });
  return new Map(plugs);
}

/** Sends the sample request of a route. The form of a page that requires a sign-in is sent with a session cookie. */
async function send(route: Route, sampleData: SampleData): Promise<TestResponse> {
  const path = `/${samplePath(route, sampleData)}`;
  if (route.form) {
    const { email } = sampleData;
    const cookie =
      route.access === 'page'
        ? cookiesOf(await sendForm('//web/sign-in', { email, password: PASSWORD }))
        : '';
    return sendForm(path, route.form(sampleData), { cookie });
  }
  const { token } = sampleData;
  return call(path, { method: route.method, token, ...(route.body && { body: route.body(sampleData) }) });
}

const routes = ROUTES.filter(({ method, status }) => method !== 'GET' && status !== null);

it.each(routes.map((route) => [nameOf(route), route] as const))(
  '%s creates a revision of each plug that the route writes',
  async (name, route) => {
    const sampleData = await createSampleData();
    const before = await readPlugs(sampleData);
    await send(route, sampleData);
    const after = await readPlugs(sampleData);
    const written = [...after.values()].filter(({ row, values }) => before.get(row)?.values !== values);
    if (written.length > 0) foundWriters.push(name);
    for (const { row, seq } of written) {
      expect(seq).toBeGreaterThan(before.get(row)?.seq ?? 0);
      const query = bindings.DB.prepare('SELECT plug, prev FROM plug_revisions WHERE owner = ? AND seq = ?');
      expect(await query.bind(sampleData.number, seq).first()).toEqual({
        plug: row,
        prev: before.get(row)?.seq ?? 0,
      });
    }
  },
);

it('the sample request of each known writer has written a plug', () => {
  expect(foundWriters).toEqual(expect.arrayContaining(KNOWN_WRITERS));
});
