/** The part of the page of contacts that htmx replaces after a search, a sort, a selection or a change of the page. */
import type { BrowsedPlugs } from '../../../../../core/plugs/search/browse-plugs.ts';
import { searchWords } from '../../../../../rules/plugs/words.ts';
import { formatCount } from '../../../components/figures.tsx';
import { Pagination } from '../../../components/table.tsx';
import { BULK_PATH, listField } from '../bulk/bulk-form.ts';
import { NoContacts } from '../no-contacts.tsx';
import { contactsInWords } from '../write-report.tsx';
import { ActiveFilters } from './active-filters.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ContactTable } from './contact-table.tsx';
import { NoMatches } from './empty-list.tsx';
import { firstPage, hasFilters, type ListState, listPath, withoutFilters } from './list-state.ts';
import { isAllSelected } from './selection.tsx';

export interface ResultsProps {
  browsed: BrowsedPlugs;
  state: ListState;
  nowMs: number;
}

export function Results({ browsed, state, nowMs }: ResultsProps) {
  const { account, page, statistics, isSearch } = browsed;
  const accountTotal = statistics.contacts + statistics.targets;
  const isFiltered = hasFilters(state) || state.type !== undefined;
  const isNarrowed = isFiltered || isSearch;
  const selection = { state, total: page.total, shownCount: page.items.length, isNarrowed };
  return (
    <div id="results">
      <ActiveFilters state={state} />
      <ResultCount browsed={browsed} state={state} />
      {page.items.length > 0 ? (
        <div class="contact-list">
          <form method="post" action={BULK_PATH}>
            {/* Enter presses the first submit button. Without this button, the first one is in the menu of a row. */}
            <button type="submit" name="action" value="tag" hidden />
            <input type="hidden" name="list" value={listField(state)} />
            <ContactTable
              plugs={page.items}
              state={state}
              isSearch={isSearch}
              view={{
                words: isSearch ? searchWords(state.q) : [],
                timeZone: account.timeZone,
                nowMs,
                selection: isAllSelected(selection) ? 'always' : state.select ? 'initially' : undefined,
              }}
            />
            <BulkBar {...selection} tags={[...statistics.byTag.keys()]} />
          </form>
        </div>
      ) : accountTotal === 0 && !isNarrowed ? (
        <NoContacts
          title="Add your first contact"
          text="A name, a company, an e-mail address or a number is enough. You can import all contacts of another address book from a file."
        />
      ) : (
        <NoMatches state={state} {...{ accountTotal, isSearch, isFiltered }} />
      )}
      {page.items.length > 0 && <ResultPagination browsed={browsed} state={state} />}
    </div>
  );
}

/**
 * The number of results, or a hint that the search is too short. Screen readers read this text after each change,
 * because the text is a status.
 */
function ResultCount({ browsed: { page, isSearch }, state }: Omit<ResultsProps, 'nowMs'>) {
  const { total } = page;
  const quotedSearch = (
    <>
      “<bdi>{state.q}</bdi>”
    </>
  );
  if (isSearch) {
    return (
      <p class="result-count" role="status">
        {total === 1 ? '1 match' : `${formatCount(total)} matches`} for {quotedSearch}.{' '}
        {hasFilters(state) && (
          <a href={listPath(firstPage(withoutFilters(state)))}>Search without the filters</a>
        )}
      </p>
    );
  }
  if (state.q) {
    return (
      <p class="result-count" role="status">
        Type at least 2 characters to search.
      </p>
    );
  }
  return hasFilters(state) ? (
    <p class="result-count" role="status">
      {contactsInWords(total)} with these filters.
    </p>
  ) : (
    <p class="visually-hidden" role="status">
      {contactsInWords(total)}
    </p>
  );
}

function ResultPagination({ browsed: { page }, state }: Omit<ResultsProps, 'nowMs'>) {
  const { skip, items, total, nextCursor, previousCursor } = page;
  const pagePath = (cursor: string | null) =>
    cursor === null ? undefined : listPath({ ...firstPage(state), cursor });
  return (
    <Pagination
      range={`${formatCount(skip + 1)}–${formatCount(skip + items.length)} of ${formatCount(total)}`}
      previous={pagePath(previousCursor)}
      next={pagePath(nextCursor)}
      target="#results"
    />
  );
}
