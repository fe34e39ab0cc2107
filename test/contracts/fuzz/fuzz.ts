/**
 * Sends dozens of generated requests to every operation of the OpenAPI document. About half of them are invalid; no
 * response may be a server error. The operations are divided among the test files `fuzz-1` to `fuzz-4`, which the
 * workers of the test run execute in parallel.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bindings, worker } from '../../worker/support/bindings.ts';
import { documentOf } from '../../worker/support/checked.ts';
import { freshAddress, signUp } from '../../worker/support/client.ts';
import type { Route } from '../route.ts';
import { nameOf, ROUTES, samplePath } from '../routes.ts';
import { newSampleData } from '../sample-data.ts';
import {
  type FuzzedRequest,
  fuzzedRequest,
  PLAIN_USER,
  SAMPLE,
  type Target,
  TOO_LARGE,
} from './fuzzed-request.ts';
import { needsNewAccount, type Prepared, prepareRequest, VALID_PLEX_TOKEN } from './fuzzed-sample-data.ts';

/** The seed is fixed, so that a failure can be repeated. */
const SEED = 20_261_121;
const RUNS = 40;
const SINGLE_USE_RUNS = 16;
/** Requests that are always sent, because a random choice may not include them. */
const ALWAYS_SENT: FuzzedRequest[] = [
  SAMPLE,
  { ...SAMPLE, token: '' },
  { ...SAMPLE, token: PLAIN_USER },
  { ...SAMPLE, body: TOO_LARGE },
];
/** Rejections that no generated request causes, because they depend on other accounts or on Plex. */
const UNREACHABLE_REFUSALS: Record<string, number[]> = {
  restoreAccount: [400],
  restorePlug: [400],
  pollMediaPin: [400, 401],
  sendVerificationCode: [400],
};

/** The number of test files that share the operations. */
const PARTS = 4;

const document = documentOf(bindings);
const targets: Target[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
);

/** Declares the tests of every fourth operation, beginning with the operation at position `part`. */
export function fuzzOperations(part: 1 | 2 | 3 | 4): void {
  beforeEach(() => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(fakePlex);
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  const operations = targets.filter((_, index) => index % PARTS === part - 1);
  it.each(operations)('$method $path responds as the document describes', { timeout: 60_000 }, fuzzOperation);
}

async function fuzzOperation(target: Target): Promise<void> {
  const { operationId, responses } = target.operation;
  const numRuns = needsNewAccount(operationId) ? SINGLE_USE_RUNS : RUNS;
  const route = routeOf(target);
  const [shared, { token: plainToken }] = [await newSampleData(), await signUp('plain')];
  const statuses = new Set<number>();
  const property = fc.asyncProperty(fuzzedRequest(target, document), async (fuzzed) => {
    const prepared = await prepareRequest(operationId, shared);
    const { status } = await worker.fetch(requestOf(target, route, fuzzed, { ...prepared, plainToken }));
    statuses.add(status);
    expect(status).toBeLessThan(500);
  });
  await fc.assert(property, { numRuns, seed: SEED, examples: ALWAYS_SENT.map((each) => [each]) });
  // The requests must cause both the success and every reachable rejection of the operation.
  const unreachable = UNREACHABLE_REFUSALS[operationId] ?? [];
  const refusals = [400, 401].filter((status) => responses[status] && !unreachable.includes(status));
  const seen = { isServed: [...statuses].some((status) => status < 400), statuses: [...statuses] };
  expect(seen).toEqual({ isServed: true, statuses: expect.arrayContaining(refusals) });
}

/** A fake of Plex that responds to every PIN request with a PIN and accepts one token. */
async function fakePlex(url: RequestInfo | URL, { headers }: RequestInit = {}): Promise<Response> {
  if (!String(url).includes('/pins')) {
    const isValid = new Headers(headers).get('X-Plex-Token') === VALID_PLEX_TOKEN;
    const user = { id: 7, username: 'viewer', email: 'viewer@example.com', confirmed: true };
    return isValid ? Response.json(user) : Response.json({}, { status: 401 });
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

/** Sends the body as bytes. For a string, the platform would add a `Content-Type` when the generated one is empty. */
function requestOf(
  { method, operation }: Target,
  route: Route,
  fuzzed: FuzzedRequest,
  { sampleData, plainToken, ...prepared }: Prepared & { plainToken: string },
): Request {
  const [path = '', query = ''] = (prepared.path ?? samplePath(route, sampleData)).split('?', 2);
  const search = query ? `${fuzzed.query || '?'}&${query}` : fuzzed.query;
  const headers = new Headers({ 'CF-Connecting-IP': freshAddress() });
  for (const [name, value] of Object.entries(fuzzed.headers)) headers.set(name, asHeader(value));
  const token = fuzzed.token === PLAIN_USER ? plainToken : (fuzzed.token ?? sampleData.token);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (fuzzed.type) headers.set('Content-Type', fuzzed.type);
  const sample = () =>
    JSON.stringify({ ...route.body?.(sampleData), ...prepared.body, ...Object(fuzzed.body) });
  const text = typeof fuzzed.body === 'string' ? fuzzed.body : operation.requestBody && sample();
  const body = text ? new TextEncoder().encode(text) : null;
  if (body && method !== 'get') headers.set('Content-Length', String(body.byteLength));
  const url = `http://plugs.test${fuzzed.path ?? path}${search}`;
  const sentMethod = method === 'get' && fuzzed.isHead ? 'HEAD' : method.toUpperCase();
  return new Request(url, {
    method: sentMethod,
    headers,
    redirect: 'manual',
    ...(method !== 'get' && { body }),
  });
}

/** Replaces the characters that the platform rejects in headers before the worker receives the request. */
function asHeader(value: unknown): string {
  return String(value).replace(/[^\x20-\x7e]/g, '?');
}
