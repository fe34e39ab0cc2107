/** An owner's statistics from the kept counters: rows read do not grow with the plugs. */
import { and, desc, eq, gt } from 'drizzle-orm';
import type { Database } from './database.ts';
import { keptStatement } from './kept-statement.ts';
import { plugCounts, plugTotals } from './plug-counters.ts';

/** How many values of an open-ended dimension are shown, most frequent first. */
export const SHOWN = { business_type: 15, network_type: 15, tag: 20 } as const;

export function totalsStatement(database: Database, owner: number) {
  return keptStatement(database, 'plug totals', { owner }, (blueprint, held) =>
    blueprint.select().from(plugTotals).where(eq(plugTotals.owner, held.owner)),
  );
}

export function topCountsStatement(database: Database, owner: number, dimension: keyof typeof SHOWN) {
  const values = { owner, dimension, limit: SHOWN[dimension] };
  return keptStatement(database, 'top plug counts', values, (blueprint, held) =>
    blueprint
      .select({ value: plugCounts.value, count: plugCounts.count })
      .from(plugCounts)
      .where(
        and(
          eq(plugCounts.owner, held.owner),
          eq(plugCounts.dimension, held.dimension),
          gt(plugCounts.count, 0),
        ),
      )
      .orderBy(desc(plugCounts.count))
      .limit(held.limit),
  );
}
