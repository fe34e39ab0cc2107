/** The security log of all accounts, with filters. */
import type { LogPage } from '../../../../core/administration/browse-security-log.ts';
import { SECURITY_EVENT_TYPES } from '../../../../rules/sessions/account-change.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { List } from '../../components/cards.tsx';
import { Icon } from '../../components/icon.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { eventInWords } from '../../security-log/event-in-words.ts';
import { AdminPage } from '../layout.tsx';
import { FilterSelect, ListPages, pathWith, Toolbar } from '../toolbar.tsx';
import { EventItem } from './event-item.tsx';
import { type LogQuery, logParameters } from './filters.ts';

export const EVENTS_PATH = '/admin/events';

const TYPE_OPTIONS = [
  { value: '', label: 'Any type' },
  { value: 'by_administrators', label: 'By administrators' },
  ...SECURITY_EVENT_TYPES.map((type) => ({ value: type, label: eventInWords({ type, detail: null }).text })),
];

interface EventsPageProps {
  administrator: AccountRow;
  query: LogQuery;
  page: LogPage;
  nowMs: number;
}

export function EventsPage({ administrator, query, page, nowMs }: EventsPageProps) {
  const parameters = logParameters(query);
  const csvLink = (
    <a class="button" href={pathWith(`${EVENTS_PATH}.csv`, parameters)}>
      <Icon name="download" />
      CSV of at most 5,000 events
    </a>
  );
  return (
    <AdminPage
      administrator={administrator}
      current={EVENTS_PATH}
      title="Security events"
      lead="The events of the last 400 days, newest first."
      actions={csvLink}
    >
      <Filters query={query} />
      {page.entries.length > 0 ? (
        <div class="card">
          <List>
            {page.entries.map((entry) => (
              <EventItem
                key={entry.event.id}
                entry={entry}
                isAccountShown
                nowMs={nowMs}
                timeZone={administrator.timeZone}
              />
            ))}
          </List>
        </div>
      ) : (
        <NoEvents hasNextPage={page.nextCursor !== null} />
      )}
      <ListPages
        count={page.entries.length}
        noun="event"
        firstHref={query.cursor ? pathWith(EVENTS_PATH, parameters) : null}
        nextHref={page.nextCursor && pathWith(EVENTS_PATH, { ...parameters, cursor: page.nextCursor })}
      />
    </AdminPage>
  );
}

function Filters({ query }: { query: LogQuery }) {
  const { type, account, address, from, until } = query;
  return (
    <Toolbar action={EVENTS_PATH}>
      <FilterSelect name="type" label="Type" value={type} options={TYPE_OPTIONS} />
      <input
        class="input"
        name="account"
        value={account}
        inputmode="numeric"
        placeholder="Account number"
        aria-label="Account number"
        maxlength={12}
      />
      <input
        class="input"
        name="address"
        value={address}
        placeholder="Address"
        aria-label="Address"
        maxlength={45}
      />
      <label>
        From
        <input class="input" type="date" name="from" value={from} />
      </label>
      <label>
        Until
        <input class="input" type="date" name="until" value={until} />
      </label>
    </Toolbar>
  );
}

function NoEvents({ hasNextPage }: { hasNextPage: boolean }) {
  return (
    <div class="card">
      <EmptyState
        icon="shield-check"
        title={hasNextPage ? 'No match on this page' : 'No event matches'}
        text={
          hasNextPage
            ? 'Only a part of the log was inspected. The next page continues with older events.'
            : 'The filters accept whole account numbers and complete addresses, not parts of them.'
        }
        isSmall={hasNextPage}
      >
        {!hasNextPage && (
          <a class="button" href={EVENTS_PATH}>
            Clear filters
          </a>
        )}
      </EmptyState>
    </div>
  );
}
