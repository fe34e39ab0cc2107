/**
 * A table whose rows can have a checkbox (form field `ids`). On small screens, the table is shown as a list of cards.
 */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon } from '../components/icon.tsx';

interface DataColumn {
  label: string;
  /** Whether a cell of the column is the header of its row. */
  isRowHeader?: boolean;
  /** Whether the cells of the column, except row headers, are aligned as numbers. */
  isNumber?: boolean;
  /** The class of the cells below the header. It has no effect together with `isNumber`, except in a row header. */
  class?: string;
}

export interface DataRow {
  key: string;
  cells: Child[];
  /** The checkbox of the row. Its label names the row for screen readers. */
  checkbox?: { value: string; label: string; isChecked: boolean };
}

interface DataTableProps {
  /** The name of the table for screen readers. */
  label: string;
  columns: DataColumn[];
  rows: DataRow[];
  /**
   * The link that shows the page with every row selected. A table needs this link if and only if its rows have
   * checkboxes, because the link is the header of their column.
   */
  selectAllHref?: string;
}

export function DataTable({ label, columns, rows, selectAllHref }: DataTableProps) {
  return (
    <div class="table-scroll" role="group" aria-label={label} tabindex={0}>
      <table class="table table-cards" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {selectAllHref && (
              <th class="col-check" scope="col" role="columnheader">
                <a href={selectAllHref} aria-label="Select all on this page">
                  <Icon name="list-checks" />
                </a>
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.label}
                class={column.isNumber ? 'number' : undefined}
                scope="col"
                role="columnheader"
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ key, cells, checkbox }) => (
            <tr key={key} role="row">
              {checkbox && (
                <td class="col-check" role="cell">
                  <input
                    class="row-check"
                    type="checkbox"
                    name="ids"
                    value={checkbox.value}
                    aria-label={`Select ${checkbox.label}`}
                    checked={checkbox.isChecked}
                  />
                </td>
              )}
              {cells.map((cell, index) => (
                <Cell key={columns[index]?.label} column={columns[index]}>
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ column, children }: PropsWithChildren<{ column: DataColumn | undefined }>) {
  if (column?.isRowHeader) {
    return (
      <th class={column.class} scope="row" role="rowheader">
        {children}
      </th>
    );
  }
  return (
    <td class={column?.isNumber ? 'number' : column?.class} role="cell">
      {children}
    </td>
  );
}
