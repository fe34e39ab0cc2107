/** Reads the caller's statistics from stored counters. */
import { DAY_MS } from '../../rules/durations.ts';
import type { Database } from '../../store/database/database.ts';
import type { PlugTotals } from '../../store/plugs/counters.ts';
import {
  DIMENSIONS,
  type Dimension,
  MAX_TOP_VALUES,
  type TopCount,
  topCountsStatement,
  totalsStatement,
} from '../../store/plugs/statistics.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

export interface PlugStatistics {
  targets: number;
  contacts: number;
  /**
   * The properties `by…` contain the number of live plugs with each value. Only the most frequent business types,
   * network types and tags are included. Each map begins with the most frequent value. An object cannot keep this
   * order, because JavaScript puts keys such as `2024` first.
   */
  byPriority: Record<'low' | 'medium' | 'high' | 'urgent', number>;
  byBusinessType: Map<string, number>;
  byNetworkType: Map<string, number>;
  byTag: Map<string, number>;
  /** The number of live plugs that were converted in the last 30 UTC days, including the current day. */
  recentConversions: number;
  /** The dimensions with more values than the result contains. */
  truncated: Dimension[];
}

const RECENT_DAYS = 30;

/**
 * Reads the statistics of the caller's live plugs.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readStatistics(ctx: Ctx): Promise<PlugStatistics> {
  return (await readAccountWithStatistics(ctx)).statistics;
}

/**
 * Reads the caller's account and its statistics in one round trip.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readAccountWithStatistics(
  ctx: Ctx,
): Promise<{ account: CallerAccount; statistics: PlugStatistics }> {
  const { accountNumber } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, statisticsStatements(ctx.database, accountNumber));
  const [totals, topCounts] = results;
  return { account, statistics: statisticsFrom(totals[0], topCounts, ctx.nowMs) };
}

/** The statements that read the statistics of an owner. */
export function statisticsStatements(database: Database, owner: number) {
  return [totalsStatement(database, owner), topCountsStatement(owner)] as const;
}

/**
 * Builds the statistics from the stored counters.
 * @param totals undefined for an account that never had a plug
 */
export function statisticsFrom(
  totals: PlugTotals | undefined,
  topCounts: TopCount[],
  nowMs: number,
): PlugStatistics {
  const { targets = 0, contacts = 0, low = 0, medium = 0, high = 0, urgent = 0 } = totals ?? {};
  return {
    targets,
    contacts,
    byPriority: { low, medium, high, urgent },
    byBusinessType: countsByValue(topCounts, 'business_type'),
    byNetworkType: countsByValue(topCounts, 'network_type'),
    byTag: countsByValue(topCounts, 'tag'),
    recentConversions: recentCount(totals?.conversions ?? {}, nowMs),
    truncated: DIMENSIONS.filter(
      (dimension) => countsOf(topCounts, dimension).length > MAX_TOP_VALUES[dimension],
    ),
  };
}

function countsByValue(topCounts: TopCount[], dimension: Dimension): Map<string, number> {
  const included = countsOf(topCounts, dimension).slice(0, MAX_TOP_VALUES[dimension]);
  return new Map(included.map(({ value, count }) => [value, count]));
}

function countsOf(topCounts: TopCount[], wanted: Dimension): TopCount[] {
  return topCounts.filter(({ dimension }) => dimension === wanted);
}

function recentCount(conversions: Record<string, number>, nowMs: number): number {
  const firstDay = new Date(nowMs - (RECENT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const days = Object.entries(conversions).filter(([day]) => day >= firstDay);
  return days.reduce((sum, [, count]) => sum + count, 0);
}
