/** Reads the caller's statistics from stored counters. */
import { DAY_MS } from '../../rules/durations.ts';
import type { AccountRow } from '../../store/accounts/accounts.ts';
import type { Database } from '../../store/database/database.ts';
import type { PlugTotals } from '../../store/plugs/counters.ts';
import {
  DIMENSIONS,
  type Dimension,
  SHOWN,
  type TopCount,
  topCountsStatement,
  totalsStatement,
} from '../../store/plugs/statistics.ts';
import { readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';

export interface PlugStatistics {
  targets: number;
  contacts: number;
  byPriority: Record<'low' | 'medium' | 'high' | 'urgent', number>;
  byBusinessType: Record<string, number>;
  byNetworkType: Record<string, number>;
  byTag: Record<string, number>;
  /** Targets converted in the last 30 days (UTC). */
  recentConversions: number;
  /** The dimensions that have more values than the result contains. */
  truncated: Dimension[];
}

const RECENT_DAYS = 30;

/**
 * Counts live plugs. For open-ended dimensions it returns the most frequent values.
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
): Promise<{ account: AccountRow; statistics: PlugStatistics }> {
  const { accountNumber } = userOf(ctx);
  const { account, results } = await readWithAccess(ctx, statisticsStatements(ctx.database, accountNumber));
  const [totals, tops] = results;
  return { account, statistics: statisticsFrom(totals[0], tops, ctx.nowMs) };
}

/** The statements that read the statistics of an owner. */
export function statisticsStatements(database: Database, owner: number) {
  return [totalsStatement(database, owner), topCountsStatement(owner)] as const;
}

/** Builds the statistics from the stored counters. `totals` is undefined for an account that never had a plug. */
export function statisticsFrom(
  totals: PlugTotals | undefined,
  tops: TopCount[],
  nowMs: number,
): PlugStatistics {
  const { targets = 0, contacts = 0, low = 0, medium = 0, high = 0, urgent = 0 } = totals ?? {};
  return {
    targets,
    contacts,
    byPriority: { low, medium, high, urgent },
    byBusinessType: counts(tops, 'business_type'),
    byNetworkType: counts(tops, 'network_type'),
    byTag: counts(tops, 'tag'),
    recentConversions: recentCount(totals?.conversions ?? {}, nowMs),
    truncated: DIMENSIONS.filter((dimension) => valuesOf(tops, dimension).length > SHOWN[dimension]),
  };
}

function counts(tops: TopCount[], dimension: Dimension): Record<string, number> {
  const shown = valuesOf(tops, dimension).slice(0, SHOWN[dimension]);
  return Object.fromEntries(shown.map(({ value, count }) => [value, count]));
}

function valuesOf(tops: TopCount[], wanted: Dimension): TopCount[] {
  return tops.filter(({ dimension }) => dimension === wanted);
}

function recentCount(conversions: Record<string, number>, nowMs: number): number {
  const firstDay = new Date(nowMs - (RECENT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const days = Object.entries(conversions).filter(([day]) => day >= firstDay);
  return days.reduce((sum, [, count]) => sum + count, 0);
}
