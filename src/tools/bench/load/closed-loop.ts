/** Load in a closed loop: each connection sends its next request when its last one was answered. */
import type { Connection } from './connection.ts';
import { type HttpAnswer, headerOf } from './http-answers.ts';
import { quantile } from './quantiles.ts';

/** Where a connection's requests come from. */
export interface Source {
  /** The next request, or null when there are no more. */
  next(): Buffer | null;
  /** Told of each answer, before the next request is asked for. */
  took?(answer: HttpAnswer): void;
}

export interface Bounds {
  seconds: number;
  /** Of all connections together. */
  requests: number;
}

export interface Measurement {
  requests: number;
  requestsPerSecond: number;
  /** Milliseconds, with their microseconds. */
  p50Ms: number;
  p99Ms: number;
  /** What most answers said of their cost, by `Server-Timing`; empty when none did. */
  serverTiming: string;
}

/**
 * Runs one source on each connection until time or requests are used up.
 * @throws Error with the answer when its status is not the expected one
 */
export async function runClosedLoop(
  pairs: readonly (readonly [Connection, Source])[],
  status: number,
  bounds: Bounds,
): Promise<Measurement> {
  const latenciesMs: number[] = [];
  const startedAtMs = performance.now();
  const deadlineMs = startedAtMs + bounds.seconds * 1000;
  let sent = 0;
  const timings = new Map<string, number>();
  const loop = async ([connection, source]: readonly [Connection, Source]) => {
    while (sent < bounds.requests && performance.now() < deadlineMs) {
      const request = source.next();
      if (!request) return;
      sent += 1;
      const sentAtMs = performance.now();
      const answer = await connection.exchange(request);
      latenciesMs.push(performance.now() - sentAtMs);
      if (answer.status !== status) throw unexpected(request, answer);
      source.took?.(answer);
      const timing = headerOf(answer, 'Server-Timing') ?? '';
      timings.set(timing, (timings.get(timing) ?? 0) + 1);
    }
  };
  await Promise.all(pairs.map(loop));
  const [[serverTiming] = ['']] = [...timings].sort(([, one], [, other]) => other - one);
  return { ...summary(latenciesMs, performance.now() - startedAtMs), serverTiming };
}

function summary(latenciesMs: number[], elapsedMs: number) {
  const sorted = latenciesMs.sort((one, other) => one - other);
  return {
    requests: sorted.length,
    requestsPerSecond: (sorted.length / elapsedMs) * 1000,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
  };
}

function unexpected(request: Buffer, { status, body }: HttpAnswer): Error {
  const line = request.toString('latin1', 0, request.indexOf('\r\n'));
  return new Error(`${line} was answered ${status}: ${body.toString().slice(0, 500)}`);
}
