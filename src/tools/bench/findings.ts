/** Summarises the rounds of each request: medians, counts, price and share of the floor. Pure. */
import { median } from './load/quantiles.ts';
import { type MeasuredCost, measuredCost } from './measured-cost.ts';
import { priceOf } from './prices.ts';
import type { Series } from './rounds.ts';

export interface Finding {
  name: string;
  connections: number;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU time of workerd and its simulators per request, in milliseconds. Null on systems without /proc. */
  cpuMs: number | null;
  /** The most frequent cost of the request in the last round. Null for floors, which do not report their cost. */
  cost: MeasuredCost | null;
  /** The price of a million requests. Null for floors. */
  dollarsPerMillion: number | null;
  /** The name of the floor with which the request is compared. Null for floors. */
  floor: string | null;
  /** The median of all rounds: requests per second divided by requests per second of the floor. Null for floors. */
  shareOfFloor: number | null;
  /** Whether the share is less than `MIN_SHARE_OF_FLOOR`. False if the target does not apply to the request. */
  missesTarget: boolean;
}

/** The target: the minimum share of the floor that reads, refresh and login should reach. */
export const MIN_SHARE_OF_FLOOR = 0.8;
/** The floors of the requests to which the target applies. */
const FLOORS_WITH_TARGET = ['hash', 'object', 'read 1', 'read 20', 'read 50'];

/** One finding per series, in the same order. */
export function findingsOf(series: Series[]): Finding[] {
  return series.map((each) => findingOf(each, floorOf(each, series)));
}

function findingOf({ subject, connections, rounds }: Series, floor: Series | undefined): Finding {
  const shareOfFloor = floor
    ? median(
        rounds.map(
          (round, at) => round.requestsPerSecond / (floor.rounds[at]?.requestsPerSecond ?? Number.NaN),
        ),
      )
    : null;
  const cpuMs = rounds.map((round) => round.cpuMs);
  const cost = measuredCost(rounds.at(-1)?.serverTiming ?? null);
  return {
    name: subject.name,
    connections,
    requestsPerSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
    p50Ms: median(rounds.map(({ p50Ms }) => p50Ms)),
    p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
    cpuMs: cpuMs.includes(null) ? null : median(cpuMs.map(Number)),
    cost,
    dollarsPerMillion: cost && priceOf(cost),
    floor: subject.floor ?? null,
    shareOfFloor,
    missesTarget:
      shareOfFloor !== null &&
      shareOfFloor < MIN_SHARE_OF_FLOOR &&
      FLOORS_WITH_TARGET.includes(subject.floor ?? ''),
  };
}

function floorOf({ subject, connections }: Series, all: Series[]): Series | undefined {
  return all.find((each) => each.subject.name === subject.floor && each.connections === connections);
}
