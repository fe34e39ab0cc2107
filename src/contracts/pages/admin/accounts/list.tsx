/** The list of accounts, with search and filters. */
import type * as z from 'zod';
import type { BrowsedAccountPage } from '../../../../core/administration/browse-accounts.ts';
import { fullName } from '../../../../rules/accounts/full-name.ts';
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import { formatCount } from '../../components/figures.tsx';
import { Icon } from '../../components/icon.tsx';
import { Avatar } from '../../components/marks.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { Time } from '../../components/time.tsx';
import { DataTable } from '../data-table.tsx';
import { AdminPage } from '../layout.tsx';
import { FilterSelect, ListPages, pathWith, SearchInput, Toolbar } from '../toolbar.tsx';
import type { accountListQuery } from './fields.ts';
import { RightsBadges, StateBadge } from './state-badges.tsx';

export const ACCOUNTS_PATH = '/admin/accounts';

const STATE_OPTIONS = [
  { value: '', label: 'Any state' },
  { value: 'active', label: 'Active' },
  { value: 'locked', label: 'Locked recently' },
  { value: 'deactivated', label: 'Deactivated' },
  { value: 'expired', label: 'Expired' },
  { value: 'deleted', label: 'Deleted' },
];
const ROLE_OPTIONS = [
  { value: '', label: 'Any role' },
  { value: 'admin', label: 'Admin' },
  { value: 'premium', label: 'Premium' },
  { value: 'unverified', label: 'Not verified' },
];

interface AccountsPageProps {
  administrator: AccountRow;
  query: z.output<typeof accountListQuery>;
  page: BrowsedAccountPage;
  nowMs: number;
}

export function AccountsPage({ administrator, query, page, nowMs }: AccountsPageProps) {
  const { search, state, role, cursor } = query;
  const filters = { search, state, role };
  const { live, inactive } = page.totals;
  return (
    <AdminPage
      administrator={administrator}
      current={ACCOUNTS_PATH}
      title="Accounts"
      lead={`${formatCount(live)} accounts, ${formatCount(inactive)} deactivated`}
      actions={<Actions />}
    >
      <Toolbar
        action={ACCOUNTS_PATH}
        search={
          <SearchInput
            name="search"
            label="Search accounts"
            placeholder="User name, e-mail or number"
            value={search}
          />
        }
      >
        <FilterSelect name="state" label="State" value={state ?? ''} options={STATE_OPTIONS} />
        <FilterSelect name="role" label="Role" value={role ?? ''} options={ROLE_OPTIONS} />
      </Toolbar>
      {page.accounts.length > 0 ? (
        <Accounts accounts={page.accounts} nowMs={nowMs} timeZone={administrator.timeZone} />
      ) : (
        <NoAccounts search={search} hasNextPage={page.nextCursor !== null} />
      )}
      <ListPages
        count={page.accounts.length}
        noun="account"
        firstHref={cursor ? pathWith(ACCOUNTS_PATH, filters) : null}
        nextHref={page.nextCursor && pathWith(ACCOUNTS_PATH, { ...filters, cursor: page.nextCursor })}
      />
    </AdminPage>
  );
}

function Actions() {
  return (
    <>
      <a class="button" href={`${ACCOUNTS_PATH}/import`}>
        <Icon name="upload" />
        Import accounts
      </a>
      <a class="button primary" href={`${ACCOUNTS_PATH}/new`}>
        <Icon name="user-plus" />
        New account
      </a>
    </>
  );
}

function Accounts({
  accounts,
  nowMs,
  timeZone,
}: {
  accounts: AccountRow[];
  nowMs: number;
  timeZone: string;
}) {
  const time = (atMs: number) => <Time atMs={atMs} nowMs={nowMs} timeZone={timeZone} />;
  return (
    <div class="card">
      <DataTable
        label="Accounts"
        columns={[
          { label: 'No.', class: 'muted' },
          { label: 'Account', isRowHeader: true },
          { label: 'State' },
          { label: 'Role' },
          { label: 'Last sign-in', class: 'nowrap' },
          { label: 'Created', class: 'nowrap only-wide' },
        ]}
        rows={accounts.map((account) => ({
          key: String(account.number),
          cells: [
            formatCount(account.number),
            <AccountCell account={account} />,
            <StateBadge account={account} nowMs={nowMs} />,
            <RightsBadges account={account} nowMs={nowMs} />,
            account.lastLoginAtMs === null ? <span class="muted">Never</span> : time(account.lastLoginAtMs),
            time(account.createdAtMs),
          ],
        }))}
      />
    </div>
  );
}

function AccountCell({ account }: { account: AccountRow }) {
  const { id, number, username, email, isVerified } = account;
  const name = fullName(account);
  return (
    <div class="person">
      <Avatar id={id} name={name} />
      <div class="account-cell">
        <a class="person-name" href={`${ACCOUNTS_PATH}/${number}`}>
          <bdi>{name}</bdi>
          {name !== username && (
            <>
              {' '}
              <span class="muted">
                <bdi>{username}</bdi>
              </span>
            </>
          )}
        </a>
        <span class="person-detail">
          <bdi>{email ?? 'no e-mail address'}</bdi>
          {email && !isVerified && ' · not verified'}
        </span>
      </div>
    </div>
  );
}

/** The message for a page without accounts. A filtered page can be empty although a later page has matches. */
function NoAccounts({ search, hasNextPage }: { search: string; hasNextPage: boolean }) {
  if (hasNextPage) {
    return (
      <div class="card">
        <EmptyState
          icon="users"
          title="No match on this page"
          text="Only a part of the accounts was inspected. The next page continues with older accounts."
          isSmall
        />
      </div>
    );
  }
  return (
    <div class="card">
      <EmptyState
        icon="users"
        title={search ? `No account matches “${search}”` : 'No account matches'}
        text="The search finds the beginning of a user name or e-mail address, or a complete account number."
      >
        <a class="button" href={ACCOUNTS_PATH}>
          Clear search and filters
        </a>
      </EmptyState>
    </div>
  );
}
