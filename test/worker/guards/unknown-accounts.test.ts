/**
 * Requests for addresses with and without an account make the same calls in the same order and take the same time. Work
 * that the response does not need runs after the response.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from '../support/bindings.ts';
import { freshAddress, freshEmail, signUp } from '../support/client.ts';

const HIGH = [1_000_000, 900];
const LIMITS = JSON.stringify({
  login: HIGH,
  send_otp: HIGH,
  verify_otp: HIGH,
  change_password: HIGH,
  lockout: HIGH,
  otp_tries: HIGH,
  code_emails: HIGH,
  code_emails_in_all: HIGH,
  failed_codes: HIGH,
});
/**
 * Work after the response waits for `scheduler.wait` in development and in production. The tests replace this function
 * by a gate that they open after the response.
 */
const app = createApp(parseConfiguration({ ...bindings, ENVIRONMENT: 'development', LIMITS }));

const ROUTES: [name: string, path: string, body: object][] = [
  ['login', '/auth/login', { password: 'Wrong-Passw0rd!' }],
  ['send-otp', '/auth/send-otp', {}],
  ['verify-otp', '/auth/verify-otp', { otp_code: '000000' }],
  ['change-password', '/auth/change-password', { token: 'wrong', new_password: 'NewSecurePassword123!' }],
];

let openGate: () => void = () => undefined;

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  vi.spyOn(scheduler, 'wait').mockImplementation(
    () =>
      new Promise<void>((resolve) => {
        const before = openGate;
        openGate = () => {
          before();
          resolve();
        };
      }),
  );
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Measured {
  status: number;
  /** The calls to D1, KV and objects before the response. */
  calls: string[];
  serverTiming: string;
  milliseconds: number;
}

const address = freshAddress();

/** Sends a request, and then waits until the work after the response has finished. */
async function send(path: string, body: object): Promise<Measured> {
  const calls: string[] = [];
  const execution = createExecutionContext();
  const request = new Request(`http://plugs.test/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'CF-Connecting-IP': address },
    body: JSON.stringify(body),
  });
  openGate = () => undefined;
  const startedAt = performance.now();
  const response = await app.fetch(request, recordedBindings(calls), execution);
  await response.text();
  const milliseconds = performance.now() - startedAt;
  const until = [...calls];
  openGate();
  await waitOnExecutionContext(execution);
  const serverTiming = response.headers.get('Server-Timing') ?? '';
  return { status: response.status, calls: until, serverTiming, milliseconds };
}

/**
 * Bindings that add each call to `calls`. The objects of known and of unknown identifiers have the same name there.
 */
function recordedBindings(calls: string[]): typeof bindings {
  const recordedObjects = <Name extends 'ACCOUNTS' | 'UNKNOWN_IDENTIFIERS' | 'ADDRESS_LIMITS'>(name: Name) =>
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
    ACCOUNTS: recordedObjects('ACCOUNTS'),
    UNKNOWN_IDENTIFIERS: recordedObjects('UNKNOWN_IDENTIFIERS'),
    ADDRESS_LIMITS: recordedObjects('ADDRESS_LIMITS'),
  };
}

/** Returns an address with an account and an address without an account. A code was requested for each of the two. */
async function newAddresses(): Promise<{ known: string; unknown: string }> {
  const { email: known } = await signUp();
  const unknown = freshEmail('unregistered');
  for (const email of [known, unknown]) await send('/auth/send-otp', { email });
  return { known, unknown };
}

describe.each(ROUTES)('%s', (_name, path, body) => {
  it('a request makes the same calls and computes as many hashes with and without an account', async () => {
    const { known, unknown } = await newAddresses();
    const first = await send(path, { email: known, ...body });
    const second = await send(path, { email: unknown, ...body });
    expect(first.calls.length).toBeGreaterThan(1);
    expect(first.calls).toEqual(second.calls);
    expect(first.status).toBe(second.status);
    const countsOf = ({ serverTiming }: Measured) => serverTiming.replace(/, \d+ rows read, \d+ written/, '');
    expect(countsOf(first)).toBe(countsOf(second));
  });
});

const PAIRS = 100;
const WARM_UPS = 10;
const MAX_ROUNDS = 4;
const [MIN_AREA, MAX_AREA] = [0.4, 0.6];

describe.each(ROUTES)('the time of %s', (name, path, body) => {
  it('the time of a request does not show whether there is an account', async () => {
    const { known, unknown } = await newAddresses();
    const measureMs = async (email: string) => (await send(path, { email, ...body })).milliseconds;
    for (let warmUp = 0; warmUp < WARM_UPS; warmUp += 1) {
      await measureMs(known);
      await measureMs(unknown);
    }
    // On a busy machine, noise can exceed the range in some rounds. A real difference exceeds it in every round.
    const found: number[] = [];
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // The order within a pair alternates, so that a temporary slowdown affects both kinds equally.
        const order = pair % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
        for (const kind of order) times[kind].push(await measureMs(kind === 'known' ? known : unknown));
      }
      found.push(areaUnderCurve(times.known, times.unknown));
      if (isInRange(found.at(-1))) break;
    }
    console.info(`${name}: AUC ${found.map((area) => area.toFixed(2)).join(', ')}`);
    expect(found.at(-1)).toBeGreaterThan(MIN_AREA);
    expect(found.at(-1)).toBeLessThan(MAX_AREA);
  }, 120_000);
});

/**
 * Returns the probability that a time of the first kind is longer than a time of the second kind: the area under the
 * ROC curve. It is 0.5 for equal distributions.
 */
function areaUnderCurve(first: number[], second: number[]): number {
  const wins = first.flatMap((one) =>
    second.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

function isInRange(area: number | undefined): boolean {
  return area !== undefined && area > MIN_AREA && area < MAX_AREA;
}
