/** Every operation of the document meets dozens of requests, many of them broken: none becomes an error of ours. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindings, worker } from '../worker/bindings.ts';
import { documentOf } from '../worker/checked.ts';
import { freshAddress } from '../worker/client.ts';
import { type FuzzedRequest, fuzzedRequest, type Target } from './fuzzed-request.ts';
import { nameOf, ROUTES, type Route, samplePath } from './routes.ts';
import { newWorld, type World } from './world.ts';

/** Fixed, so that what fails fails again. */
const SEED = 20_261_121;
const RUNS = 60;
/** What ends the session it is asked with needs a new account each time. */
const FAREWELL_RUNS = 12;
const FAREWELLS = /logOut|deleteMedia|revoke/i;

const document = documentOf(bindings);
const targets: Target[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
);

beforeEach(() => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(plex);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(targets)('$method $path', { timeout: 60_000 }, (target) => {
  const isFarewell = FAREWELLS.test(target.operation.operationId);
  const numRuns = isFarewell ? FAREWELL_RUNS : RUNS;

  it(`answers ${numRuns} requests as documented`, async () => {
    const route = routeOf(target);
    const shared = await newWorld();
    const statuses = new Set<number>();
    const request = fuzzedRequest(target, document);
    const property = fc.asyncProperty(request, async (fuzzed) => {
      const world = isFarewell ? await newWorld() : shared;
      const { status } = await worker.fetch(requestOf(target, route, fuzzed, world));
      statuses.add(status);
      expect(status).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns, seed: SEED });
    // All of them refused would prove nothing.
    expect([...statuses]).toContain(route.answers ?? 200);
  });
});

/** A Plex that gives a PIN to everybody and knows nobody. */
async function plex(asked: RequestInfo | URL): Promise<Response> {
  if (!String(asked).includes('/pins')) return Response.json({}, { status: 401 });
  const pin = {
    id: 7,
    code: 'ABCD',
    qr: 'https://plex.tv/qr',
    expiresAt: '2031-11-21T12:15:00Z',
    authToken: null,
  };
  return Response.json(pin, { status: 201 });
}

function routeOf({ method, path }: Target): Route {
  const name = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
  const route = ROUTES.find((each) => nameOf(each) === name);
  if (!route) throw new Error(`test/contracts/routes.ts has no row for ${name}`);
  return route;
}

function requestOf({ method }: Target, route: Route, fuzzed: FuzzedRequest, world: World): Request {
  const [path = '', query = ''] = samplePath(route, world).split('?', 2);
  const search = query ? `${fuzzed.query || '?'}&${query}` : fuzzed.query;
  const headers = new Headers({ 'CF-Connecting-IP': freshAddress() });
  for (const [name, value] of Object.entries(fuzzed.headers)) headers.set(name, asHeader(value));
  const token = fuzzed.token ?? world.token;
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (fuzzed.type) headers.set('Content-Type', fuzzed.type);
  const served = () => JSON.stringify({ ...route.body?.(world), ...Object(fuzzed.body) });
  const body = typeof fuzzed.body === 'string' ? fuzzed.body : served();
  const hasBody = method !== 'get' && body !== '';
  const url = `http://plugs.test${fuzzed.path ?? path}${search}`;
  const sent = { method: method.toUpperCase(), headers, redirect: 'manual' as const };
  return new Request(url, { ...sent, ...(hasBody && { body }) });
}

/** The platform refuses others before anybody sees them. */
function asHeader(value: unknown): string {
  return String(value).replace(/[^\x20-\x7e]/g, '?');
}
