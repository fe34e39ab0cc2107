/**
 * The active filters of the "Filter" menu, each with a link that removes the filter, and a link that removes all of
 * them.
 */
import { Icon } from '../../../components/icon.tsx';
import { BUSINESS_TYPES, NETWORK_TYPES } from '../type-labels.ts';
import { firstPage, hasFilters, type ListState, listPath, withoutFilters } from './list-state.ts';

/** The links do not use htmx. The links load the whole page, because the fields of the filter menu must change too. */
export function ActiveFilters({ state }: { state: ListState }) {
  if (!hasFilters(state)) return null;
  const { priority, tag, network, business } = state;
  const filters = [
    { name: 'priority', label: 'Priority', value: priority },
    { name: 'tag', label: 'Tag', value: tag },
    { name: 'network', label: 'Network', value: network && NETWORK_TYPES.labelOf(network) },
    { name: 'business', label: 'Business', value: business && BUSINESS_TYPES.labelOf(business) },
  ];
  return (
    <div class="cluster filters" role="group" aria-label="Active filters">
      {filters.map(
        ({ name, label, value }) =>
          value && (
            <span class="filter" key={name}>
              <span>
                {label} is{' '}
                <b>
                  <bdi>{value}</bdi>
                </b>
              </span>
              <a
                href={listPath({ ...firstPage(state), [name]: undefined })}
                aria-label={`Remove the filter: ${label.toLowerCase()}`}
              >
                <Icon name="x" />
              </a>
            </span>
          ),
      )}
      <a class="text-button" href={listPath(withoutFilters(state))}>
        Clear filters
      </a>
    </div>
  );
}
