/** Reads the cost of a request from the `Server-Timing` header of its response. Pure. */

/** The numbers of operations and of D1 rows of one request. */
export interface MeasuredCost {
  /** The number of round trips to D1. */
  d1Trips: number;
  rowsRead: number;
  rowsWritten: number;
  objectCalls: number;
  kvOperations: number;
  hashes: number;
}

const COUNTS =
  /^d1;desc="(\d+) trips, (\d+) rows read, (\d+) written", do;desc="(\d+)", kv;desc="(\d+)", hash;desc="(\d+)"/;

/** The counts in a value of the header, or null if the value contains no counts. */
export function measuredCost(serverTiming: string | null): MeasuredCost | null {
  const counts = COUNTS.exec(serverTiming ?? '')
    ?.slice(1)
    .map(Number);
  if (!counts) return null;
  const [d1Trips = 0, rowsRead = 0, rowsWritten = 0, objectCalls = 0, kvOperations = 0, hashes = 0] = counts;
  return { d1Trips, rowsRead, rowsWritten, objectCalls, kvOperations, hashes };
}
