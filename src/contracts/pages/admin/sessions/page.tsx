/** The sessions of all accounts, with search and filters. */
import type { BrowsedSessionPage } from '../../../../core/administration/browse-sessions.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { EmptyState } from '../../components/messages.tsx';
import { AdminPage } from '../layout.tsx';
import { AdminToast } from '../notices.tsx';
import { FilterSelect, ListPages, pathWith, SearchInput, Toolbar } from '../toolbar.tsx';
import { SESSIONS_PATH, SessionTable } from './session-table.tsx';

const CLIENT_TYPES = ['web', 'website', 'ios', 'android', 'mobile', 'telegram_bot', 'api', 'page'];
const CLIENT_OPTIONS = [
  { value: '', label: 'Any client' },
  ...CLIENT_TYPES.map((type) => ({ value: type, label: type })),
];
const STATE_OPTIONS = [
  { value: 'active', label: 'Active' },
  { value: 'ended', label: 'Ended recently' },
  { value: 'all', label: 'All' },
];

export interface SessionListQuery {
  search: string;
  device: string;
  client: string;
  state: 'active' | 'ended' | 'all';
  cursor?: string | undefined;
  select?: string | undefined;
  notice?: string | undefined;
  count?: string | undefined;
}

interface SessionsPageProps {
  administrator: AccountRow;
  query: SessionListQuery;
  page: BrowsedSessionPage;
  nowMs: number;
}

export function SessionsPage({ administrator, query, page, nowMs }: SessionsPageProps) {
  const { search, device, client, state, cursor, select } = query;
  const filters = { search, device, client, state: state === 'active' ? '' : state };
  const path = pathWith(SESSIONS_PATH, { ...filters, cursor });
  return (
    <AdminPage
      administrator={administrator}
      current={SESSIONS_PATH}
      title="Sessions"
      lead="The active and the recently ended sessions of all accounts."
      toast={<AdminToast query={query} dismissPath={path} />}
    >
      <Toolbar
        action={SESSIONS_PATH}
        search={
          <SearchInput
            name="search"
            label="Search sessions"
            placeholder="User name or address"
            value={search}
          />
        }
      >
        <input
          class="input"
          name="device"
          value={device}
          placeholder="Device"
          aria-label="Device"
          maxlength={100}
        />
        <FilterSelect name="client" label="Client" value={client} options={CLIENT_OPTIONS} />
        <FilterSelect name="state" label="State" value={state} options={STATE_OPTIONS} />
      </Toolbar>
      {page.sessions.length > 0 ? (
        <div class="card contact-list">
          <SessionTable
            label="Sessions"
            sessions={page.sessions}
            path={path}
            selectAllHref={pathWith(SESSIONS_PATH, { ...filters, cursor, select: 'page' })}
            isEverySelected={select === 'page'}
            nowMs={nowMs}
            timeZone={administrator.timeZone}
          />
        </div>
      ) : (
        <NoSessions hasNextPage={page.nextCursor !== null} />
      )}
      <ListPages
        count={page.sessions.length}
        noun="session"
        firstHref={cursor ? pathWith(SESSIONS_PATH, filters) : null}
        nextHref={page.nextCursor && pathWith(SESSIONS_PATH, { ...filters, cursor: page.nextCursor })}
      />
    </AdminPage>
  );
}

function NoSessions({ hasNextPage }: { hasNextPage: boolean }) {
  return (
    <div class="card">
      <EmptyState
        icon="monitor"
        title={hasNextPage ? 'No match on this page' : 'No session matches'}
        text={
          hasNextPage
            ? 'Only a part of the sessions was inspected. The next page continues the search.'
            : 'The search finds the beginning of a user name, or a complete address. A device is found by any part of its name.'
        }
        isSmall={hasNextPage}
      >
        {!hasNextPage && (
          <a class="button" href={SESSIONS_PATH}>
            Clear search and filters
          </a>
        )}
      </EmptyState>
    </div>
  );
}
