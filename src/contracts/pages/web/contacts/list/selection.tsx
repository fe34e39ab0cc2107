/** The selection in the bulk bar: the number of selected contacts, and the links that change the selection. */
import { MAX_PLUGS_PER_ACTION } from '../../../../../core/plugs/bulk/change-in-bulk.ts';
import { formatCount } from '../../../components/figures.tsx';
import { swapAttributes } from '../../../components/table.tsx';
import { type ListState, listPath } from './list-state.ts';

export interface SelectionProps {
  state: ListState;
  /** The number of contacts that match the search and the filters. */
  total: number;
  /** The number of contacts on the page. */
  shownCount: number;
  /** Whether the list has a search or filters. */
  isNarrowed: boolean;
}

/** Whether all contacts that match are selected, also on other pages. False if they are too many for one action. */
export function isAllSelected({ state, total }: SelectionProps): boolean {
  return state.select === 'matching' && total <= MAX_PLUGS_PER_ACTION;
}

/**
 * The number of selected contacts. If single rows are selected, the style sheet counts them. If all contacts that match
 * are selected, the form sends the number of these contacts instead of their ids. Before a deletion, the server requires
 * a confirmation if the number has changed.
 */
export function SelectedCount(props: SelectionProps) {
  const { state, total, shownCount, isNarrowed } = props;
  if (isAllSelected(props)) {
    return (
      <>
        <input type="hidden" name="matching" value={String(total)} />
        <span class="bulk-count" data-all>
          {formatCount(total)} selected
        </span>
        <SelectionLink path={listPath({ ...state, select: undefined })} label="Clear" />
      </>
    );
  }
  return (
    <>
      <span class="bulk-count">selected</span>
      {total > shownCount && <SelectMatching state={state} total={total} isNarrowed={isNarrowed} />}
    </>
  );
}

/** The link that selects all contacts that match. If they are too many for one action, the limit is shown instead. */
function SelectMatching({ state, total, isNarrowed }: Omit<SelectionProps, 'shownCount'>) {
  if (total > MAX_PLUGS_PER_ACTION) {
    return (
      <span class="muted small">
        At most {formatCount(MAX_PLUGS_PER_ACTION)} of {formatCount(total)} at once: add a filter to select
        all
      </span>
    );
  }
  return (
    <SelectionLink
      path={listPath({ ...state, select: 'matching' })}
      label={`Select all ${formatCount(total)}${isNarrowed ? ' that match' : ''}`}
    />
  );
}

function SelectionLink({ path, label }: { path: string; label: string }) {
  return (
    <a class="text-button" href={path} {...swapAttributes(path, '#results')}>
      {label}
    </a>
  );
}
