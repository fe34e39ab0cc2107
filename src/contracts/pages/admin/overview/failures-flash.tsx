/** The warning about a day with an unusual number of failed sign-ins. Days are UTC days. */
import type { AdminOverview } from '../../../../core/administration/read-overview.ts';
import { dayOfMs } from '../../../../rules/accounts/local-day.ts';
import { dailyCounts } from '../../../../rules/administration/daily-series.ts';
import { unusualDay } from '../../../../rules/administration/unusual-day.ts';
import { DAY_MS } from '../../../../rules/durations.ts';
import { formatCount } from '../../components/figures.tsx';
import { Flash } from '../../components/messages.tsx';
import { pathWith } from '../toolbar.tsx';

const DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long' });

interface FailuresFlashProps {
  overview: AdminOverview;
  /** The time zone of the administrator. */
  timeZone: string;
}

/**
 * The warning about the day with the most failures among the last 7 days; nothing if `unusualDay` returns null. The
 * link shows the failed sign-ins of this day. In the administrator's time zone, the UTC day can overlap two days. The
 * link then includes both days.
 */
export function FailuresFlash({ overview: { figures, days }, timeZone }: FailuresFlashProps) {
  const unusual = unusualDay(days, dailyCounts(figures, 'login_failed', days));
  if (!unusual) return null;
  const { day, count, factor } = unusual;
  const startMs = Date.parse(day);
  const from = dayOfMs(timeZone, startMs);
  const until = dayOfMs(timeZone, startMs + DAY_MS - 1);
  const action = (
    <a class="button small-button" href={pathWith('/admin/events', { type: 'login_failed', from, until })}>
      Show events
    </a>
  );
  return (
    <Flash tone="warning" action={action}>
      <b>
        {formatCount(count)} failed sign-ins on {DAY_FORMAT.format(startMs)} (UTC)
      </b>
      {factor === null ? ', usually none.' : `, ${formatCount(factor)} times the usual number.`}
    </Flash>
  );
}
