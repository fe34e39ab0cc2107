/** Tables, the links to the previous and the next page of a table or list, and the htmx attributes of such links. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon } from './icon.tsx';

export interface Column {
  label: string;
  /** Whether the cells contain numbers, which are aligned at the end. The cells of the first column are not aligned. */
  isNumber?: boolean;
  /** The link that sorts by this column. */
  sortHref?: string;
  /** The order of the rows, if the table is sorted by this column. Only a column with `sortHref` shows an arrow. */
  sorted?: 'ascending' | 'descending';
}

interface TableProps {
  /** The name of the table for screen readers. */
  label: string;
  columns: Column[];
  /** The cells of each row, in the order of the columns. The first cell is the header of its row. */
  rows: { key: string; cells: Child[] }[];
  /**
   * Whether a row on a small screen has its last cell, which contains a control, next to the other cells. Otherwise the
   * row is a card, in which the first cell is above the other cells.
   */
  isStacked?: boolean;
}

/**
 * A table. On a small screen, the style sheet shows each row as a block or a card. The ARIA roles are set explicitly,
 * because some browsers remove the roles of table elements whose `display` is changed.
 */
export function Table({ label, columns, rows, isStacked = false }: TableProps) {
  return (
    <div class="table-scroll" role="group" aria-label={label} tabindex={0}>
      <table class={`table ${isStacked ? 'table-stacked' : 'table-cards'}`} role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <ColumnHead key={column.label} {...column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(({ key, cells: [first, ...rest] }) => (
            <tr role="row" key={key}>
              <th scope="row" role="rowheader">
                {first}
              </th>
              {rest.map((cell, index) => (
                <Cell key={columns[index + 1]?.label} isNumber={columns[index + 1]?.isNumber}>
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

function ColumnHead({ label, isNumber, sortHref, sorted }: Column) {
  return (
    <th class={isNumber ? 'number' : undefined} scope="col" role="columnheader" aria-sort={sorted}>
      {sortHref ? (
        <a href={sortHref}>
          {label}
          {sorted && <Icon name={sorted === 'ascending' ? 'arrow-up' : 'arrow-down'} />}
        </a>
      ) : (
        label
      )}
    </th>
  );
}

function Cell({ isNumber, children }: { isNumber?: boolean | undefined; children: Child }) {
  return (
    <td class={isNumber ? 'number' : undefined} role="cell">
      {children}
    </td>
  );
}

interface PaginationProps {
  /** A text about the shown entries, such as "1–50 of 1,284" or "Older events". */
  range: string;
  /** The path of the previous page. Without a path, "Previous" is not a link. */
  previous?: string | undefined;
  /**
   * The path of the first page, for a list without paths of previous pages. Null on the first page. The link "Newest"
   * replaces the link "Previous".
   */
  newest?: string | null;
  /** The path of the next page. Without a path, "Next" is not a link. */
  next?: string | undefined;
  /**
   * The CSS selector of the element that htmx replaces with the response. Without a selector, the links load the
   * page.
   */
  target?: string;
}

/** The links to the previous and the next page. With `newest`, the first link leads to the first page instead. */
export function Pagination({ range, previous, newest, next, target }: PaginationProps) {
  return (
    <nav class="pagination" aria-label="Pages">
      <span>{range}</span>
      <span class="cluster">
        {newest === undefined ? (
          <PaginationLink href={previous} rel="prev" target={target}>
            <Icon name="chevron-left" />
            Previous
          </PaginationLink>
        ) : (
          <PaginationLink href={newest} target={target}>
            Newest
          </PaginationLink>
        )}
        <PaginationLink href={next} rel="next" target={target}>
          Next
          <Icon name="chevron-right" />
        </PaginationLink>
      </span>
    </nav>
  );
}

interface PaginationLinkProps {
  href: string | null | undefined;
  rel?: string;
  target: string | undefined;
}

function PaginationLink({ href, rel, target, children }: PropsWithChildren<PaginationLinkProps>) {
  if (!href) {
    return (
      <span class="button small-button" aria-disabled="true">
        {children}
      </span>
    );
  }
  return (
    <a class="button small-button" href={href} rel={rel} {...(target && swapAttributes(href, target))}>
      {children}
    </a>
  );
}

/**
 * The htmx attributes of a link that replaces one element instead of loading a page. `target` is the CSS selector of
 * the element. The link also needs `href` with the same path, which browsers use if no script runs.
 */
export function swapAttributes(path: string, target: string) {
  return { 'hx-get': path, 'hx-target': target, 'hx-swap': 'outerHTML show:top', 'hx-push-url': 'true' };
}
