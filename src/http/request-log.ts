/**
 * The log entry of a request. It contains the pattern of the route and never the URL, because query strings contain
 * search terms, and paths can contain tokens and addresses.
 */
import type { Cost } from '../rules/cost.ts';

export interface RequestRecord {
  /** Start of the request, ISO 8601. */
  time: string;
  request_id: string;
  method: string;
  route: string;
  status: number;
  duration_ms: number;
  /** The account id, or `anonymous`. */
  actor: string;
  cost: Cost;
}

/**
 * The entry as one line for a terminal. "trips" are round trips to D1. A part without calls is omitted. Example:
 * `POST /api/v1/auth/login 200 41 ms  d1 2 trips, 4 rows  do 3  kv 1  hash 1`.
 */
export function requestLine({ method, route, status, duration_ms: durationMs, cost }: RequestRecord): string {
  const { d1Trips, d1RowsRead, d1RowsWritten, objectCalls, kvOperations, hashes } = cost;
  const written = d1RowsWritten > 0 ? `, ${d1RowsWritten} written` : '';
  const d1 = `d1 ${countWithNoun(d1Trips, 'trip')}, ${countWithNoun(d1RowsRead, 'row')}${written}`;
  const counts = [
    [d1Trips, d1],
    [objectCalls, `do ${objectCalls}`],
    [kvOperations, `kv ${kvOperations}`],
    [hashes, `hash ${hashes}`],
  ] as const;
  const shown = counts.filter(([count]) => count > 0).map(([, text]) => text);
  return [`${method} ${route} ${status} ${durationMs} ms`, ...shown].join('  ');
}

function countWithNoun(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
