/** The table of contacts. Links in some column headings sort the contacts, except for the matches of a search. */
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Icon } from '../../../components/icon.tsx';
import { swapAttributes } from '../../../components/table.tsx';
import { ContactRow, type RowView } from './contact-row.tsx';
import { firstPage, type ListState, listPath, type Sort } from './list-state.ts';
import { MenuHead, SelectAllHead } from './row-cells.tsx';

interface ContactTableProps {
  plugs: PlugRow[];
  state: ListState;
  /** Whether the rows are matches of a search. Matches have a fixed order, so the columns are not sortable. */
  isSearch: boolean;
  view: RowView;
}

interface Column {
  class: string;
  label: string;
  /**
   * The order that a click on the label sets. If the list already has this order, the click reverses the order. If
   * undefined, the column is not sortable.
   */
  sort?: Sort;
}

const COLUMNS: Column[] = [
  { class: 'col-name', label: 'Name', sort: 'first_name' },
  { class: 'col-company', label: 'Company', sort: 'company' },
  { class: 'col-type', label: 'Type' },
  { class: 'col-priority', label: 'Priority' },
  { class: 'col-tags', label: 'Tags' },
  { class: 'col-date col-last', label: 'Updated', sort: '-updated_at' },
];

export function ContactTable({ plugs, state, isSearch, view }: ContactTableProps) {
  return (
    <table
      class="table contact-table"
      role="table"
      aria-label={isSearch ? `Matches for ${state.q}` : 'Contacts'}
    >
      <thead role="rowgroup">
        <tr role="row">
          <SelectAllHead path={listPath({ ...state, select: 'page' })} count={plugs.length} />
          {COLUMNS.map((column) => (
            <ColumnHead key={column.label} column={column} state={state} isSortable={!isSearch} />
          ))}
          <MenuHead />
        </tr>
      </thead>
      <tbody role="rowgroup">
        {plugs.map((plug) => (
          <ContactRow key={plug.id} plug={plug} view={view} />
        ))}
      </tbody>
    </table>
  );
}

function ColumnHead(props: { column: Column; state: ListState; isSortable: boolean }) {
  const { column, state, isSortable } = props;
  const { label, sort } = column;
  if (!sort || !isSortable) {
    return (
      <th class={column.class} role="columnheader" scope="col">
        {label}
      </th>
    );
  }
  const isSorted = state.sort === sort || state.sort === reversedSort(sort);
  const isDescending = state.sort.startsWith('-');
  const nextSort = state.sort === sort ? reversedSort(sort) : sort;
  const path = listPath({ ...firstPage(state), sort: nextSort });
  return (
    <th
      class={column.class}
      role="columnheader"
      scope="col"
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <a href={path} {...swapAttributes(path, '#results')}>
        {label}
        {isSorted && <Icon name={isDescending ? 'arrow-down' : 'arrow-up'} />}
      </a>
    </th>
  );
}

function reversedSort(sort: Sort): Sort {
  return (sort.startsWith('-') ? sort.slice(1) : `-${sort}`) as Sort;
}
