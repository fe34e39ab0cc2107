/** Load in a closed loop: each connection sends its next request after it has received the previous response. */
import type { Connection } from './connection.ts';
import { type HttpResponse, headerOf } from './http-responses.ts';
import { quantile } from './quantiles.ts';

/** Supplies the requests of one connection. */
export interface Source {
  /** The next request, or null if no request is left. */
  next(): Buffer | null;
  /** Called with each response of the expected status, before the next request is taken. */
  onResponse?(response: HttpResponse): void;
}

/** A load ends when one of these bounds is reached. */
export interface LoadBounds {
  seconds: number;
  /** The maximum number of requests of all connections together. */
  maxRequests: number;
}

export interface Measurement {
  requests: number;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** The most frequent value of the header `Server-Timing`. A response without this header counts as an empty value. */
  serverTiming: string;
}

/**
 * Runs one source on each connection until one of the bounds is reached or the source has no more requests.
 * @param status the expected status of every response
 * @throws Error with the response if a response has another status, and the errors of the connections
 */
export async function runClosedLoop(
  pairs: readonly (readonly [Connection, Source])[],
  status: number,
  bounds: LoadBounds,
): Promise<Measurement> {
  const latenciesMs: number[] = [];
  const startedAtMs = performance.now();
  const deadlineMs = startedAtMs + bounds.seconds * 1000;
  let sentCount = 0;
  const timingCounts = new Map<string, number>();
  const loop = async ([connection, source]: readonly [Connection, Source]) => {
    while (sentCount < bounds.maxRequests && performance.now() < deadlineMs) {
      const request = source.next();
      if (!request) return;
      sentCount += 1;
      const sentAtMs = performance.now();
      const response = await connection.exchange(request);
      latenciesMs.push(performance.now() - sentAtMs);
      if (response.status !== status) throw unexpectedResponse(request, response);
      source.onResponse?.(response);
      const timing = headerOf(response, 'Server-Timing') ?? '';
      timingCounts.set(timing, (timingCounts.get(timing) ?? 0) + 1);
    }
  };
  await Promise.all(pairs.map(loop));
  const [[serverTiming] = ['']] = [...timingCounts].sort(([, one], [, other]) => other - one);
  return { ...summaryOf(latenciesMs, performance.now() - startedAtMs), serverTiming };
}

function summaryOf(latenciesMs: number[], elapsedMs: number) {
  const sorted = latenciesMs.sort((one, other) => one - other);
  return {
    requests: sorted.length,
    requestsPerSecond: (sorted.length / elapsedMs) * 1000,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
  };
}

function unexpectedResponse(request: Buffer, { status, body }: HttpResponse): Error {
  const line = request.toString('latin1', 0, request.indexOf('\r\n'));
  return new Error(`${line} got the response ${status}: ${body.toString().slice(0, 500)}`);
}
