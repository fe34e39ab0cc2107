/** The chart of the new contacts and the conversions of each week. */
import { mondayMsOf } from '../../../../rules/plugs/iso-week.ts';
import type { WeekCount } from '../../../../store/plugs/weeks.ts';
import { ChartCard } from '../../components/charts/chart.tsx';
import type { ChartColumn, ChartSeries } from '../../components/charts/plot.tsx';
import { formatCount } from '../../components/figures.tsx';

const SERIES: ChartSeries[] = [
  { label: 'New', shape: 'column', tone: 1 },
  { label: 'Converted', shape: 'line', tone: 2 },
];
/** The statistics count UTC weeks, so dates are shown in UTC and not in the time zone of the account. */
const MONTH_NAME_FORMAT = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short' });

export function WeeksChart({ weeks }: { weeks: WeekCount[] }) {
  const createdCount = weeks.reduce((sum, week) => sum + week.created, 0);
  const convertedCount = weeks.reduce((sum, week) => sum + week.converted, 0);
  return (
    <ChartCard
      id="weekly"
      title="New contacts and conversions"
      plotTitle="New contacts and conversions per week"
      description={`Columns show new contacts, the line shows conversions, for ${weeks.length} weeks. ${formatCount(createdCount)} new and ${formatCount(convertedCount)} converted in total.`}
      unit="Week of"
      series={SERIES}
      columns={columnsOf(weeks)}
    />
  );
}

/**
 * One column for each week. The name of a month is below the first week that begins in this month. The last column has no
 * name. Small screens show every second name.
 */
function columnsOf(weeks: WeekCount[]): ChartColumn[] {
  let labelCount = 0;
  return weeks.map(({ week, created, converted }, at) => {
    const monday = new Date(mondayMsOf(week));
    const hasLabel = monday.getUTCDate() <= 7 && at < weeks.length - 1;
    if (hasLabel) labelCount += 1;
    return {
      label: `${monday.getUTCDate()} ${MONTH_NAME_FORMAT.format(monday)} ${monday.getUTCFullYear()}`,
      values: [created, converted],
      ...(hasLabel && { axisLabel: MONTH_NAME_FORMAT.format(monday), isMinor: labelCount % 2 === 0 }),
    };
  });
}
