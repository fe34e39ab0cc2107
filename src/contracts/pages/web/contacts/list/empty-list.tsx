/** The message of the contact list if no contact matches the search and the filters. */
import { formatCount } from '../../../components/figures.tsx';
import { Icon } from '../../../components/icon.tsx';
import { EmptyState } from '../../../components/messages.tsx';
import { NEW_CONTACT_PATH } from '../paths.ts';
import { contactsInWords } from '../write-report.tsx';
import { LIST_PATH, type ListState, listPath } from './list-state.ts';

interface NoMatchesProps {
  state: ListState;
  /** The number of contacts and targets of the account, without the trash. */
  accountTotal: number;
  /** Whether the contacts were searched. If not, only filters were applied. */
  isSearch: boolean;
  /** Whether a filter or a type limits the contacts. */
  isFiltered: boolean;
}

export function NoMatches({ state, accountTotal, isSearch, isFiltered }: NoMatchesProps) {
  const { q } = state;
  if (!isSearch) {
    return (
      <div class="card">
        <EmptyState
          icon="filter"
          title="No contact has these properties"
          text={`Contacts searched: ${formatCount(accountTotal)}.`}
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
        text={`Searched names, e-mail, phone, Telegram, company, job title, network, business, place, reason, notes and tags${isFiltered ? '' : ` of ${contactsInWords(accountTotal)}`}.`}
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
