/** Reads the caller's statistics together with the counts of the last 53 UTC weeks. */
import { SHOWN_WEEK_COUNT, weekOf } from '../../rules/plugs/iso-week.ts';
import { topCountsStatement, totalsStatement } from '../../store/plugs/statistics.ts';
import { type WeekCount, weeksStatement } from '../../store/plugs/weeks.ts';
import { type CallerAccount, readWithAccess, userOf } from '../request/access.ts';
import type { Ctx } from '../request/context.ts';
import { type PlugStatistics, statisticsFrom } from './read-statistics.ts';

export interface WeeklyStatistics {
  account: CallerAccount;
  statistics: PlugStatistics;
  /** The counts of the 53 weeks up to the current week, the oldest week first. */
  weeks: WeekCount[];
}

/**
 * Reads the caller's account, the statistics and the counts of the weeks in one round trip.
 * @throws AppError with the codes of `readWithAccess`
 */
export async function readWeeklyStatistics(ctx: Ctx): Promise<WeeklyStatistics> {
  const { accountNumber } = userOf(ctx);
  const current = weekOf(ctx.nowMs);
  const first = current - SHOWN_WEEK_COUNT + 1;
  const { account, results } = await readWithAccess(ctx, [
    totalsStatement(ctx.database, accountNumber),
    topCountsStatement(accountNumber),
    weeksStatement(accountNumber, first, current),
  ]);
  const [totals, topCounts, weekCounts] = results;
  const byWeek = new Map(weekCounts.map((count) => [count.week, count]));
  const weeks = Array.from({ length: SHOWN_WEEK_COUNT }, (_, at) => {
    const week = first + at;
    return byWeek.get(week) ?? { week, created: 0, converted: 0 };
  });
  return { account, statistics: statisticsFrom(totals[0], topCounts, ctx.nowMs), weeks };
}
