/** The tabs of the contact list: all plugs, only contacts, only targets. Each tab shows its number in the account. */
import type { PlugStatistics } from '../../../../../core/plugs/read-statistics.ts';
import { formatCount } from '../../../components/figures.tsx';
import { firstPage, type ListState, listPath } from './list-state.ts';
import { SEARCH_FORM_ID } from './search-form.tsx';

interface ViewsProps {
  state: ListState;
  statistics: PlugStatistics;
}

/**
 * The links contain the search and the filters, so each partial response must contain the links again. The hidden
 * inputs belong to the search form (`SEARCH_FORM_ID`).
 */
export function Views({ state, statistics: { contacts, targets } }: ViewsProps) {
  const views = [
    { type: undefined, label: 'All', count: contacts + targets },
    { type: 'contact', label: 'Contacts', count: contacts },
    { type: 'target', label: 'Targets', count: targets },
  ] as const;
  return (
    <div id="views">
      <nav class="tabs" aria-label="Views">
        {views.map(({ type, label, count }) => (
          <a
            key={label}
            href={listPath({ ...firstPage(state), type })}
            aria-current={type === state.type ? 'page' : undefined}
          >
            {label} <span class="muted">{formatCount(count)}</span>
          </a>
        ))}
      </nav>
      {state.type && <input type="hidden" form={SEARCH_FORM_ID} name="type" value={state.type} />}
      <input type="hidden" form={SEARCH_FORM_ID} name="sort" value={state.sort} />
    </div>
  );
}
