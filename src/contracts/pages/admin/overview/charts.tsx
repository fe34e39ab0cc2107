/**
 * The charts of the overview. Days are UTC days. A figure that counts the events of a day is drawn as columns. A figure
 * that is a level, such as the number of accounts at the end of a day, is drawn as a line.
 */
import type { AdminOverview } from '../../../../core/administration/read-overview.ts';
import { dailyCounts, dailyLevels } from '../../../../rules/administration/daily-series.ts';
import { ChartCard } from '../../components/charts/chart.tsx';
import type { ChartColumn, ChartSeries } from '../../components/charts/plot.tsx';
import { formatCount } from '../../components/figures.tsx';

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
/** The number of days between two labels, counted back from the last day. */
const LABEL_INTERVAL_DAYS = 7;

interface DailySeries extends ChartSeries {
  /** The name of the daily figure in the database. */
  figure: string;
}

interface DailyChart {
  id: string;
  title: string;
  series: DailySeries[];
}

const CHARTS: DailyChart[] = [
  {
    id: 'sign-ins',
    title: 'Sign-ins',
    series: [
      { figure: 'login_succeeded', label: 'Signed in', shape: 'column', tone: 1 },
      { figure: 'login_failed', label: 'Failed', shape: 'column', tone: 3 },
    ],
  },
  {
    id: 'new-accounts',
    title: 'New accounts',
    series: [{ figure: 'registered', label: 'New accounts', shape: 'column', tone: 1 }],
  },
  {
    id: 'levels',
    title: 'Accounts and active sessions',
    series: [
      { figure: 'accounts', label: 'Accounts', shape: 'line', tone: 1 },
      { figure: 'active_sessions', label: 'Active sessions', shape: 'line', tone: 2 },
    ],
  },
  {
    id: 'incidents',
    title: 'Locks, copied tokens and failed e-mails',
    series: [
      { figure: 'account_locked', label: 'Locks', shape: 'column', tone: 1 },
      { figure: 'refresh_reuse', label: 'Copied tokens', shape: 'column', tone: 2 },
      { figure: 'emails_failed', label: 'Failed e-mails', shape: 'column', tone: 3 },
    ],
  },
];

export function DailyCharts({ overview }: { overview: AdminOverview }) {
  return (
    <div class="grid grid-wide">
      {CHARTS.map((chart) => (
        <Chart key={chart.id} chart={chart} overview={overview} />
      ))}
    </div>
  );
}

function Chart({ chart: { id, title, series }, overview }: { chart: DailyChart; overview: AdminOverview }) {
  const { figures, days } = overview;
  const values = series.map(({ figure, shape }) =>
    shape === 'line' ? dailyLevels(figures, figure, days) : dailyCounts(figures, figure, days),
  );
  const hasLevels = series.every(({ shape }) => shape === 'line');
  const texts = series.map(({ label }, place) => {
    const seriesValues = values[place] ?? [];
    const number = hasLevels
      ? (seriesValues.at(-1) ?? 0)
      : seriesValues.reduce((sum, value) => sum + value, 0);
    return `${label}: ${formatCount(number)}${hasLevels ? ' on the last day' : ' in total'}.`;
  });
  return (
    <ChartCard
      id={id}
      title={title}
      plotTitle={`${title} per day`}
      description={`${days.length} days to ${dayText(days.at(-1))}. ${texts.join(' ')}`}
      unit="Day"
      series={series}
      columns={days.map((day, at) =>
        columnOf(
          day,
          days.length - 1 - at,
          values.map((each) => each[at] ?? 0),
        ),
      )}
      remark={`${formatCount((values[0] ?? []).reduce((sum, value) => sum + value, 0))} in ${days.length} days`}
      isSmall
    />
  );
}

function columnOf(day: string, daysAgo: number, values: number[]): ChartColumn {
  const label = dayText(day);
  const hasLabel = daysAgo % LABEL_INTERVAL_DAYS === 0;
  return {
    label,
    values,
    ...(hasLabel && { axisLabel: label, isMinor: daysAgo % (2 * LABEL_INTERVAL_DAYS) !== 0 }),
  };
}

function dayText(day: string | undefined): string {
  return day === undefined ? '' : DAY_FORMAT.format(Date.parse(day));
}
