/** A read with a rejected token costs at most the access check: no other statement of the request runs. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withBatch } from '../worker/support/altered-worker.ts';
import { bindings } from '../worker/support/bindings.ts';
import { call } from '../worker/support/client.ts';
import { refusalOf } from './refusals.ts';
import type { Route } from './route.ts';
import { nameOf, ROUTES, samplePath } from './routes.ts';
import { type Caller, createCaller, NOW } from './sample-data.ts';

/** The access check reads the row of the session and the row of its account. One more row is tolerated. */
const MAX_ROWS_READ = 3;
const READS = ROUTES.filter(
  ({ method, access }) => method === 'GET' && !['public', 'page', 'administration'].includes(access),
);
const namedReads = READS.map((route): [string, Route] => [nameOf(route), route]);

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterAll(() => {
  vi.useRealTimers();
});

/**
 * Returns the D1 of the worker with a `batch` that runs the statements one by one, and the counts of `batch` calls, of
 * statements and of the rows that they read.
 */
function createCountedDatabase() {
  const counts = { roundTrips: 0, statements: 0, rowsRead: 0 };
  const database = withBatch(async (statements) => {
    counts.roundTrips += 1;
    const results = [];
    for (const statement of statements) {
      counts.statements += 1;
      const result = await statement.all();
      counts.rowsRead += result.meta.rows_read;
      results.push(result);
    }
    return results;
  });
  return { counts, database };
}

describe.each(['logged out', 'deactivated', 'inactive only in D1', 'account expired', 'deleted'] as const)(
  'a token in the state: %s',
  (state) => {
    let caller: Caller;
    beforeAll(async () => {
      caller = await createCaller(state);
    });

    it.each(namedReads)(
      'a read with a token in this state is rejected and reads at most three rows in one round trip: %s',
      async (_, route) => {
        const { sampleData, token } = caller;
        const { counts, database } = createCountedDatabase();
        const path = `/${samplePath(route, sampleData)}`;
        const { status, cost } = await call(path, { token, altered: { ...bindings, DB: database } });
        expect(status).toBe(refusalOf(route.wording, state).status);
        // The statement that stops the batch reports no count. No other statement runs, so no other row is read.
        expect(counts).toEqual({ roundTrips: 1, statements: 1, rowsRead: 0 });
        expect(cost.rowsRead).toBeLessThanOrEqual(MAX_ROWS_READ);
      },
    );
  },
);
