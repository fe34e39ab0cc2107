/**
 * The price of a request at Cloudflare, computed from its counts. Pure. The unit prices are those of the Workers Paid
 * plan beyond the included amounts, in November 2026. CPU time, the rows that objects store and the duration of objects
 * are not included.
 */
import type { MeasuredCost } from './measured-cost.ts';

/** Unit prices in dollars for a million units. */
export const DOLLARS_PER_MILLION = {
  requests: 0.3,
  rowsRead: 0.001,
  rowsWritten: 1,
  objectCalls: 0.15,
  kvReads: 0.5,
} as const;

/** The price in dollars of a million requests with this cost. All KV operations of the measured requests are reads. */
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
