/**
 * Aborts requests at every await of a call of D1 or of a Durable Object. When a client disconnects, workerd cancels the
 * handler unless a promise is pending in `waitUntil`. When a worker is stopped, its handlers never continue. Both cases
 * are simulated, because local storage calls are too fast for a real disconnect to occur between them.
 */
import { createExecutionContext } from 'cloudflare:test';
import { expect } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import type { AlteredBindings } from './altered-worker.ts';
import { withBatch } from './altered-worker.ts';
import { bindings } from './bindings.ts';

/** `disconnect`: the client closes the connection. `stop`: the worker is stopped, even if work is pending. */
export type Abort = 'disconnect' | 'stop';

/** A request whose preconditions are stored. */
export interface PreparedRequest {
  request: Request;
  /**
   * Reads the stored effects of the request. Each group belongs to one decision: after an abort, either all effects of
   * the group are stored or none. After a disconnect this applies to all groups together.
   */
  effects: () => Promise<Record<string, boolean>[]>;
}

const app = createApp(parseConfiguration(bindings));
/** The highest number of an await at which a request is aborted. Every request completes with fewer awaits. */
const MAX_POINT = 100;

/**
 * Repeats a request. Aborts the first request at its first await, the second request at its second await, and so on,
 * until a request completes before the abort. Checks the effects of each request.
 */
export async function expectAllOrNothing(
  prepare: () => Promise<PreparedRequest>,
  abort: Abort,
): Promise<void> {
  for (let point = 1; point <= MAX_POINT; point += 1) {
    const { request, effects } = await prepare();
    const isAborted = await abortAt(request, point, abort);
    const groups = await effects();
    const expected = isAborted
      ? expectedGroups(groups, abort)
      : groups.map((group) => withAllEffects(group, true));
    expect({ abort, point, groups }).toEqual({ abort, point, groups: expected });
    if (!isAborted) {
      expect(point).toBeGreaterThan(2);
      return;
    }
  }
  throw new Error(`The request did not complete before await ${MAX_POINT}.`);
}

/**
 * Handles a request and aborts it at await number `point`. Each call of D1 or of a Durable Object has two awaits, one
 * before the call and one after it. If no calls run in parallel, the awaits before the calls have the odd numbers.
 * Returns whether the request reached this await. While work is pending in `waitUntil` at a disconnect, the request
 * continues: it is cancelled at the first later await without pending work. The result is true even if the request then
 * completes.
 */
export async function abortAt(request: Request, point: number, abort: Abort): Promise<boolean> {
  const execution = createExecutionContext();
  const background = new Set<Promise<unknown>>();
  const cancelled = Promise.withResolvers<void>();
  let reached = 0;
  const reachPoint = async (): Promise<void> => {
    reached += 1;
    const isAborted = reached >= point;
    if (!isAborted || (abort === 'disconnect' && background.size > 0)) return;
    cancelled.resolve();
    await new Promise(() => undefined);
  };
  execution.waitUntil = (work) => {
    const settled: Promise<unknown> = Promise.resolve(work)
      .catch(() => undefined)
      .then(() => background.delete(settled));
    background.add(settled);
  };
  const handleRequest = async () => {
    await app.fetch(request, { ...bindings, ...bindingsWithPoints(reachPoint) }, execution);
    while (background.size > 0) await Promise.all(background);
  };
  await Promise.race([handleRequest(), cancelled.promise]);
  return reached >= point;
}

/** Bindings that call `reachPoint` before and after each call of D1 and of a Durable Object, but not of KV. */
function bindingsWithPoints(reachPoint: () => Promise<void>): AlteredBindings {
  const around = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    await reachPoint();
    const result = await call();
    await reachPoint();
    return result;
  };
  const objects = <Name extends 'ACCOUNTS' | 'UNKNOWN_IDENTIFIERS' | 'ADDRESS_LIMITS'>(name: Name) =>
    ({
      getByName: (key: string) =>
        new Proxy(bindings[name].getByName(key), {
          get:
            (stub, method) =>
            (...input: unknown[]) => {
              const target = stub as unknown as Record<
                string | symbol,
                (...args: unknown[]) => Promise<unknown>
              >;
              return around(async () => target[method]?.(...input));
            },
        }),
    }) as unknown as (typeof bindings)[Name];
  return {
    DB: withBatch((statements) => around(() => bindings.DB.batch(statements))),
    ACCOUNTS: objects('ACCOUNTS'),
    UNKNOWN_IDENTIFIERS: objects('UNKNOWN_IDENTIFIERS'),
    ADDRESS_LIMITS: objects('ADDRESS_LIMITS'),
  };
}

/**
 * The expected groups. All effects of a group are equal to its first effect. After a disconnect, all effects are equal
 * to the first effect of the first group.
 */
function expectedGroups(groups: Record<string, boolean>[], abort: Abort): Record<string, boolean>[] {
  const [first] = groups.flatMap((group) => Object.values(group));
  return groups.map((group) =>
    withAllEffects(group, abort === 'disconnect' ? first === true : Object.values(group)[0] === true),
  );
}

/** A group with the same names, in which every effect has this value. */
function withAllEffects(group: Record<string, boolean>, value: boolean): Record<string, boolean> {
  return Object.fromEntries(Object.keys(group).map((name) => [name, value]));
}
