/** Every operation of the document meets dozens of requests, many of them broken: none becomes an error of ours. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindings, worker } from '../worker/support/bindings.ts';
import { documentOf } from '../worker/support/checked.ts';
import { freshAddress, signUp } from '../worker/support/client.ts';
import {
  type FuzzedRequest,
  fuzzedRequest,
  PLAIN_USER,
  type Target,
  TOO_LARGE,
  USUAL,
} from './fuzzed-request.ts';
import { isFarewell, KNOWN_TO_PLEX, type Served, served } from './fuzzed-world.ts';
import { nameOf, ROUTES, type Route, samplePath } from './routes.ts';
import { newWorld } from './world.ts';

/** Fixed, so that what fails fails again. */
const SEED = 20_261_121;
const RUNS = 40;
const FAREWELL_RUNS = 16;
/** What chance might leave out. */
const CERTAIN: FuzzedRequest[] = [
  USUAL,
  { ...USUAL, token: '' },
  { ...USUAL, token: PLAIN_USER },
  { ...USUAL, body: TOO_LARGE },
];
/** They are refused for what others have, or for what Plex says: no request brings that about. */
const REFUSED_FOR_OTHERS: Record<string, number[]> = {
  restoreAccount: [400],
  restorePlug: [400],
  pollMediaPin: [400, 401],
};

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
  const { operationId, responses } = target.operation;
  const numRuns = isFarewell(operationId) ? FAREWELL_RUNS : RUNS;

  it(`answers ${numRuns} requests as documented`, async () => {
    const route = routeOf(target);
    const [shared, { token: plainToken }] = [await newWorld(), await signUp('plain')];
    const statuses = new Set<number>();
    const property = fc.asyncProperty(fuzzedRequest(target, document), async (fuzzed) => {
      const asked = await served(operationId, shared);
      const { status } = await worker.fetch(requestOf(target, route, fuzzed, { ...asked, plainToken }));
      statuses.add(status);
      expect(status).toBeLessThan(500);
    });
    await fc.assert(property, { numRuns, seed: SEED, examples: CERTAIN.map((each) => [each]) });
    // All of them refused would prove nothing, and so would none.
    const others = REFUSED_FOR_OTHERS[operationId] ?? [];
    const refusals = [400, 401].filter((status) => responses[status] && !others.includes(status));
    const seen = { isServed: [...statuses].some((status) => status < 400), statuses: [...statuses] };
    expect(seen).toEqual({ isServed: true, statuses: expect.arrayContaining(refusals) });
  });
});

/** A Plex that gives a PIN to everybody and knows one token. */
async function plex(asked: RequestInfo | URL, { headers }: RequestInit = {}): Promise<Response> {
  if (!String(asked).includes('/pins')) {
    const isKnown = new Headers(headers).get('X-Plex-Token') === KNOWN_TO_PLEX;
    const user = { id: 7, username: 'viewer', email: 'viewer@example.com', confirmed: true };
    return isKnown ? Response.json(user) : Response.json({}, { status: 401 });
  }
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

/** An empty type is none: of a text the platform would make a type of its own. */
function requestOf(
  { method, operation }: Target,
  route: Route,
  fuzzed: FuzzedRequest,
  { world, plainToken, ...asked }: Served & { plainToken: string },
): Request {
  const [path = '', query = ''] = (asked.path ?? samplePath(route, world)).split('?', 2);
  const search = query ? `${fuzzed.query || '?'}&${query}` : fuzzed.query;
  const headers = new Headers({ 'CF-Connecting-IP': freshAddress() });
  for (const [name, value] of Object.entries(fuzzed.headers)) headers.set(name, asHeader(value));
  const token = fuzzed.token === PLAIN_USER ? plainToken : (fuzzed.token ?? world.token);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (fuzzed.type) headers.set('Content-Type', fuzzed.type);
  const sample = () => JSON.stringify({ ...route.body?.(world), ...asked.body, ...Object(fuzzed.body) });
  const text = typeof fuzzed.body === 'string' ? fuzzed.body : operation.requestBody && sample();
  const body = text ? new TextEncoder().encode(text) : null;
  if (body && method !== 'get') headers.set('Content-Length', String(body.byteLength));
  const url = `http://plugs.test${fuzzed.path ?? path}${search}`;
  const verb = method === 'get' && fuzzed.isHead ? 'HEAD' : method.toUpperCase();
  return new Request(url, { method: verb, headers, redirect: 'manual', ...(method !== 'get' && { body }) });
}

/** The platform refuses others before anybody sees them. */
function asHeader(value: unknown): string {
  return String(value).replace(/[^\x20-\x7e]/g, '?');
}
