/**
 * A page reads the same number of rows in a table of a million plugs and in a table of a thousand. It also reads the
 * same number in an account of ten thousand plugs and in an account of a hundred. The tests compare counts, not times.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plugFieldsFrom } from '../../../src/rules/plugs/plug.ts';
import { hostedProduct } from '../../../src/tools/bench/hosted-workers.ts';
import { type Connection, openConnection } from '../../../src/tools/bench/load/connection.ts';
import { headerOf } from '../../../src/tools/bench/load/http-responses.ts';
import { addressOf, requestBytes } from '../../../src/tools/bench/load/requests.ts';
import { measuredCost } from '../../../src/tools/bench/measured-cost.ts';
import { loadAccounts, loadPlugs, withDatabaseFile } from '../../../src/tools/bench/seed/bulk-load.ts';
import { plugId, type SeededPlug, seededPlug } from '../../../src/tools/bench/seed/seeded-plugs.ts';
import { createMigratedDatabase, PASSWORD_HASH } from '../../../src/tools/bench/seed/seeded-state.ts';
import { signIn } from '../../../src/tools/bench/seed/signed-in.ts';
import { bundleProduct, type WorkerBundle } from '../../../src/tools/bench/worker-bundles.ts';
import { startServers } from '../../../src/tools/bench/workerd-servers.ts';

const FEW = 1_000;
const MANY = 1_000_000;
/** An account with 100 plugs in the first thousand rows, and one with 10,000 spread over the following rows. */
const SMALL = { account: 2, plugs: 100, every: 10 };
const LARGE = { account: 3, plugs: 10_000, every: 99 };
/** The number of accounts that own the other rows. Their numbers are below and above the two measured accounts. */
const OTHER_ACCOUNTS = 1_000;

const READS = {
  'one plug': `/plugs/${plugId(SMALL.account, 7)}`,
  'a list': '/plugs/?limit=50',
  'a search for a prefix': '/plugs/search?limit=20&q=ma',
  'a substring search': '/plugs/search?limit=20&q=th',
  'a search that matches only other accounts': '/plugs/search?limit=20&q=gsmith',
  statistics: '/plugs/stats',
};
type Read = keyof typeof READS;
type RowsRead = Record<Read, number>;
/** Searches that find plugs in the smaller account. */
const WITH_RESULTS = ['a search for a prefix', 'a substring search'] as const;

/** The plugs of the other accounts. They have few terms, and the measured searches use each of these terms. */
const OTHER_PLUG = {
  ...seededPlug(1, 0),
  ...plugFieldsFrom({
    ...{ firstName: 'Max', lastName: 'Gsmith' },
    ...{ businessType: 'x', networkType: 'x', tags: ['x'] },
  }),
  plugType: 'target',
  duplicateKey: null,
  convertedAtMs: null,
} as const;

const folder = mkdtempSync(join(tmpdir(), 'plugs-growth-'));
const rows = {} as Record<'few' | 'many' | 'manyInLarge', RowsRead>;

function plugAt(row: number): SeededPlug {
  const rowInPart = row <= FEW ? row : row - FEW;
  const { account, plugs, every } = row <= FEW ? SMALL : LARGE;
  if (rowInPart % every === 0 && rowInPart <= plugs * every) {
    return seededPlug(account, rowInPart / every - 1);
  }
  const otherAccount = Math.floor((row * OTHER_ACCOUNTS) / (MANY + 1));
  return { ...OTHER_PLUG, id: `other-${row}`, owner: otherAccount === 0 ? 1 : LARGE.account + otherAccount };
}

async function rowsRead(connection: Connection, account: number, reads: Read[]): Promise<RowsRead> {
  const { accessToken: token } = await signIn(connection, account);
  const counts = {} as RowsRead;
  for (const read of reads) {
    const request = requestBytes({ path: `/api/v1${READS[read]}`, token, address: addressOf(account) });
    const response = await connection.exchange(request);
    expect(response.status, read).toBe(200);
    counts[read] = measuredCost(headerOf(response, 'Server-Timing'))?.rowsRead ?? Number.NaN;
  }
  return counts;
}

/** Starts the worker with the state in the folder `state` and passes a connection to `work`. */
async function withWorker<Result>(
  bundle: WorkerBundle,
  state: string,
  work: (connection: Connection) => Promise<Result>,
) {
  await using servers = startServers(join(state, 'v3'), [hostedProduct(bundle)]);
  using connection = await openConnection(await servers.port('product'));
  return await work(connection);
}

beforeAll(async () => {
  const bundle = await bundleProduct(folder);
  const few = join(folder, 'few');
  const many = join(folder, 'many');
  const file = await createMigratedDatabase(few);
  withDatabaseFile(file, (database) => {
    loadAccounts(database, LARGE.account + OTHER_ACCOUNTS, PASSWORD_HASH);
    loadPlugs(database, 1, FEW, plugAt);
  });
  cpSync(few, many, { recursive: true });
  withDatabaseFile(file.replace(few, many), (database) => loadPlugs(database, FEW + 1, MANY, plugAt));
  const all = Object.keys(READS) as Read[];
  rows.few = await withWorker(bundle, few, (connection) => rowsRead(connection, SMALL.account, all));
  await withWorker(bundle, many, async (connection) => {
    rows.many = await rowsRead(connection, SMALL.account, all);
    rows.manyInLarge = await rowsRead(connection, LARGE.account, ['a list', 'statistics']);
  });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

it.each(Object.keys(READS) as Read[])(
  'a request for %s reads as many rows among a million plugs as among a thousand',
  (read) => {
    expect(rows.few[read]).toBeGreaterThan(1);
    expect(rows.many[read]).toBe(rows.few[read]);
  },
);

it.each(['a list', 'statistics'] as const)(
  'a request for %s reads as many rows in an account with 10,000 plugs as in an account with 100',
  (read) => {
    expect(rows.manyInLarge[read]).toBe(rows.few[read]);
  },
);

it.each(WITH_RESULTS)('%s finds plugs', (read) => {
  expect(rows.few[read]).toBeGreaterThan(rows.few['a search that matches only other accounts'] + 10);
});
