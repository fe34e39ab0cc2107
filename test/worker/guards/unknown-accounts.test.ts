/**
 * Requests for e-mail addresses with and without an account make the same calls in the same order and take the same
 * time. The tests compare only what happens before the response, because the client cannot observe later work.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from '../support/bindings.ts';
import { freshAddress, freshEmail, signUp } from '../support/client.ts';

/** A limit that no test reaches: the maximum count, and the seconds in which it applies. */
const HIGH_LIMIT = [1_000_000, 900];
const LIMITS = JSON.stringify({
  login: HIGH_LIMIT,
  send_otp: HIGH_LIMIT,
  verify_otp: HIGH_LIMIT,
  change_password: HIGH_LIMIT,
  lockout: HIGH_LIMIT,
  otp_tries: HIGH_LIMIT,
  code_emails: HIGH_LIMIT,
  code_emails_in_all: HIGH_LIMIT,
  failed_codes: HIGH_LIMIT,
});
/**
 * The app runs as in development, because work that continues after the response then waits for `scheduler.wait`. The
 * tests replace `scheduler.wait` by a promise that they resolve after the response.
 */
const app = createApp(parseConfiguration({ ...bindings, ENVIRONMENT: 'development', LIMITS }));

const ROUTES: [name: string, path: string, body: object][] = [
  ['login', '/auth/login', { password: 'Wrong-Passw0rd!' }],
  ['send-otp', '/auth/send-otp', {}],
  ['verify-otp', '/auth/verify-otp', { otp_code: '000000' }],
  ['change-password', '/auth/change-password', { token: 'wrong', new_password: 'NewSecurePassword123!' }],
];

/** Starts the work that waits for `scheduler.wait` in the current request. */
let startDeferredWork: () => void = () => undefined;

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(scheduler, 'wait').mockImplementation(
    () =>
      new Promise<void>((resolve) => {
        const startEarlierWork = startDeferredWork;
        startDeferredWork = () => {
          startEarlierWork();
          resolve();
        };
      }),
  );
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface MeasuredResponse {
  status: number;
  /** The calls to D1, KV and objects before the response. */
  calls: string[];
  serverTiming: string;
  /** The time until the complete response. */
  milliseconds: number;
}

const address = freshAddress();

