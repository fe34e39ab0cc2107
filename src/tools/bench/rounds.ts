/** Rounds in which every subject is measured once at each load: what changes over time meets all of them alike. */
import { childrenCpuMs } from './children-cpu.ts';
import { type Measurement, runClosedLoop, type Source } from './load/closed-loop.ts';
import { openConnection } from './load/connection.ts';
import { MOST_CONNECTIONS, type Subject } from './subjects.ts';

export const LOADS = [1, MOST_CONNECTIONS] as const;
export const ROUNDS = 3;

export interface RoundsPlan {
  /** Of one measurement. */
  seconds: number;
  warmUpSeconds: number;
}

export interface RoundMeasurement extends Measurement {
  /** Processor time a request, of workerd with its simulators of D1, KV and objects; null where it is not told. */
  cpuMs: number | null;
}

/** The measurements of one subject at one number of connections, one a round. */
export interface Series {
  subject: Subject;
  connections: number;
  rounds: RoundMeasurement[];
}

/** Measures all subjects; `ports` are those of the two workers. */
export async function runRounds(
  subjects: Subject[],
  ports: Record<Subject['worker'], number>,
  plan: RoundsPlan,
  onRound: (round: number) => void,
): Promise<Series[]> {
  const series = LOADS.flatMap((connections) =>
    subjects.map((subject): Series => ({ subject, connections, rounds: [] })),
  );
  for (let round = 1; round <= ROUNDS; round += 1) {
    onRound(round);
    for (const each of besideTheirFloors(series))
      each.rounds.push(await measure(each, ports[each.subject.worker], plan));
  }
  return series;
}

/** Other work on this machine comes and goes: what is compared is measured right after one another. */
function besideTheirFloors(series: Series[]): Series[] {
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
  const { sources, status, requests = Number.POSITIVE_INFINITY } = subject;
  const pairs = await Promise.all(sources.slice(0, connections).map((source) => connected(port, source)));
  try {
    await runClosedLoop(pairs, status, { seconds: plan.warmUpSeconds, requests: requests / 6 });
    const cpuBeforeMs = childrenCpuMs();
    const measurement = await runClosedLoop(pairs, status, { seconds: plan.seconds, requests });
    const cpuAfterMs = childrenCpuMs();
    const isTold = cpuBeforeMs !== null && cpuAfterMs !== null;
    return { ...measurement, cpuMs: isTold ? (cpuAfterMs - cpuBeforeMs) / measurement.requests : null };
  } finally {
    for (const [connection] of pairs) connection[Symbol.dispose]();
  }
}

async function connected(port: number, source: Source) {
  return [await openConnection(port), source] as const;
}
