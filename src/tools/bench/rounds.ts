/**
 * Measures every subject once in each round with each load, so that a change in the speed of the machine affects all
 * subjects. A load is a number of connections.
 */
import { childrenCpuMs } from './children-cpu.ts';
import { type Measurement, runClosedLoop, type Source } from './load/closed-loop.ts';
import { openConnection } from './load/connection.ts';
import { MAX_CONNECTIONS, type Subject } from './subjects.ts';

export const LOADS = [1, MAX_CONNECTIONS] as const;
export const ROUND_COUNT = 3;

export interface RoundsPlan {
  /** The duration of one measurement. */
  seconds: number;
  /** The duration of the load before each measurement. This load is not measured. */
  warmUpSeconds: number;
}

export interface RoundMeasurement extends Measurement {
  /** CPU time of workerd per request, including its simulators of D1, KV and objects. Null on systems without /proc. */
  cpuMs: number | null;
}

/** The measurements of one subject at one number of connections, one per round. */
export interface Series {
  subject: Subject;
  connections: number;
  rounds: RoundMeasurement[];
}

/**
 * Measures all subjects. `ports` are the ports of the two workers.
 * @throws the errors of `openConnection` and of `runClosedLoop`
 */
export async function runRounds(
  subjects: Subject[],
  ports: Record<Subject['worker'], number>,
  plan: RoundsPlan,
  onRound: (round: number) => void,
): Promise<Series[]> {
  const series = LOADS.flatMap((connections) =>
    subjects.map((subject): Series => ({ subject, connections, rounds: [] })),
  );
  for (let round = 1; round <= ROUND_COUNT; round += 1) {
    onRound(round);
    for (const each of inMeasuringOrder(series))
      each.rounds.push(await measure(each, ports[each.subject.worker], plan));
  }
  return series;
}

/** Puts each floor directly before the subjects that are compared with it, because the speed of the machine changes. */
function inMeasuringOrder(series: Series[]): Series[] {
  return LOADS.flatMap((load) => {
    const ofLoad = series.filter(({ connections }) => connections === load);
    const floors = ofLoad.filter(({ subject }) => subject.floor === undefined);
    return floors.flatMap((floor) => [
      floor,
      ...ofLoad.filter(({ subject }) => subject.floor === floor.subject.name),
    ]);
  });
}

async function measure(
  { subject, connections }: Series,
  port: number,
  plan: RoundsPlan,
): Promise<RoundMeasurement> {
  const { sources, status, maxRequests = Number.POSITIVE_INFINITY } = subject;
  const pairs = await Promise.all(sources.slice(0, connections).map((source) => connectSource(port, source)));
  try {
    await runClosedLoop(pairs, status, { seconds: plan.warmUpSeconds, maxRequests: maxRequests / 6 });
    const cpuBeforeMs = childrenCpuMs();
    const measurement = await runClosedLoop(pairs, status, { seconds: plan.seconds, maxRequests });
    const cpuAfterMs = childrenCpuMs();
    const isKnown = cpuBeforeMs !== null && cpuAfterMs !== null;
    return { ...measurement, cpuMs: isKnown ? (cpuAfterMs - cpuBeforeMs) / measurement.requests : null };
  } finally {
    for (const [connection] of pairs) connection[Symbol.dispose]();
  }
}

async function connectSource(port: number, source: Source) {
  return [await openConnection(port), source] as const;
}
