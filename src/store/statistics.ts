/** An owner's statistics from the kept counters: rows read do not grow with the plugs. */
import { and, desc, eq, gt } from 'drizzle-orm';
import type { Database } from './database.ts';
import { plugCounts, plugTotals } from './plug-counters.ts';

/** How many values of an open-ended dimension are shown, most frequent first. */
export const SHOWN = { business_type: 15, network_type: 15, tag: 20 } as const;

export function totalsStatement(database: Database, owner: number) {
  return database.select().from(plugTotals).where(eq(plugTotals.owner, owner));
}

export function topCountsStatement(database: Database, owner: number, dimension: keyof typeof SHOWN) {
  return database
    .select({ value: plugCounts.value, count: plugCounts.count })
    .from(plugCounts)
    .where(and(eq(plugCounts.owner, owner), eq(plugCounts.dimension, dimension), gt(plugCounts.count, 0)))
    .orderBy(desc(plugCounts.count))
    .limit(SHOWN[dimension]);
}
