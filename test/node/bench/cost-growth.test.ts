/**
 * Each request of `READS` reads the same number of rows from a table of a million plugs and from a table of a thousand
 * plugs. A list and the statistics also read the same number of rows in an account with 10,000 plugs and in an account
 * with 100 plugs. The tests compare counts, not times.
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

const FEW_ROWS = 1_000;
const MANY_ROWS = 1_000_000;
/**
 * The plugs of the small account are in the first thousand rows. The plugs of the large account are in the following
 * rows.
 */
const SMALL_ACCOUNT = { account: 2, plugCount: 100, rowInterval: 10 };
const LARGE_ACCOUNT = { account: 3, plugCount: 10_000, rowInterval: 99 };
/**
 * The number of accounts that own the other rows: account 1, and accounts with larger numbers than the two measured
 * accounts.
 */
const OTHER_ACCOUNT_COUNT = 1_000;

const READS = {
  'one plug': `/plugs/${plugId(SMALL_ACCOUNT.account, 7)}`,
  'a list': '/plugs/?limit=50',
  'a search for a prefix': '/plugs/search?limit=20&q=ma',
  'a substring search': '/plugs/search?limit=20&q=th',
  'a search that matches only other accounts': '/plugs/search?limit=20&q=gsmith',
  statistics: '/plugs/stats',
};
type Read = keyof typeof READS;
type RowsRead = Record<Read, number>;
/** Searches that find plugs in the small account. */
const SEARCHES_WITH_RESULTS = ['a search for a prefix', 'a substring search'] as const;

/**
 * The plugs of the other accounts. Their names match the measured searches, so a test fails if a search reads these
 * plugs.
 */
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
/** The number of rows that each request read, by table and account. */
const rows = {} as Record<'few' | 'many' | 'manyInLarge', RowsRead>;

/** The plug of a row. At regular intervals, it is a plug of a measured account, otherwise a plug of another account. */
function plugAt(row: number): SeededPlug {
  const rowInPart = row <= FEW_ROWS ? row : row - FEW_ROWS;
  const { account, plugCount, rowInterval } = row <= FEW_ROWS ? SMALL_ACCOUNT : LARGE_ACCOUNT;
  if (rowInPart % rowInterval === 0 && rowInPart <= plugCount * rowInterval) {
    return seededPlug(account, rowInPart / rowInterval - 1);
  }
  const otherAccount = Math.floor((row * OTHER_ACCOUNT_COUNT) / (MANY_ROWS + 1));
  return {
    ...OTHER_PLUG,
    id: `other-${row}`,
    owner: otherAccount === 0 ? 1 : LARGE_ACCOUNT.account + otherAccount,
  };
}

/** Returns the number of rows that each of the requests reads in an account. */
async function countRowsRead(connection: Connection, account: number, reads: Read[]): Promise<RowsRead> {
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

/** Starts the worker with the state in the folder `state`, and calls `work` with a connection to the worker. */
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
    loadAccounts(database, LARGE_ACCOUNT.account + OTHER_ACCOUNT_COUNT, PASSWORD_HASH);
    loadPlugs(database, 1, FEW_ROWS, plugAt);
  });
  cpSync(few, many, { recursive: true });
  withDatabaseFile(file.replace(few, many), (database) =>
    loadPlugs(database, FEW_ROWS + 1, MANY_ROWS, plugAt),
  );
  const all = Object.keys(READS) as Read[];
  rows.few = await withWorker(bundle, few, (connection) =>
    countRowsRead(connection, SMALL_ACCOUNT.account, all),
  );
  await withWorker(bundle, many, async (connection) => {
    rows.many = await countRowsRead(connection, SMALL_ACCOUNT.account, all);
    rows.manyInLarge = await countRowsRead(connection, LARGE_ACCOUNT.account, ['a list', 'statistics']);
  });
}, 300_000);

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

it.each(SEARCHES_WITH_RESULTS)(
  '%s finds plugs, so it reads over 10 rows more than a search without results',
  (read) => {
    expect(rows.few[read]).toBeGreaterThan(rows.few['a search that matches only other accounts'] + 10);
  },
);
