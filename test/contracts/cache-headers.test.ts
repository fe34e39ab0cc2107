/** No cache stores a response to an authenticated request, and no shared cache returns it to another client. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, call } from '../worker/support/client.ts';
import type { Route } from './route.ts';
import { nameOf, ROUTES, samplePath } from './routes.ts';
import { newSampleData, type SampleData } from './sample-data.ts';

let sampleData: SampleData;
beforeAll(async () => {
  sampleData = await newSampleData();
});

const named = (routes: Route[]): [string, Route][] => routes.map((route) => [nameOf(route), route]);
const READS = ROUTES.filter(({ method }) => method === 'GET');
const PLUG = 'GET /api/v1/plugs/:id';
const WITH_ETAG = [PLUG, 'GET /api/v1/schema'];
const get = (route: Route, options: CallOptions) => call(`/${samplePath(route, sampleData)}`, options);
const expected = (route: Route) => (WITH_ETAG.includes(nameOf(route)) ? 'private, no-cache' : 'no-store');

describe('Cache-Control', () => {
  it.each(named(READS))('%s with a token is not stored by a shared cache', async (_, route) => {
    const { headers } = await get(route, { token: sampleData.token });
    expect(headers.get('Cache-Control')).toBe(expected(route));
  });

  it.each(named(READS))('%s with an invalid token is not stored by a shared cache', async (_, route) => {
    const { status, headers } = await get(route, { token: 'invalid' });
    expect(headers.get('Cache-Control')).toBe(status === 401 ? 'no-store' : expected(route));
  });

  it.each(named(READS))('%s with a session cookie is not stored by a shared cache', async (_, route) => {
    const { status, headers } = await get(route, {
      headers: { Cookie: `plugs_session=${sampleData.token}; plugs_media=${sampleData.token}` },
    });
    expect(headers.get('Cache-Control')).toBe(status === 401 ? 'no-store' : expected(route));
  });

  it.each(
    named(ROUTES.filter(({ access }) => !['public', 'optional', 'page', 'administration'].includes(access))),
  )('%s without a token is not stored', async (_, route) => {
    const { status, headers } = await get(route, { method: route.method });
    expect([status, headers.get('Cache-Control')]).toEqual([401, 'no-store']);
  });

  it('sends the same Cache-Control with 304 for a plug that the client already has', async () => {
    const path = `/plugs/${sampleData.plugId}`;
    const { headers } = await call(path, { token: sampleData.token });
    const known = { 'If-None-Match': headers.get('ETag') ?? '' };
    const again = await call(path, { token: sampleData.token, headers: known });
    expect([again.status, again.headers.get('Cache-Control')]).toEqual([304, 'private, no-cache']);
  });

  it('sends no-store for an unknown path', async () => {
    expect((await call('//nowhere')).headers.get('Cache-Control')).toBe('no-store');
  });
});

it.each(['', '/:id'])(
  'the response of a passage route varies by token, also for cross-origin requests: /passages%s',
  async (suffix) => {
    const path = `/passages${suffix.replace(':id', sampleData.passageId)}`;
    for (const options of [{}, { token: sampleData.token }, { headers: { Origin: 'https://shop.test' } }]) {
      const vary = (await call(path, options)).headers.get('Vary')?.split(/, */);
      expect(vary).toEqual(expect.arrayContaining(['Authorization', 'Origin']));
    }
  },
);
