/** Runs the worker with replaced bindings or variables, to control a race condition or to make storage fail. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from './bindings.ts';
import { withResponseCheck } from './checked.ts';

const apps = new Map<string, ReturnType<typeof createApp>>();

/** The app of a configuration with some variables replaced. */
function appWith(variables: Record<string, string>): ReturnType<typeof createApp> {
  const key = JSON.stringify(variables);
  const app = apps.get(key) ?? createApp(parseConfiguration({ ...bindings, ...variables }));
  apps.set(key, app);
  return app;
}

export type AlteredBindings = Partial<typeof bindings>;

/**
 * Handles one request with some bindings and variables replaced, and waits for the background work of the request. The
 * response may be a 500.
 */
export function fetchAltered(
  request: Request,
  altered: AlteredBindings,
  variables: Record<string, string> = {},
): Promise<Response> {
  const fetch = async (sent: Request) => {
    const execution = createExecutionContext();
    const response = await appWith(variables).fetch(sent, { ...bindings, ...altered }, execution);
    await waitOnExecutionContext(execution);
    return response;
  };
  return withResponseCheck(fetch, bindings, { mayFail: true })(request);
}

/**
 * A D1 that returns the results of its first `batchCount` batches only after all of these batches have run. If
 * `batchCount` concurrent requests each begin with a batch that reads, all of them have read before any of them writes.
 */
export function databaseWithBarrier(batchCount: number): D1Database {
  let finished = 0;
  const { promise: allFinished, resolve: release } = Promise.withResolvers<void>();
  return withBatch(async (statements) => {
    const results = await bindings.DB.batch(statements);
    finished += 1;
    if (finished === batchCount) release();
    await allFinished;
    return results;
  });
}

/** The real D1 with a replaced `batch`. The store executes all statements with this method. */
export function withBatch(batch: (statements: D1PreparedStatement[]) => Promise<unknown>): D1Database {
  const prepare = (query: string) => bindings.DB.prepare(query);
  return { prepare, batch } as unknown as D1Database;
}

/**
 * A D1 that runs another complete request after batch number `batchNumber`, before it returns the results of the batch.
 */
export function withRequestAfter(batchNumber: number, otherRequest: () => Promise<unknown>): D1Database {
  let batches = 0;
  return withBatch(async (statements) => {
    const results = await bindings.DB.batch(statements);
    batches += 1;
    if (batches === batchNumber) await otherRequest();
    return results;
  });
}
