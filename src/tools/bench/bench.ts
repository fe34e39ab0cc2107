/**
 * `npm run bench [-- --quick] [-- --json]`: the product and its floor under load, side by side. Times belong here and
 * not in tests: whatever they are, the exit code is 0.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { beQuiet } from '../cli/tools.ts';
import { findingsOf } from './findings.ts';
import { findingsTable } from './findings-table.ts';
import { floorSubjects } from './floor-subjects.ts';
import { COMPATIBILITY_DATE, hostedFloor, hostedProduct } from './hosted-workers.ts';
import { openConnection } from './load/connection.ts';
import { productSubjects } from './product-subjects.ts';
import { ROUNDS, runRounds, type Series } from './rounds.ts';
import { BENCH_FOLDER, copyState, seededState } from './seed/seeded-state.ts';
import { signIn, signInAll } from './seed/signed-in.ts';
import { MOST_CONNECTIONS, type Subject } from './subjects.ts';
import { bundleFloor, bundleProduct } from './worker-bundles.ts';
import { startServers } from './workerd-servers.ts';

const FULL = {
  name: 'full',
  spread: { plugs: 1_000_000, accounts: 1000, ownPlugs: 10_000 },
  rounds: { seconds: 1.5, warmUpSeconds: 0.3 },
};
const QUICK = {
  name: 'quick',
  spread: { plugs: 20_000, accounts: 100, ownPlugs: 2_000 },
  rounds: { seconds: 0.25, warmUpSeconds: 0.05 },
};
/** As many refresh as there are connections, and twice as many sign in by turns. */
const OTHERS = 3 * MOST_CONNECTIONS;

beQuiet();
const { values: flags } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'boolean' } } });
const plan = flags.quick ? QUICK : FULL;
const ending = new AsyncDisposableStack();
endWithSignals();
try {
  const findings = findingsOf(await measureAll());
  console.log(
    flags.json
      ? JSON.stringify({ ...plan.spread, rounds: ROUNDS, findings }, null, 2)
      : findingsTable(findings),
  );
} finally {
  await ending.disposeAsync();
}

async function measureAll(): Promise<Series[]> {
  tell(`Seeding ${plan.spread.plugs} plugs, unless that was done before …`);
  const state = await seededState(plan.name, plan.spread);
  const folder = runFolder();
  copyState(state, folder);
  tell('Building both workers …');
  const product = hostedProduct(await bundleProduct(folder));
  const floor = hostedFloor(await bundleFloor(folder, COMPATIBILITY_DATE));
  const servers = ending.use(startServers(join(folder, 'v3'), [product, floor]));
  const ports = { product: await servers.port('product'), floor: await servers.port('floor') };
  tell('Signing in …');
  const subjects = await prepareSubjects(ports.product);
  return runRounds(subjects, ports, plan.rounds, (round) => tell(`Round ${round} of ${ROUNDS} …`));
}

/** Account 1 is the one with the plugs. */
async function prepareSubjects(port: number): Promise<Subject[]> {
  using connection = await openConnection(port);
  const owner = await signIn(connection, 1);
  const others = await signInAll(
    connection,
    Array.from({ length: OTHERS }, (_, at) => 2 + at),
  );
  const cast = { owner, others, ownPlugs: plan.spread.ownPlugs };
  return [...(await productSubjects(connection, cast)), ...floorSubjects(owner, others)];
}

/** A folder for this run alone, gone when the program ends, however it ends. */
function runFolder(): string {
  const folder = join(BENCH_FOLDER, `run-${process.pid}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.on('exit', remove);
  ending.defer(remove);
  return folder;
}

/** A terminal and npm both pass Ctrl-C on: the second changes nothing. */
function endWithSignals(): void {
  let isEnding = false;
  const end = (_name: NodeJS.Signals, number: number) => {
    if (isEnding) return;
    isEnding = true;
    void ending.disposeAsync().finally(() => process.exit(128 + number));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

function tell(sentence: string): void {
  console.error(sentence);
}
