/**
 * The navigation of a signed-in user. It is a column on large screens and a drawer on small screens. The pages for
 * administrators have other entries, but the same account menu.
 */
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
  /** Whether the user has the single-key shortcuts turned on. */
  hasSingleKeys: boolean;
  /** Whether the account menu links to the pages for administrators. */
  isAdministrator?: boolean;
}

export interface NavigationProps {
  person: Person;
  /** The path of the navigation entry that is marked as the current page. Any other path marks no entry. */
  current: string;
}

export interface NavigationEntry {
  path: string;
  label: string;
  icon: IconName;
}

/** The navigation entries in groups, from top to bottom. The title of a group is shown above its entries. */
const GROUPS: { title: string | null; entries: NavigationEntry[] }[] = [
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

/** The navigation entries, and below them the account menu. */
export function Sidebar({ person, current }: NavigationProps) {
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

/** Navigation entries as links, one below the other. */
export function NavigationList({ entries, current }: { entries: NavigationEntry[]; current: string }) {
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

/** A button with the name of the signed-in user, and the menu that this button opens. */
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
