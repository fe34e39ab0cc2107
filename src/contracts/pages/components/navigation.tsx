/** The navigation of a signed-in user. It is a column on large screens and a drawer on small screens. */
import { Brand } from './brand.tsx';
import { Icon, type IconName } from './icon.tsx';
import { KeyboardMenuItem } from './keyboard.tsx';
import { Avatar } from './marks.tsx';
import { Menu, MenuItem } from './menus.tsx';

/** The signed-in user. */
export interface Person {
  /** The id of the account. It determines the colour of the avatar. */
  id: string;
  name: string;
  email: string | null;
  /** Whether single keys are shortcuts. */
  hasSingleKeys: boolean;
  /** Whether the menu links to the pages of administrators. */
  isAdministrator?: boolean;
}

export interface Navigated {
  person: Person;
  /** The path of the entry to mark as the current page. */
  current: string;
}

export interface Entry {
  path: string;
  label: string;
  icon: IconName;
}

/** The first group has no title. */
const GROUPS: { title: string | null; entries: Entry[] }[] = [
  {
    title: null,
    entries: [
      { path: '/web', label: 'Overview', icon: 'gauge' },
      { path: '/web/contacts', label: 'Contacts', icon: 'users' },
      { path: '/web/statistics', label: 'Statistics', icon: 'chart-column' },
    ],
  },
  {
    title: 'Maintain',
    entries: [
      { path: '/web/import', label: 'Import', icon: 'upload' },
      { path: '/web/duplicates', label: 'Duplicates', icon: 'copy-check' },
      { path: '/web/contacts/trash', label: 'Trash', icon: 'trash-2' },
    ],
  },
  {
    title: 'Learn',
    entries: [{ path: '/web/reading', label: 'Reading', icon: 'book-open' }],
  },
  {
    title: 'Settings',
    entries: [{ path: '/web/account', label: 'Account', icon: 'settings' }],
  },
];

/** The navigation entries and the account menu. */
export function Sidebar({ person, current }: Navigated) {
  return (
    <nav class="sidebar" id="nav" popover="auto" aria-label="Main">
      <div class="split">
        <Brand />
      </div>
      {GROUPS.map(({ title, entries }) => (
        <div key={title}>
          {title && <p class="nav-title">{title}</p>}
          <NavigationList entries={entries} current={current} />
        </div>
      ))}
      <AccountMenu person={person} />
    </nav>
  );
}

/** The links to pages, one below the other. */
export function NavigationList({ entries, current }: { entries: Entry[]; current: string }) {
  return (
    <ul class="nav-list">
      {entries.map(({ path, label, icon }) => (
        <li key={path}>
          <a class="nav-link" href={path} aria-current={path === current ? 'page' : undefined}>
            <Icon name={icon} />
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The signed-in user, with a menu for the account and the sign-out. */
export function AccountMenu({ person }: { person: Person }) {
  const { id, name, email, isAdministrator } = person;
  return (
    <>
      <button class="nav-account" type="button" popovertarget="account-menu">
        <Avatar id={id} name={name} />
        <span class="grow">
          <span class="person-name">
            <bdi>{name}</bdi>
          </span>
          {email && <span class="person-detail">{email}</span>}
        </span>
        <Icon name="chevrons-up-down" />
      </button>
      <Menu id="account-menu" isAtStart>
        <MenuItem href="/web/account" icon="settings">
          Account
        </MenuItem>
        <MenuItem href="/web/account/devices" icon="monitor">
          Devices
        </MenuItem>
        {isAdministrator && (
          <MenuItem href="/admin" icon="gauge">
            Administration
          </MenuItem>
        )}
        <KeyboardMenuItem />
        <MenuItem href="/docs" icon="book-open">
          API documentation
        </MenuItem>
        <hr />
        <form method="post" action="/web/sign-out">
          <button class="menu-item" type="submit">
            <Icon name="log-out" />
            Sign out
          </button>
        </form>
      </Menu>
    </>
  );
}
