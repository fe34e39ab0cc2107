/** The warning about a day with an unusual number of failed sign-ins. Days are UTC days. */
import type { AdminOverview } from '../../../../core/administration/read-overview.ts';
import { dailyCounts } from '../../../../rules/administration/daily-series.ts';
import { unusualDay } from '../../../../rules/administration/unusual-day.ts';
import { formatCount } from '../../components/figures.tsx';
import { Flash } from '../../components/messages.tsx';
import { pathWith } from '../toolbar.tsx';

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' });

/** The warning about the day with the most failures of the last 7 days; nothing if this number is usual. */
export function FailuresFlash({ overview: { figures, days } }: { overview: AdminOverview }) {
  const unusual = unusualDay(days, dailyCounts(figures, 'login_failed', days));
  if (!unusual) return null;
  const { day, count, factor } = unusual;
  const action = (
    <a
      class="button small-button"
      href={pathWith('/admin/events', { type: 'login_failed', from: day, until: day })}
    >
      Show events
    </a>
  );
  return (
    <Flash tone="warning" action={action}>
      <b>
        {formatCount(count)} failed sign-ins on {DAY_FORMAT.format(Date.parse(day))}
      </b>
      {factor === null ? ', usually none.' : `, ${formatCount(factor)} times the usual number.`}
    </Flash>
  );
}
