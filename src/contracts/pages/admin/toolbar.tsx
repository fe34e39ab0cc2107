/** The parts of a list page: the search field, the filters, the number of rows, and the links to other pages. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon } from '../components/icon.tsx';

/** A form with filters, which are the children, and an optional search field. */
export function Toolbar(props: PropsWithChildren<{ action: string; search?: Child }>) {
  const { action, search, children } = props;
  return (
    <form class="toolbar" method="get" action={action} role="search">
      {search}
      {children}
      <button class="button" type="submit">
        Search
      </button>
    </form>
  );
}

interface SearchInputProps {
  name: string;
  label: string;
  placeholder: string;
  value: string;
}

export function SearchInput({ name, label, placeholder, value }: SearchInputProps) {
  return (
    <div class="search">
      <Icon name="search" />
      <input
        class="input"
        type="search"
        name={name}
        value={value}
        placeholder={placeholder}
        aria-label={label}
        aria-keyshortcuts="/"
        autocomplete="off"
        maxlength={254}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

interface FilterSelectProps {
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
}

/** A filter with a list of values. */
export function FilterSelect({ name, label, value, options }: FilterSelectProps) {
  return (
    <span class="select">
      <select class="input" name={name} id={name} aria-label={label}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}

interface ListPagesProps {
  /** The number of rows on this page. */
  count: number;
  /** The word for one row, such as "account". */
  noun: string;
  /** The path of the first page; null on the first page. */
  firstHref: string | null;
  /** The path of the next page; null on the last page. */
  nextHref: string | null;
}

/**
 * The links to the first page and to the next page of a list. There is no link to a previous page, because a cursor
 * leads only forward.
 */
export function ListPages({ count, noun, firstHref, nextHref }: ListPagesProps) {
  const isWholeList = firstHref === null && nextHref === null;
  return (
    <nav class="pagination" aria-label="Pages">
      <span>{`${count} ${noun}${count === 1 ? '' : 's'}${isWholeList ? '' : ' on this page'}`}</span>
      <span class="cluster">
        {firstHref && (
          <a class="button small-button" href={firstHref}>
            <Icon name="chevron-left" />
            First page
          </a>
        )}
        {nextHref && (
          <a class="button small-button" href={nextHref} rel="next">
            Next
            <Icon name="chevron-right" />
          </a>
        )}
      </span>
    </nav>
  );
}

/** A path with a query of those parameters that are not empty. */
export function pathWith(path: string, parameters: Record<string, string | null | undefined>): string {
  const present = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(present);
  return query.size > 0 ? `${path}?${query}` : path;
}
