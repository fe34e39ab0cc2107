/**
 * The statistics page: totals, a chart of the last weeks, and the contacts by type, priority, tag, business and
 * network.
 */
import {
  readWeeklyStatistics,
  type WeeklyStatistics,
} from '../../../../core/plugs/read-weekly-statistics.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppPage } from '../../components/layouts.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { personOf } from '../person.ts';
import { Breakdowns } from './breakdowns.tsx';
import { Totals } from './totals.tsx';
import { WeeksChart } from './weeks-chart.tsx';

const STATISTICS_PATH = '/web/statistics';
/** The periods of the chart, with the number of weeks of each period. */
const PERIODS = [
  { months: '3', weekCount: 13 },
  { months: '12', weekCount: 53 },
] as const;
type Period = (typeof PERIODS)[number];

/** The query parameter `months`. A missing or unknown value becomes 12. */
const monthsSchema = z.enum(['3', '12']).catch('12');

export const statisticsPages = newRouter();

statisticsPages.get(STATISTICS_PATH, requirePageSession, async (c) => {
  const months = monthsSchema.parse(c.req.query('months'));
  const period = PERIODS.find((each) => each.months === months) ?? PERIODS[1];
  const read = await readWeeklyStatistics(c.var.ctx);
  return renderPage(c, 'Statistics', <StatisticsPage read={read} period={period} />);
});

function StatisticsPage({ read, period }: { read: WeeklyStatistics; period: Period }) {
  const { account, statistics, weeks } = read;
  const isEmpty =
    statistics.contacts + statistics.targets === 0 && weeks.every(({ created }) => created === 0);
  return (
    <AppPage
      title="Statistics"
      lead="The numbers by week include deleted contacts."
      person={personOf(account)}
      current={STATISTICS_PATH}
      actions={isEmpty ? undefined : <PeriodLinks current={period} />}
    >
      {isEmpty ? (
        <EmptyStatistics />
      ) : (
        <div class="stack">
          <Totals statistics={statistics} weeks={weeks} />
          <WeeksChart weeks={weeks.slice(-period.weekCount)} />
          <Breakdowns statistics={statistics} />
        </div>
      )}
    </AppPage>
  );
}

function PeriodLinks({ current }: { current: Period }) {
  return (
    <nav class="segmented" aria-label="Period">
      {PERIODS.map((period) => (
        <a
          key={period.months}
          href={`${STATISTICS_PATH}?months=${period.months}`}
          aria-current={period === current ? 'true' : undefined}
        >
          {period.months} months
        </a>
      ))}
    </nav>
  );
}

function EmptyStatistics() {
  return (
    <div class="card">
      <EmptyState
        icon="chart-column"
        title="No numbers yet"
        text="The charts appear after your first contact. They cover the last 12 months."
      />
    </div>
  );
}
