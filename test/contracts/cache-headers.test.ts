/**
 * The cache headers of all GET routes for requests with credentials, and of responses with 401. No shared cache stores
 * these responses. A browser stores only the responses of `WITH_ETAG`, and revalidates them before each use.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type CallOptions, call } from '../worker/support/client.ts';
import type { Route } from './route.ts';
import { nameOf, ROUTES, samplePath } from './routes.ts';
import { createSampleData, type SampleData } from './sample-data.ts';

let sampleData: SampleData;
beforeAll(async () => {
  sampleData = await createSampleData();
});

const withNames = (routes: Route[]): [string, Route][] => routes.map((route) => [nameOf(route), route]);
const READS = ROUTES.filter(({ method }) => method === 'GET');
const PLUG = 'GET /api/v1/plugs/:id';
const WITH_ETAG = [PLUG, 'GET /api/v1/schema'];
const send = (route: Route, options: CallOptions) => call(`/${samplePath(route, sampleData)}`, options);
const cacheControlOf = (route: Route) =>
  WITH_ETAG.includes(nameOf(route)) ? 'private, no-cache' : 'no-store';

describe('Cache-Control', () => {
  it.each(withNames(READS))(
    '%s with a token has "no-store", or "private, no-cache" if the route has an ETag',
    async (_, route) => {
      const { headers } = await send(route, { token: sampleData.token });
      expect(headers.get('Cache-Control')).toBe(cacheControlOf(route));
    },
  );

  it.each(withNames(READS))(
    '%s with an invalid token has the Cache-Control of the route, or no-store with 401',
    async (_, route) => {
      const { status, headers } = await send(route, { token: 'invalid' });
      expect(headers.get('Cache-Control')).toBe(status === 401 ? 'no-store' : cacheControlOf(route));
    },
  );

  it.each(withNames(READS))(
    '%s with a session cookie has the Cache-Control of the route, or no-store with 401',
    async (_, route) => {
      const { status, headers } = await send(route, {
        headers: { Cookie: `plugs_session=${sampleData.token}; plugs_media=${sampleData.token}` },
      });
      expect(headers.get('Cache-Control')).toBe(status === 401 ? 'no-store' : cacheControlOf(route));
    },
  );

  it.each(
    withNames(
      ROUTES.filter(({ access }) => !['public', 'optional', 'page', 'administration'].includes(access)),
    ),
  )('%s without a token is rejected with 401 and no-store', async (_, route) => {
    const { status, headers } = await send(route, { method: route.method });
    expect([status, headers.get('Cache-Control')]).toEqual([401, 'no-store']);
  });

  it('a 304 for a plug that the client already has contains the Cache-Control of the plug', async () => {
    const path = `/plugs/${sampleData.plugId}`;
    const { headers } = await call(path, { token: sampleData.token });
    const condition = { 'If-None-Match': headers.get('ETag') ?? '' };
    const again = await call(path, { token: sampleData.token, headers: condition });
    expect([again.status, again.headers.get('Cache-Control')]).toEqual([304, 'private, no-cache']);
  });

  it('the response for an unknown path has no-store', async () => {
    expect((await call('//nowhere')).headers.get('Cache-Control')).toBe('no-store');
  });
});

it.each(['', '/:id'])(
  'the Vary header of a passage route contains Authorization and Origin, also for a request without these headers: /passages%s',
  async (suffix) => {
    const path = `/passages${suffix.replace(':id', sampleData.passageId)}`;
    for (const options of [{}, { token: sampleData.token }, { headers: { Origin: 'https://shop.test' } }]) {
      const vary = (await call(path, options)).headers.get('Vary')?.split(/, */);
      expect(vary).toEqual(expect.arrayContaining(['Authorization', 'Origin']));
    }
  },
);
