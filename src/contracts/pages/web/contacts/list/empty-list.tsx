/** The messages of a list without contacts: a new account, and a search or filter without matches. */
import { formatCount } from '../../../components/figures.tsx';
import { Icon } from '../../../components/icon.tsx';
import { EmptyState } from '../../../components/messages.tsx';
import { IMPORT_PATH } from '../../import/paths.ts';
import { NEW_CONTACT_PATH } from '../paths.ts';
import { LIST_PATH, type ListState, listPath } from './list-state.ts';

export function NoContacts() {
  return (
    <div class="card">
      <EmptyState
        icon="users"
        title="Add your first contact"
        text="A name, a company, an e-mail address or a number is enough. A file of another address book brings all its contacts at once."
      >
        <a class="button primary" href={NEW_CONTACT_PATH}>
          <Icon name="plus" />
          New contact
        </a>
        <a class="button" href={IMPORT_PATH}>
          <Icon name="upload" />
          Import contacts
        </a>
      </EmptyState>
    </div>
  );
}

interface NoMatchesProps {
  state: ListState;
  /** The number of all contacts of the account. */
  all: number;
  isSearch: boolean;
}

export function NoMatches({ state, all, isSearch }: NoMatchesProps) {
  const { q } = state;
  if (!isSearch) {
    return (
      <div class="card">
        <EmptyState
          icon="filter"
          title="No contact has these properties"
          text={`Looked through all ${formatCount(all)} contacts.`}
          isSmall
        >
          <a class="button" href={LIST_PATH}>
            Show all contacts
          </a>
        </EmptyState>
      </div>
    );
  }
  return (
    <div class="card">
      <EmptyState
        icon="search"
        title={`No contact matches “${q}”`}
        text={`Searched names, companies, e-mail, phone, notes and tags in all ${formatCount(all)} contacts.`}
        isSmall
      >
        <a class="button" href={listPath({ ...state, q: '', cursor: undefined })}>
          Clear search
        </a>
        <a class="button" href={`${NEW_CONTACT_PATH}?${new URLSearchParams({ name: q })}`}>
          <Icon name="plus" />
          Add “<bdi>{q}</bdi>” as a contact
        </a>
      </EmptyState>
    </div>
  );
}
