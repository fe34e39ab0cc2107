/** Tables and the links between their pages. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon } from './icon.tsx';

export interface Column {
  label: string;
  isNumber?: boolean;
  /** The link that sorts by this column. */
  sortHref?: string;
  sorted?: 'ascending' | 'descending';
}

interface TableProps {
  /** The name of the table for screen readers. */
  label: string;
  columns: Column[];
  /** The cells of each row. The first cell is the header of its row. */
  rows: { key: string; cells: Child[] }[];
  /** Shows a row on a small screen as a block with the last cell beside the others, for a control. */
  isStacked?: boolean;
}

/**
 * A table that is shown as a list of cards on small screens. The ARIA roles are set explicitly, because some browsers
 * drop the roles of a table that the style shows as cards.
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
              {rest.map((cell, place) => (
                <Cell key={columns[place + 1]?.label} isNumber={columns[place + 1]?.isNumber}>
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
  /** The range of items on the page, such as "1–50 of 1,284". */
  range: string;
  previous?: string | undefined;
  next?: string | undefined;
  /** The element that htmx replaces with the other page. Without it, the links load the page. */
  target?: string;
}

/** The links to the previous and the next page. */
export function Pagination({ range, previous, next, target }: PaginationProps) {
  return (
    <nav class="pagination" aria-label="Pages">
      <span>{range}</span>
      <span class="cluster">
        <PageLink href={previous} rel="prev" target={target}>
          <Icon name="chevron-left" />
          Previous
        </PageLink>
        <PageLink href={next} rel="next" target={target}>
          Next
          <Icon name="chevron-right" />
        </PageLink>
      </span>
    </nav>
  );
}

interface PageLinkProps {
  href: string | undefined;
  rel: string;
  target: string | undefined;
}

function PageLink({ href, rel, target, children }: PropsWithChildren<PageLinkProps>) {
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

/** The htmx attributes of a link that replaces one element instead of the page. They are in addition to `href`. */
export function swapAttributes(path: string, target: string) {
  return { 'hx-get': path, 'hx-target': target, 'hx-swap': 'outerHTML show:top', 'hx-push-url': 'true' };
}
