/** The totals of the statistics page. */
import type { PlugStatistics } from '../../../../core/plugs/read-statistics.ts';
import type { WeekCount } from '../../../../store/plugs/weeks.ts';
import { formatCount, Stats } from '../../components/figures.tsx';

/** The number of recent weeks, including the current week. They are compared with the same number of earlier weeks. */
const COMPARED_WEEKS = 4;

export function Totals({ statistics, weeks }: { statistics: PlugStatistics; weeks: WeekCount[] }) {
  const { contacts, targets, recentConversions } = statistics;
  const total = contacts + targets;
  const createdIn = (range: WeekCount[]) => range.reduce((sum, { created }) => sum + created, 0);
  const recentCount = createdIn(weeks.slice(-COMPARED_WEEKS));
  const previousCount = createdIn(weeks.slice(-2 * COMPARED_WEEKS, -COMPARED_WEEKS));
  return (
    <Stats
      stats={[
        { label: 'Contacts and targets', value: total },
        { label: 'Contacts', value: contacts, remark: shareText(contacts, total) },
        { label: 'Targets', value: targets, remark: shareText(targets, total) },
        {
          label: 'New, 4 weeks',
          value: recentCount,
          remark: <Difference difference={recentCount - previousCount} />,
        },
        { label: 'Converted, 30 days', value: recentConversions },
      ]}
    />
  );
}

/** The number of plugs created in the recent weeks minus the number of plugs created in the earlier weeks. */
function Difference({ difference }: { difference: number }) {
  if (difference === 0) return <>as many as in the 4 weeks before</>;
  const text = difference > 0 ? `+${formatCount(difference)}` : `−${formatCount(-difference)}`;
  return (
    <>
      <span class={difference > 0 ? 'trend-up' : 'trend-down'}>{text}</span> compared with the 4 weeks before
    </>
  );
}

function shareText(part: number, total: number): string {
  return `${total === 0 ? 0 : Math.round((100 * part) / total)}% of all`;
}
