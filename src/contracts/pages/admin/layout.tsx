/** The layout of the pages of administrators. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { AccountRow } from '../../../store/accounts/accounts.ts';
import { Brand } from '../components/brand.tsx';
import { Icon } from '../components/icon.tsx';
import { KeyboardDialog } from '../components/keyboard.tsx';
import { Badge } from '../components/marks.tsx';
import { AccountMenu, type NavigationEntry, NavigationList, type Person } from '../components/navigation.tsx';
import { personOf } from '../web/person.ts';

const ENTRIES: NavigationEntry[] = [
  { path: '/admin', label: 'Overview', icon: 'gauge' },
  { path: '/admin/accounts', label: 'Accounts', icon: 'users' },
  { path: '/admin/sessions', label: 'Sessions', icon: 'monitor' },
  { path: '/admin/events', label: 'Security events', icon: 'shield-check' },
  { path: '/admin/passages', label: 'Passages', icon: 'book-open' },
];
const OTHER_PAGES: NavigationEntry[] = [{ path: '/web', label: 'Back to contacts', icon: 'arrow-right' }];

interface AdminPageProps {
  administrator: AccountRow;
  /** The path of the navigation entry to mark as the current page. */
  current: string;
  title: Child;
  /** A badge next to the title. */
  badge?: Child;
  /** The link to the parent page. */
  parent?: { href: string; label: string };
  /** The avatar of the account that the page shows. */
  mark?: Child;
  /** The text below the title. */
  lead?: Child;
  actions?: Child;
  toast?: Child;
  /** Whether the content has a smaller maximum width, for forms. */
  isMedium?: boolean;
}

export function AdminPage(props: PropsWithChildren<AdminPageProps>) {
  const { administrator, current, parent, toast, isMedium = false, children } = props;
  const person = personOf({ ...administrator, isAdmin: true });
  return (
    <div class="app" data-no-keys={person.hasSingleKeys ? undefined : ''}>
      <header class="topbar">
        <Brand />
        <button class="button icon-button quiet" aria-label="Menu" type="button" popovertarget="nav">
          <Icon name="menu" />
        </button>
      </header>
      <Navigation person={person} current={current} />
      <main class={isMedium ? 'main main-medium' : 'main'} id="main" tabindex={-1}>
        {parent && (
          <nav class="cluster small" aria-label="Breadcrumb">
            <a class="text-button" href={parent.href}>
              <Icon name="chevron-left" />
              {parent.label}
            </a>
          </nav>
        )}
        <Header {...props} />
        {children}
        <div id="toast" role="status">
          {toast}
        </div>
      </main>
      <KeyboardDialog />
    </div>
  );
}

function Navigation({ person, current }: { person: Person; current: string }) {
  return (
    <nav class="sidebar" id="nav" popover="auto" aria-label="Main">
      <div class="split">
        <Brand />
        <Badge tone="violet">Admin</Badge>
      </div>
      <NavigationList entries={ENTRIES} current={current} />
      <div>
        <NavigationList entries={OTHER_PAGES} current={current} />
      </div>
      <AccountMenu person={person} />
    </nav>
  );
}

function Header({ title, badge, mark, lead, actions }: AdminPageProps) {
  const text = (
    <div>
      {badge ? (
        <div class="cluster">
          <h1>{title}</h1>
          {badge}
        </div>
      ) : (
        <h1>{title}</h1>
      )}
      {lead && <p>{lead}</p>}
    </div>
  );
  return (
    <header class="page-header">
      {mark ? (
        <div class="person">
          {mark}
          {text}
        </div>
      ) : (
        text
      )}
      {actions && <div class="actions">{actions}</div>}
    </header>
  );
}
