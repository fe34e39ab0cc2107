/** An owner's statistics from the kept counters: rows read do not grow with the plugs. */
import { eq, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { cachedStatement } from '../database/cached-statement.ts';
import { type Database, rawStatement } from '../database/database.ts';
import { plugCounts, plugTotals } from './counters.ts';

/** How many values of an open-ended dimension are shown, most frequent first. */
const SHOWN = { business_type: 15, network_type: 15, tag: 20 } as const;

export interface TopCount {
  dimension: keyof typeof SHOWN;
  value: string;
  count: number;
}

export function totalsStatement(database: Database, owner: number) {
  return cachedStatement(database, 'plug totals', { owner }, (blueprint, held) =>
    blueprint.select().from(plugTotals).where(eq(plugTotals.owner, held.owner)),
  );
}

/** The most frequent values of every dimension: one statement, since each costs as much as its rows. */
export function topCountsStatement(database: Database, owner: number) {
  return cachedStatement(database, 'top plug counts', { owner }, (blueprint, held) => {
    const dimensions = Object.keys(SHOWN) as (keyof typeof SHOWN)[];
    const tops = dimensions.map((dimension) => topOf(dimension, held.owner));
    return rawStatement<TopCount>(blueprint, sql.join(tops, sql` UNION ALL `));
  });
}

function topOf(dimension: keyof typeof SHOWN, owner: Placeholder): SQL {
  return sql`SELECT * FROM (SELECT dimension, value, count FROM ${plugCounts}
    WHERE owner = ${owner} AND dimension = ${sql.raw(`'${dimension}'`)} AND count > 0
    ORDER BY count DESC LIMIT ${sql.raw(String(SHOWN[dimension]))})`;
}
