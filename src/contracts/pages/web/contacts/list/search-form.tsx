/**
 * The search field with the menu of filters. With htmx, the results are updated while the user types a search. A
 * changed filter is applied with the next search, or when the form is sent.
 */
import type { PlugStatistics } from '../../../../../core/plugs/read-statistics.ts';
import { SelectField, TextField } from '../../../components/fields.tsx';
import { Icon } from '../../../components/icon.tsx';
import { PRIORITY_OPTIONS } from '../../../components/marks.tsx';
import { Menu } from '../../../components/menus.tsx';
import { blankForm } from '../../../form-state.ts';
import { BUSINESS_TYPES, NETWORK_TYPES, type TypeLabels } from '../type-labels.ts';
import { LIST_PATH, type ListState, listPath, withoutFilters } from './list-state.ts';

interface SearchFormProps {
  state: ListState;
  statistics: PlugStatistics;
}

/** The id of the form. The hidden inputs in `Views` refer to it, because they are outside the form. */
export const SEARCH_FORM_ID = 'search';

export function SearchForm({ state, statistics }: SearchFormProps) {
  return (
    <form class="toolbar" id={SEARCH_FORM_ID} method="get" action={LIST_PATH} role="search">
      <div class="search">
        <Icon name="search" />
        <input
          class="input"
          id="q"
          type="search"
          name="q"
          value={state.q}
          placeholder="Search names, companies, notes"
          aria-label="Search contacts"
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="/"
          hx-get={LIST_PATH}
          hx-include="closest form"
          hx-trigger="input changed delay:150ms, search"
          hx-target="#results"
          hx-swap="outerHTML"
          hx-push-url="true"
          hx-sync="this:replace"
          hx-indicator="next .spinner"
        />
        <kbd aria-hidden="true">/</kbd>
        <span class="spinner htmx-indicator" />
      </div>
      <button class="button" type="button" popovertarget="filters">
        <Icon name="filter" />
        Filter
      </button>
      <noscript>
        <button class="button" type="submit">
          Search
        </button>
      </noscript>
      <Menu id="filters">
        <Filters state={state} statistics={statistics} />
      </Menu>
    </form>
  );
}

function Filters({ state, statistics }: SearchFormProps) {
  const { priority = '', tag = '', network = '', business = '' } = state;
  const form = blankForm({ priority, tag, network, business });
  return (
    <div class="stack">
      <SelectField name="priority" label="Priority" form={form} options={[ANY_OPTION, ...PRIORITY_OPTIONS]} />
      <TextField
        name="tag"
        label="Tag"
        form={form}
        input={{ list: 'used-tags', autocomplete: 'off', placeholder: 'Any' }}
      />
      <datalist id="used-tags">
        {[...statistics.byTag.keys()].map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <SelectField
        name="network"
        label="Network"
        form={form}
        options={typeOptions(NETWORK_TYPES, statistics.byNetworkType, network)}
      />
      <SelectField
        name="business"
        label="Business"
        form={form}
        options={typeOptions(BUSINESS_TYPES, statistics.byBusinessType, business)}
      />
      <div class="split">
        <a class="text-button" href={listPath(withoutFilters(state))}>
          Clear all
        </a>
        <button class="button primary" type="submit">
          Show contacts
        </button>
      </div>
    </div>
  );
}

const ANY_OPTION = { value: '', label: 'Any' };

/** The options of a filter: "Any", the values in `counts`, which are the most frequent values, and the chosen value. */
function typeOptions(labels: TypeLabels, counts: Map<string, number>, chosen: string) {
  const values = [...new Set([...counts.keys(), ...(chosen ? [chosen] : [])])];
  return [ANY_OPTION, ...values.map((value) => ({ value, label: labels.labelOf(value) }))];
}
