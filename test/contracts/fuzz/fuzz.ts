/**
 * Sends generated requests, many of which are invalid, to every operation of the OpenAPI document. Every response must
 * match the document, and no response may be a server error. The operations are divided among the test files `fuzz-1`
 * to `fuzz-4`, which the test run can execute in parallel.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bindings, worker } from '../../worker/support/bindings.ts';
import { documentOf } from '../../worker/support/checked.ts';
import { freshAddress, signUp } from '../../worker/support/client.ts';
import type { Route } from '../route.ts';
import { nameOf, ROUTES, samplePath } from '../routes.ts';
import { createSampleData } from '../sample-data.ts';
import {
  type FuzzedRequest,
  fuzzedRequest,
  PLAIN_USER,
  SAMPLE,
  type Target,
  TOO_LARGE_BODY,
} from './fuzzed-request.ts';
import {
  needsNewAccount,
  type PreparedRequest,
  prepareRequest,
  VALID_PLEX_TOKEN,
} from './fuzzed-sample-data.ts';

/** The seed is fixed, so that a failure can be repeated. */
const SEED = 20_261_121;
const REQUEST_COUNT = 40;
/** The number of requests to an operation if each request needs a new account (`needsNewAccount`). */
const SINGLE_USE_REQUEST_COUNT = 16;
/** Requests that are always sent, because a random choice may not include them. */
const ALWAYS_SENT: FuzzedRequest[] = [
  SAMPLE,
  { ...SAMPLE, token: '' },
  { ...SAMPLE, token: PLAIN_USER },
  { ...SAMPLE, body: TOO_LARGE_BODY },
];
/** Statuses that no generated request causes, by operation id. These rejections depend on other accounts or on Plex. */
const UNREACHABLE_STATUSES: Record<string, number[]> = {
  restoreAccount: [400],
  restorePlug: [400],
  pollMediaPin: [400, 401],
  sendVerificationCode: [400],
};

/** The number of test files that share the operations. */
const PART_COUNT = 4;

const document = documentOf(bindings);
const targets: Target[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
);

/** Declares a test for every fourth operation, beginning with operation number `part`, counted from 1. */
export function fuzzOperations(part: 1 | 2 | 3 | 4): void {
  beforeEach(() => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(respondAsPlex);
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  const operations = targets.filter((_, index) => index % PART_COUNT === part - 1);
  it.each(operations)('$method $path responds as the document describes', { timeout: 60_000 }, fuzzOperation);
}

/**
 * Sends generated requests to one operation. At least one request must succeed, and no request may cause a server
 * error. Each of the statuses 400 and 401 must occur, if the operation documents it and `UNREACHABLE_STATUSES` does not
 * list it.
 */
async function fuzzOperation(target: Target): Promise<void> {
  const { operationId, responses } = target.operation;
  const numRuns = needsNewAccount(operationId) ? SINGLE_USE_REQUEST_COUNT : REQUEST_COUNT;
  const route = routeOf(target);
  const [shared, { token: plainToken }] = [await createSampleData(), await signUp('plain')];
  const statuses = new Set<number>();
  const property = fc.asyncProperty(fuzzedRequest(target, document), async (fuzzed) => {
    const prepared = await prepareRequest(operationId, shared);
    const { status } = await worker.fetch(requestOf(target, route, fuzzed, { ...prepared, plainToken }));
    statuses.add(status);
    expect(status).toBeLessThan(500);
  });
  await fc.assert(property, { numRuns, seed: SEED, examples: ALWAYS_SENT.map((each) => [each]) });
  const unreachable = UNREACHABLE_STATUSES[operationId] ?? [];
  const refusals = [400, 401].filter((status) => responses[status] && !unreachable.includes(status));
  const observed = { isServed: [...statuses].some((status) => status < 400), statuses: [...statuses] };
  expect(observed).toEqual({ isServed: true, statuses: expect.arrayContaining(refusals) });
}

/** A fake of Plex that responds to every PIN request with a PIN and accepts one token. */
async function respondAsPlex(url: RequestInfo | URL, { headers }: RequestInit = {}): Promise<Response> {
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

/**
 * Builds the request to the worker. The body consists of bytes, because the platform would add a `Content-Type` to a
 * string even if the generated `Content-Type` is empty.
 */
function requestOf(
  { method, operation }: Target,
  route: Route,
  fuzzed: FuzzedRequest,
  { sampleData, plainToken, ...prepared }: PreparedRequest & { plainToken: string },
): Request {
  const [path = '', query = ''] = (prepared.path ?? samplePath(route, sampleData)).split('?', 2);
  const search = query ? `${fuzzed.query || '?'}&${query}` : fuzzed.query;
  const headers = new Headers({ 'CF-Connecting-IP': freshAddress() });
  for (const [name, value] of Object.entries(fuzzed.headers)) headers.set(name, headerValue(value));
  const token = fuzzed.token === PLAIN_USER ? plainToken : (fuzzed.token ?? sampleData.token);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (fuzzed.contentType) headers.set('Content-Type', fuzzed.contentType);
  const sampleBody = () =>
    JSON.stringify({ ...route.body?.(sampleData), ...prepared.body, ...Object(fuzzed.body) });
  const text = typeof fuzzed.body === 'string' ? fuzzed.body : operation.requestBody && sampleBody();
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
function headerValue(value: unknown): string {
  return String(value).replace(/[^\x20-\x7e]/g, '?');
}