/** Sends a request and measures its response. Then completes the work that continues after the response. */
async function send(path: string, body: object): Promise<MeasuredResponse> {
  const calls: string[] = [];
  const execution = createExecutionContext();
  const request = new Request(`http://plugs.test/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': address },
    body: JSON.stringify(body),
  });
  startDeferredWork = () => undefined;
  const startedAt = performance.now();
  const response = await app.fetch(request, recordingBindings(calls), execution);
  await response.text();
  const milliseconds = performance.now() - startedAt;
  const callsBeforeResponse = [...calls];
  startDeferredWork();
  await waitOnExecutionContext(execution);
  const serverTiming = response.headers.get('Server-Timing') ?? '';
  return { status: response.status, calls: callsBeforeResponse, serverTiming, milliseconds };
}

/**
 * Bindings that add each call to `calls`. Both kinds of objects for identifiers have the name `identifier` in `calls`.
 */
function recordingBindings(calls: string[]): typeof bindings {
  const recordingObjects = <Name extends 'ACCOUNTS' | 'UNKNOWN_IDENTIFIERS' | 'ADDRESS_LIMITS'>(name: Name) =>
    ({
      getByName: (key: string) =>
        new Proxy(bindings[name].getByName(key), {
          get:
            (stub, method) =>
            (...input: unknown[]) => {
              calls.push(`${name === 'ADDRESS_LIMITS' ? 'address' : 'identifier'}.${String(method)}`);
              const target = stub as unknown as Record<string | symbol, (...args: unknown[]) => unknown>;
              return target[method]?.(...input);
            },
        }),
    }) as unknown as (typeof bindings)[Name];
  const DB = {
    prepare: (query: string) => bindings.DB.prepare(query),
    batch: (statements: D1PreparedStatement[]) => {
      calls.push('d1');
      return bindings.DB.batch(statements);
    },
  } as unknown as D1Database;
  const EDGE_CACHE = {
    get: (keys: string[]) => {
      calls.push('kv');
      return bindings.EDGE_CACHE.get(keys);
    },
  } as unknown as KVNamespace;
  return {
    ...bindings,
    DB,
    EDGE_CACHE,
    ACCOUNTS: recordingObjects('ACCOUNTS'),
    UNKNOWN_IDENTIFIERS: recordingObjects('UNKNOWN_IDENTIFIERS'),
    ADDRESS_LIMITS: recordingObjects('ADDRESS_LIMITS'),
  };
}

/** Creates an account, and requests a code for its e-mail address and for an e-mail address without an account. */
async function createAddresses(): Promise<{ known: string; unknown: string }> {
  const { email: known } = await signUp();
  const unknown = freshEmail('unregistered');
  for (const email of [known, unknown]) await send('/auth/send-otp', { email });
  return { known, unknown };
}

describe.each(ROUTES)('%s', (_name, path, body) => {
  it('a request makes the same calls and computes the same number of hashes with and without an account', async () => {
    const { known, unknown } = await createAddresses();
    const forKnown = await send(path, { email: known, ...body });
    const forUnknown = await send(path, { email: unknown, ...body });
    expect(forKnown.calls.length).toBeGreaterThan(1);
    expect(forKnown.calls).toEqual(forUnknown.calls);
    expect(forKnown.status).toBe(forUnknown.status);
    const countsOf = ({ serverTiming }: MeasuredResponse) =>
      serverTiming.replace(/, \d+ rows read, \d+ written/, '');
    expect(countsOf(forKnown)).toBe(countsOf(forUnknown));
  });
});

const PAIR_COUNT = 100;
const WARM_UP_COUNT = 10;
const MAX_ROUNDS = 4;
const [MIN_AREA, MAX_AREA] = [0.4, 0.6];

describe.each(ROUTES)('the time of %s', (name, path, body) => {
  it('the time of a request does not show whether there is an account', async () => {
    const { known, unknown } = await createAddresses();
    const measureMs = async (email: string) => (await send(path, { email, ...body })).milliseconds;
    for (let warmUp = 0; warmUp < WARM_UP_COUNT; warmUp += 1) {
      await measureMs(known);
      await measureMs(unknown);
    }
    // On a busy machine, noise can move the area out of the range in some rounds. A real difference moves the area out
    // of the range in every round.
    const areas: number[] = [];
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let pair = 0; pair < PAIR_COUNT; pair += 1) {
        // The order within a pair alternates, so that a temporary slowdown affects both e-mail addresses equally.
        const order = pair % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
        for (const kind of order) times[kind].push(await measureMs(kind === 'known' ? known : unknown));
      }
      areas.push(areaUnderCurve(times.known, times.unknown));
      if (isInRange(areas.at(-1))) break;
    }
    console.info(`${name}: AUC ${areas.map((area) => area.toFixed(2)).join(', ')}`);
    expect(areas.at(-1)).toBeGreaterThan(MIN_AREA);
    expect(areas.at(-1)).toBeLessThan(MAX_AREA);
  }, 120_000);
});

/**
 * Returns the probability that a time in `first` is longer than a time in `second`: the area under the ROC curve. Two
 * equal times count as one half. The area is 0.5 if both lists have the same distribution.
 */
function areaUnderCurve(first: number[], second: number[]): number {
  const wins = first.flatMap((firstMs) =>
    second.map((secondMs): number => (firstMs > secondMs ? 1 : firstMs === secondMs ? 0.5 : 0)),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

function isInRange(area: number | undefined): boolean {
  return area !== undefined && area > MIN_AREA && area < MAX_AREA;
}
