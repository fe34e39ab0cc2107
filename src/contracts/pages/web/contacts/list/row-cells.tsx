/** The first and the last column of a table of contacts: the selection and the menu of a row. */
import type { PropsWithChildren } from 'hono/jsx';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import type { PlugRow } from '../../../../../store/plugs/plugs.ts';
import { Icon } from '../../../components/icon.tsx';
import { swapAttributes } from '../../../components/table.tsx';

/** The heading of the selection column: a link to `path`, which shows the page with all `count` rows selected. */
export function SelectAllHead({ path, count }: { path: string; count: number }) {
  return (
    <th class="col-check" role="columnheader" scope="col">
      <a
        href={path}
        aria-label={`Select all ${count} on this page`}
        title="Select all on this page"
        {...swapAttributes(path, '#results')}
      >
        <Icon name="list-checks" />
      </a>
    </th>
  );
}

/** The heading of the menu column, for screen readers only. */
export function MenuHead() {
  return (
    <th class="col-menu" role="columnheader" scope="col">
      <span class="visually-hidden">Actions</span>
    </th>
  );
}

/**
 * `initially`: the row is selected, and the user can deselect it. `always`: all contacts that match are selected, so
 * the user cannot deselect a single row.
 */
export type RowSelection = 'initially' | 'always';

export function CheckCell({ plug, selection }: { plug: PlugRow; selection: RowSelection | undefined }) {
  return (
    <td class="col-check" role="cell">
      <input
        class="row-check"
        type="checkbox"
        name="ids"
        value={plug.id}
        aria-label={`Select ${fullName(plug)}`}
        aria-keyshortcuts="x"
        checked={selection !== undefined}
        disabled={selection === 'always'}
      />
    </td>
  );
}

/** The menu of a row, and the button that opens the menu. The children are the items of the menu. */
export function MenuCell({ plug, children }: PropsWithChildren<{ plug: PlugRow }>) {
  const id = `menu-${plug.id}`;
  return (
    <td class="col-menu" role="cell">
      <button
        class="button quiet icon-button small-button"
        type="button"
        aria-label={`Actions for ${fullName(plug)}`}
        popovertarget={id}
      >
        <Icon name="ellipsis" />
      </button>
      <div class="menu" id={id} popover="auto">
        {children}
      </div>
    </td>
  );
}
