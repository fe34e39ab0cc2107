/** The statistics of an owner from stored counters. The number of rows read does not depend on the number of plugs. */
import { eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { plainStatement } from '../database/plain-statement.ts';
import { plugTotals } from './counters.ts';

/**
 * The maximum number of values in the statistics for each dimension. A dimension is a field whose values are counted.
 * The most frequent values are included.
 */
export const MAX_TOP_VALUES = { business_type: 15, network_type: 15, tag: 20 } as const;

export type Dimension = keyof typeof MAX_TOP_VALUES;
export const DIMENSIONS = Object.keys(MAX_TOP_VALUES) as Dimension[];

export interface TopCount {
  dimension: Dimension;
  /** For a tag, the spelling that was written last. */
  value: string;
  count: number;
}

/** The totals of one owner, which triggers update. No row if the owner never had a plug. */
export function totalsStatement(database: Database, owner: number) {
  return database.select().from(plugTotals).where(eq(plugTotals.owner, owner));
}

/**
 * The most frequent values of every dimension: as many as `MAX_TOP_VALUES` states, and one more value if there are
 * more. One statement reads all dimensions, because each statement has a cost in addition to the rows that it reads.
 */
export function topCountsStatement(owner: number) {
  const tops = DIMENSIONS.map((dimension) => topOf(dimension, owner));
  return plainStatement(
    sql.join(tops, sql` UNION ALL `),
    ([dimension, value, count]): TopCount => ({
      dimension: dimension as Dimension,
      value: value as string,
      count: count as number,
    }),
  );
}

function topOf(dimension: Dimension, owner: number): SQL {
  return sql`SELECT * FROM (SELECT dimension, coalesce(label, value) AS value, count FROM plug_counts
    WHERE owner = ${owner} AND dimension = ${dimension} AND count > 0 ORDER BY count DESC
    LIMIT ${MAX_TOP_VALUES[dimension] + 1})`;
}
