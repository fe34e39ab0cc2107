/** The cost of a request as counts. Times are measured by the benchmark. Pure. */

export interface Cost {
  /** Batches of statements, each of which is one round trip to D1. */
  d1Trips: number;
  d1RowsRead: number;
  d1RowsWritten: number;
  objectCalls: number;
  kvOperations: number;
  /** Computed password hashes. */
  hashes: number;
}

/** A cost in which every count is zero. */
export function noCost(): Cost {
  return { d1Trips: 0, d1RowsRead: 0, d1RowsWritten: 0, objectCalls: 0, kvOperations: 0, hashes: 0 };
}
