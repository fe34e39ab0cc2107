/**
 * `npm run bench -- [--quick] [--json]`: measures the product (the worker of this project) and the floor (a minimal
 * worker) under the same load. It also measures the CPU time of the product's start-up. `--quick` uses less data and
 * shorter measurements. `--json` prints JSON and not a table. No test checks these times. The printed text marks a
 * result that misses its target. The exit code remains 0.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareProcess } from '../cli/tools.ts';
import { findingsOf } from './findings.ts';
import { findingsTable } from './findings-table.ts';
import { buildFloorSubjects } from './floor-subjects.ts';
import { COMPATIBILITY_DATE, hostedFloor, hostedProduct } from './hosted-workers.ts';
import { openConnection } from './load/connection.ts';
import { prepareProductSubjects } from './product-subjects.ts';
import { ROUND_COUNT, runRounds, type Series } from './rounds.ts';
import { BENCH_FOLDER, copyState, prepareSeededState } from './seed/seeded-state.ts';
import { signIn, signInAll } from './seed/signed-in.ts';
import { measureStartUpCpuMs, startUpSentence } from './start-up.ts';
import { MAX_CONNECTIONS, type Subject } from './subjects.ts';
import { bundleFloor, bundleProduct } from './worker-bundles.ts';
import { startServers } from './workerd-servers.ts';

const FULL_PLAN = {
  name: 'full',
  size: { plugs: 1_000_000, accounts: 1000, ownPlugs: 10_000 },
  rounds: { seconds: 1.5, warmUpSeconds: 0.3 },
};
const QUICK_PLAN = {
  name: 'quick',
  size: { plugs: 20_000, accounts: 100, ownPlugs: 2_000 },
  rounds: { seconds: 0.25, warmUpSeconds: 0.05 },
};
/**
 * The number of accounts in addition to the owner of the plugs: for each connection, one account that refreshes and two
 * accounts that log in.
 */
const OTHER_ACCOUNT_COUNT = 3 * MAX_CONNECTIONS;

prepareProcess();
const { values: flags } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const plan = flags.quick ? QUICK_PLAN : FULL_PLAN;
const resources = new AsyncDisposableStack();
disposeOnSignals();
try {
  const folder = createRunFolder();
  report('Profiling start-ups …');
  const startUpMs = await measureStartUpCpuMs(folder);
  const findings = findingsOf(await measureAll(folder));
  console.log(
    flags.json
      ? JSON.stringify({ ...plan.size, rounds: ROUND_COUNT, startUpMs, findings }, null, 2)
      : `${findingsTable(findings)}\n\n${startUpSentence(startUpMs)}`,
  );
} finally {
  await resources.disposeAsync();
}

async function measureAll(folder: string): Promise<Series[]> {
  report(`Seeding ${plan.size.plugs} plugs, unless they exist …`);
  const state = await prepareSeededState(plan.name, plan.size);
  copyState(state, folder);
  report('Building both workers …');
  const product = hostedProduct(await bundleProduct(folder));
  const floor = hostedFloor(await bundleFloor(folder, COMPATIBILITY_DATE));
  const servers = resources.use(startServers(join(folder, 'v3'), [product, floor]));
  const ports = { product: await servers.port('product'), floor: await servers.port('floor') };
  report('Signing in …');
  const subjects = await prepareSubjects(ports.product);
  return runRounds(subjects, ports, plan.rounds, (round) => report(`Round ${round} of ${ROUND_COUNT} …`));
}

/** Signs in the accounts and builds the requests to both workers. Account 1 owns the plugs that are read. */
async function prepareSubjects(port: number): Promise<Subject[]> {
  using connection = await openConnection(port);
  const owner = await signIn(connection, 1);
  const others = await signInAll(
    connection,
    Array.from({ length: OTHER_ACCOUNT_COUNT }, (_, at) => 2 + at),
  );
  const accounts = { owner, others, ownPlugs: plan.size.ownPlugs };
  return [...(await prepareProductSubjects(connection, accounts)), ...buildFloorSubjects(owner, others)];
}

/** Creates a folder for this run. The folder is removed when the program ends, also after an error or a signal. */
function createRunFolder(): string {
  const folder = join(BENCH_FOLDER, `run-${process.pid}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.on('exit', remove);
  resources.defer(remove);
  return folder;
}

/** Ends the program at a signal. At Ctrl-C, the terminal and npm both send a signal. The second signal is ignored. */
function disposeOnSignals(): void {
  let isEnding = false;
  const end = (_name: NodeJS.Signals, number: number) => {
    if (isEnding) return;
    isEnding = true;
    void resources.disposeAsync().finally(() => process.exit(128 + number));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

function report(message: string): void {
  console.error(message);
}
