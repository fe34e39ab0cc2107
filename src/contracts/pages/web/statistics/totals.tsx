/** The totals of the statistics page. */
import type { PlugStatistics } from '../../../../core/plugs/read-statistics.ts';
import type { WeekCount } from '../../../../store/plugs/weeks.ts';
import { formatCount, Stats } from '../../components/figures.tsx';

/** The number of recent weeks that are compared with the same number of earlier weeks. */
const COMPARED_WEEKS = 4;

export function Totals({ statistics, weeks }: { statistics: PlugStatistics; weeks: WeekCount[] }) {
  const { contacts, targets, recentConversions } = statistics;
  const all = contacts + targets;
  const createdIn = (part: WeekCount[]) => part.reduce((sum, { created }) => sum + created, 0);
  const recent = createdIn(weeks.slice(-COMPARED_WEEKS));
  const before = createdIn(weeks.slice(-2 * COMPARED_WEEKS, -COMPARED_WEEKS));
  return (
    <Stats
      stats={[
        { label: 'Contacts and targets', value: all },
        { label: 'Contacts', value: contacts, remark: shareOf(contacts, all) },
        { label: 'Targets', value: targets, remark: shareOf(targets, all) },
        {
          label: 'New, 4 weeks',
          value: recent,
          remark: <Difference value={recent - before} remark="compared with the 4 weeks before" />,
        },
        { label: 'Converted, 30 days', value: recentConversions },
      ]}
    />
  );
}

function Difference({ value, remark }: { value: number; remark: string }) {
  if (value === 0) return <>as many as in the 4 weeks before</>;
  const text = value > 0 ? `+${formatCount(value)}` : `−${formatCount(-value)}`;
  return (
    <>
      <span class={value > 0 ? 'trend-up' : 'trend-down'}>{text}</span> {remark}
    </>
  );
}

function shareOf(part: number, all: number): string {
  return `${all === 0 ? 0 : Math.round((100 * part) / all)}% of all`;
}
