/** The overview: a warning about failed sign-ins, totals, charts, queues and the latest actions of administrators. */
import type { AdminOverview } from '../../../../core/administration/read-overview.ts';
import { dailyCounts, dailyLevels } from '../../../../rules/administration/daily-series.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { Card, List } from '../../components/cards.tsx';
import { Sparkline } from '../../components/charts/sparkline.tsx';
import { formatCount, Stats } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { Time } from '../../components/time.tsx';
import { AdminPage } from '../layout.tsx';
import { EventItem } from '../security-log/event-item.tsx';
import { DailyCharts } from './charts.tsx';
import { FailuresFlash } from './failures-flash.tsx';
import { Queues } from './queues.tsx';

interface OverviewPageProps {
  administrator: AccountRow;
  overview: AdminOverview;
  nowMs: number;
}

export function OverviewPage({ administrator, overview, nowMs }: OverviewPageProps) {
  const { timeZone } = administrator;
  const lead = (
    <>
      The last 30 days until <Time atMs={nowMs} nowMs={nowMs} timeZone={timeZone} />. The figures can be 10
      minutes old.
    </>
  );
  const refreshLink = (
    <a class="button" href="/admin">
      <Icon name="rotate-ccw" />
      Refresh
    </a>
  );
  return (
    <AdminPage
      administrator={administrator}
      current="/admin"
      title="Overview"
      lead={lead}
      actions={refreshLink}
    >
      <div class="stack">
        <FailuresFlash overview={overview} timeZone={timeZone} />
        <Totals overview={overview} />
        <DailyCharts overview={overview} />
        <div class="grid grid-wide">
          <Queues queues={overview.queues} nowMs={nowMs} timeZone={timeZone} />
          <Actions overview={overview} nowMs={nowMs} timeZone={timeZone} />
        </div>
      </div>
    </AdminPage>
  );
}

function Totals({ overview: { figures, days, accountCount } }: { overview: AdminOverview }) {
  const registered = dailyCounts(figures, 'registered', days);
  const sessions = dailyLevels(figures, 'active_sessions', days);
  const signIns = dailyCounts(figures, 'login_succeeded', days);
  const failures = dailyCounts(figures, 'login_failed', days);
  const lastOf = (values: number[]) => values.at(-1) ?? 0;
  const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const average = Math.round(sumOf(signIns) / days.length);
  const attempts = lastOf(signIns) + lastOf(failures);
  const failurePercent = attempts === 0 ? 0 : Math.round((100 * lastOf(failures)) / attempts);
  return (
    <Stats
      stats={[
        {
          label: 'Accounts',
          value: accountCount,
          remark: (
            <>
              <span class="trend-up">+{formatCount(sumOf(registered))}</span> in 30 days
            </>
          ),
          sparkline: <Sparkline values={registered} />,
        },
        { label: 'Active sessions', value: lastOf(sessions), sparkline: <Sparkline values={sessions} /> },
        {
          label: 'Sign-ins today',
          value: lastOf(signIns),
          remark: `average ${formatCount(average)}`,
          sparkline: <Sparkline values={signIns} />,
        },
        {
          label: 'Failures today',
          value: lastOf(failures),
          remark: `${failurePercent}% of the attempts`,
          sparkline: <Sparkline values={failures} />,
        },
      ]}
    />
  );
}

interface ActionsProps {
  overview: AdminOverview;
  nowMs: number;
  timeZone: string;
}

function Actions({ overview: { actions }, nowMs, timeZone }: ActionsProps) {
  const allActionsLink = (
    <a class="text-button" href="/admin/events?type=by_administrators">
      All actions
    </a>
  );
  return (
    <Card id="actions" title="Latest administrator actions" action={allActionsLink}>
      {actions.length > 0 ? (
        <List>
          {actions.map((entry) => (
            <EventItem key={entry.event.id} entry={entry} isAccountShown nowMs={nowMs} timeZone={timeZone} />
          ))}
        </List>
      ) : (
        <EmptyState
          icon="shield-check"
          title="No action yet"
          text="Changes of accounts, sessions and passages by administrators appear here."
          isSmall
        />
      )}
    </Card>
  );
}
