/**
 * The page of one account: the actions, the reasons why the person cannot sign in, sessions, security events, facts
 * and, unless the account is deleted, the form of the rights.
 */
import type { AccountDetails } from '../../../../core/administration/read-account-details.ts';
import { fullName } from '../../../../rules/accounts/full-name.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { Card, List } from '../../components/cards.tsx';
import { Icon } from '../../components/icon.tsx';
import { Avatar } from '../../components/marks.tsx';
import { ConfirmDialog, DialogLink } from '../../components/menus.tsx';
import { EmptyState, FormMessages } from '../../components/messages.tsx';
import type { FormState } from '../../form-state.ts';
import { AdminPage } from '../layout.tsx';
import { AdminToast } from '../notices.tsx';
import { EventItem } from '../security-log/event-item.tsx';
import { SessionTable } from '../sessions/session-table.tsx';
import { AccountActions } from './account-actions.tsx';
import { END_OF_SESSIONS } from './confirmations.ts';
import { Facts, Rights } from './facts.tsx';
import { ACCOUNTS_PATH } from './list.tsx';
import { SignInState } from './sign-in-state.tsx';
import { StateBadge } from './state-badges.tsx';

const SHOWN_EVENT_COUNT = 20;

interface AccountPageProps {
  administrator: AccountRow;
  details: AccountDetails;
  /** The state of the form that changes the rights. */
  form: FormState;
  query: { select?: string | undefined; notice?: string | undefined; count?: string | undefined };
  nowMs: number;
}

export function AccountPage({ administrator, details, form, query, nowMs }: AccountPageProps) {
  const { account, obstacles } = details;
  const name = fullName(account);
  const path = `${ACCOUNTS_PATH}/${account.number}`;
  const { timeZone } = administrator;
  const isLocked = obstacles.some(({ kind }) => kind === 'locked');
  return (
    <AdminPage
      administrator={administrator}
      current={ACCOUNTS_PATH}
      parent={{ href: ACCOUNTS_PATH, label: 'Accounts' }}
      mark={<Avatar id={account.id} name={name} isLarge />}
      title={<bdi>{name}</bdi>}
      badge={<StateBadge account={account} isLocked={isLocked} nowMs={nowMs} />}
      lead={<bdi>{[account.username, account.email].filter(Boolean).join(' · ')}</bdi>}
      actions={<AccountActions account={account} isLocked={isLocked} />}
      toast={<AdminToast query={query} dismissPath={path} />}
    >
      <div class="stack">
        <FormMessages form={form} />
        <SignInState details={details} nowMs={nowMs} timeZone={timeZone} />
        <div class="with-aside">
          <div class="stack">
            <Sessions
              details={details}
              isEverySelected={query.select === 'page'}
              nowMs={nowMs}
              timeZone={timeZone}
            />
            <Events details={details} nowMs={nowMs} timeZone={timeZone} />
          </div>
          <div class="stack">
            <Facts account={account} nowMs={nowMs} timeZone={timeZone} />
            {account.deletedAtMs === null && <Rights account={account} form={form} />}
          </div>
        </div>
      </div>
    </AdminPage>
  );
}

interface PartProps {
  details: AccountDetails;
  nowMs: number;
  timeZone: string;
}

function Sessions({ details, isEverySelected, nowMs, timeZone }: PartProps & { isEverySelected: boolean }) {
  const { account, sessions } = details;
  const path = `${ACCOUNTS_PATH}/${account.number}`;
  return (
    <section class="card contact-list" aria-labelledby="sessions">
      <div class="card-header">
        <h2 id="sessions">Sessions</h2>
        {sessions.length > 0 && (
          <>
            <DialogLink dialogId="end-sessions" pagePath={`${path}/end-sessions`}>
              End all {sessions.length}
            </DialogLink>
            <ConfirmDialog
              id="end-sessions"
              title={`${END_OF_SESSIONS.title} ${account.username}?`}
              text={END_OF_SESSIONS.text}
              action={`${path}/end-sessions`}
              cancelLabel="Keep sessions"
              confirmLabel={END_OF_SESSIONS.buttonLabel}
            />
          </>
        )}
      </div>
      {sessions.length > 0 ? (
        <SessionTable
          label="Sessions"
          sessions={sessions.map((session) => ({ session }))}
          path={path}
          selectAllHref={`${path}?select=page`}
          isEverySelected={isEverySelected}
          nowMs={nowMs}
          timeZone={timeZone}
        />
      ) : (
        <EmptyState
          icon="monitor"
          title="No active session"
          text="A session appears here after a sign-in."
          isSmall
        />
      )}
    </section>
  );
}

function Events({ details: { account, entries }, nowMs, timeZone }: PartProps) {
  const query = new URLSearchParams({ account: String(account.number) });
  const action = (
    <span class="cluster">
      <a class="text-button" href={`/admin/events?${query}`}>
        All events
      </a>
      <a class="text-button" href={`/admin/events.csv?${query}`}>
        <Icon name="download" />
        CSV
      </a>
    </span>
  );
  return (
    <Card id="events" title="Security events" action={action}>
      {entries.length > 0 ? (
        <List>
          {entries.slice(0, SHOWN_EVENT_COUNT).map((entry) => (
            <EventItem key={entry.event.id} entry={entry} nowMs={nowMs} timeZone={timeZone} />
          ))}
        </List>
      ) : (
        <EmptyState icon="shield-check" title="No events" text="Events are kept for 400 days." isSmall />
      )}
    </Card>
  );
}
