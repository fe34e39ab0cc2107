/** In production every route except the health checks rejects an unencrypted request. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.ts';
import { parseConfiguration } from '../../src/core/request/configuration.ts';
import { bindings } from '../worker/support/bindings.ts';
import { freshAddress } from '../worker/support/client.ts';
import type { Route } from './route.ts';
import { nameOf, ROUTES, samplePath } from './routes.ts';
import { createSampleData, type SampleData } from './sample-data.ts';

let sampleData: SampleData;
beforeAll(async () => {
  sampleData = await createSampleData();
  vi.spyOn(console, 'log').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterAll(() => void vi.restoreAllMocks());

const withNames = (routes: Route[]): [string, Route][] => routes.map((route) => [nameOf(route), route]);
const app = createApp(
  parseConfiguration({
    ...bindings,
    ENVIRONMENT: 'production',
    MAIL_TRANSPORT: 'binding',
    PUBLIC_URL: 'https://plugs.example',
  }),
);

/** Sends a request without the comparison with the OpenAPI document, which describes only responses over TLS. */
async function send(origin: string, route: Route): Promise<Response> {
  const headers = { 'CF-Connecting-IP': freshAddress(), Authorization: `Bearer ${sampleData.token}` };
  const request = new Request(origin + samplePath(route, sampleData), { method: route.method, headers });
  const execution = createExecutionContext();
  const response = await app.fetch(request, bindings, execution);
  await waitOnExecutionContext(execution);
  return response;
}

const HEALTH = ['GET /healthz', 'GET /readyz'];
const isHealth = (route: Route) => HEALTH.includes(nameOf(route));

it.each(withNames(ROUTES.filter((route) => !isHealth(route))))(
  '%s rejects a request over http with 403, in the error format of its contract',
  async (_, route) => {
    const response = await send('http://plugs.example', route);
    expect([response.status, response.headers.get('Location')]).toEqual([403, null]);
    if (route.wording === 'page') {
      expect(await response.text()).toContain('<h1>No access</h1>');
      return;
    }
    const body = await response.json<Record<string, unknown>>();
    const errorKey = { media: 'success', auction: 'message', service: 'error' }[route.wording as string];
    const isDocumentation = route.path.startsWith('/api/v1/schema');
    expect(body).toHaveProperty(isDocumentation ? 'error' : (errorKey ?? 'detail'));
  },
);

it.each(withNames(ROUTES.filter(isHealth)))(
  '%s accepts a request over http, also with a trailing slash',
  async (_, route) => {
    expect((await send('http://plugs.example', route)).status).toBe(200);
    expect((await send('http://plugs.example', { ...route, path: `${route.path}/` })).status).toBe(200);
  },
);

it('GET /api/v1/plugs/:id accepts a request over https', async () => {
  const route = ROUTES.find((each) => nameOf(each) === 'GET /api/v1/plugs/:id') as Route;
  expect((await send('https://plugs.example', route)).status).toBe(200);
});
