/** A table of sessions in a form that ends the selected sessions. */
import type { SessionRow } from '../../../../store/sessions/sessions.ts';
import type { IconName } from '../../components/icon.tsx';
import { Icon } from '../../components/icon.tsx';
import { Badge } from '../../components/marks.tsx';
import { Time } from '../../components/time.tsx';
import { DataTable } from '../data-table.tsx';

export const SESSIONS_PATH = '/admin/sessions';

export interface ListedSession {
  session: SessionRow;
  /** The user name of the account. Absent in the table on the page of one account. */
  username?: string;
}

interface SessionTableProps {
  label: string;
  sessions: ListedSession[];
  /** The path of the page that contains the table. The response to the form redirects to this path, with a notice. */
  path: string;
  /** The path of the page with every session selected. */
  selectAllHref: string;
  isEverySelected: boolean;
  nowMs: number;
  timeZone: string;
}

export function SessionTable(props: SessionTableProps) {
  const { label, sessions, path, selectAllHref, isEverySelected, nowMs, timeZone } = props;
  const hasAccounts = sessions.some(({ username }) => username !== undefined);
  const isActive = ({ endedAtMs, expiresAtMs }: SessionRow) => endedAtMs === null && expiresAtMs > nowMs;
  return (
    <form method="post" action={`${SESSIONS_PATH}/end`}>
      <input type="hidden" name="return_to" value={path} />
      <DataTable
        label={label}
        selectAllHref={selectAllHref}
        columns={[
          ...(hasAccounts ? [{ label: 'Account', isRowHeader: true, class: 'nowrap' }] : []),
          { label: 'Client' },
          { label: 'Device', isRowHeader: !hasAccounts, class: 'device-cell' },
          { label: 'Address', class: 'nowrap' },
          { label: 'Last activity', class: 'nowrap' },
          ...(hasAccounts ? [{ label: 'State' }] : []),
        ]}
        rows={sessions.map(({ session, username }) => ({
          key: String(session.id),
          checkbox: {
            value: String(session.id),
            label: `the session ${session.deviceName ?? 'Unknown device'}`,
            isChecked: isEverySelected,
          },
          cells: [
            ...(username === undefined ? [] : [<AccountLink owner={session.owner} username={username} />]),
            <ClientBadge clientType={session.clientType} />,
            <Device session={session} />,
            <bdi>{session.address || 'no address'}</bdi>,
            <Time atMs={session.lastActivityAtMs} nowMs={nowMs} timeZone={timeZone} />,
            ...(username === undefined ? [] : [<SessionState isActive={isActive(session)} />]),
          ],
        }))}
      />
      <div class="bulk-bar" role="group" aria-label="Selected sessions">
        <span class="bulk-count">selected</span>
        <button class="button quiet small-button danger" type="submit">
          <Icon name="log-out" />
          End sessions
        </button>
      </div>
    </form>
  );
}

function AccountLink({ owner, username }: { owner: number; username: string }) {
  return (
    <a class="person-name" href={`/admin/accounts/${owner}`}>
      <bdi>{username}</bdi>
    </a>
  );
}

function Device({ session: { deviceName, userAgent } }: { session: SessionRow }) {
  return (
    <>
      <span class="person-name">
        <bdi>{deviceName ?? 'Unknown device'}</bdi>
      </span>
      <span class="person-detail" title={userAgent}>
        <bdi>{userAgent}</bdi>
      </span>
    </>
  );
}

function SessionState({ isActive }: { isActive: boolean }) {
  return isActive ? <Badge tone="success">Active</Badge> : <Badge>Ended</Badge>;
}

const CLIENT_ICONS: Record<string, IconName> = {
  ios: 'smartphone',
  android: 'smartphone',
  mobile: 'smartphone',
  telegram_bot: 'bot',
  api: 'terminal',
  page: 'globe',
};

function ClientBadge({ clientType }: { clientType: string }) {
  const icon = Object.hasOwn(CLIENT_ICONS, clientType) ? CLIENT_ICONS[clientType] : undefined;
  return (
    <span class="cluster">
      <Badge icon={icon ?? 'monitor'}>
        <bdi>{clientType}</bdi>
      </Badge>
    </span>
  );
}
