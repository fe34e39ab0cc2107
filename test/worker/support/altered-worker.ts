/** The worker on bindings of the test's own: to hold a race still, or to let storage fail. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { createApp } from '../../../src/app.ts';
import { parseConfiguration } from '../../../src/core/request/configuration.ts';
import { bindings } from './bindings.ts';
import { checked } from './checked.ts';

const app = createApp(parseConfiguration(bindings));

export type AlteredBindings = Partial<typeof bindings>;

/** Handles one request with some of the bindings replaced, and waits for what it leaves behind. It may answer 500. */
export function fetchAltered(request: Request, altered: AlteredBindings): Promise<Response> {
  const fetch = async (sent: Request) => {
    const execution = createExecutionContext();
    const response = await app.fetch(sent, { ...bindings, ...altered }, execution);
    await waitOnExecutionContext(execution);
    return response;
  };
  return checked(fetch, bindings, { mayFail: true })(request);
}

/** A D1 whose first `count` batches all arrive before the first of them is answered: every racer has read. */
export function gatedDatabase(count: number): D1Database {
  let arrived = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return withBatch(async (statements) => {
    arrived += 1;
    const mine = arrived;
    const results = await bindings.DB.batch(statements);
    if (mine === count) open();
    if (mine <= count) await gate;
    return results;
  });
}

/** The real D1 with another `batch`, the one call the store makes. */
export function withBatch(batch: (statements: D1PreparedStatement[]) => Promise<unknown>): D1Database {
  const prepare = (query: string) => bindings.DB.prepare(query);
  return { prepare, batch } as unknown as D1Database;
}
