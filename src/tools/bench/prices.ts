/**
 * What Cloudflare asks for a request, from its counts. Pure. Unit prices of the paid plan beyond what it includes,
 * November 2026, in dollars per million; CPU, the objects' own rows and their duration are not counted.
 */
import type { MeasuredCost } from './measured-cost.ts';

export const DOLLARS_PER_MILLION = {
  requests: 0.3,
  rowsRead: 0.001,
  rowsWritten: 1,
  objectCalls: 0.15,
  kvReads: 0.5,
} as const;

/** Dollars for a million requests of this cost; every KV operation of the measured requests is a read. */
export function priceOf(cost: MeasuredCost): number {
  const prices = DOLLARS_PER_MILLION;
  return (
    prices.requests +
    cost.rowsRead * prices.rowsRead +
    cost.rowsWritten * prices.rowsWritten +
    cost.objectCalls * prices.objectCalls +
    cost.kvOperations * prices.kvReads
  );
}
