/** Tables and the links between their pages. */
import type { Child } from 'hono/jsx';
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
}

/**
 * A table that is shown as a list of cards on small screens. It sets the ARIA roles, which some browsers would drop.
 */
export function Table({ label, columns, rows }: TableProps) {
  return (
    <div class="table-scroll" role="group" aria-label={label} tabindex={0}>
      <table class="table table-cards" role="table">
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
  previous?: string;
  next?: string;
}

/** The links to the previous and the next page. */
export function Pagination({ range, previous, next }: PaginationProps) {
  return (
    <nav class="pagination" aria-label="Pages">
      <span>{range}</span>
      <span class="cluster">
        <PageLink href={previous} rel="prev">
          <Icon name="chevron-left" />
          Previous
        </PageLink>
        <PageLink href={next} rel="next">
          Next
          <Icon name="chevron-right" />
        </PageLink>
      </span>
    </nav>
  );
}

function PageLink({ href, rel, children }: { href: string | undefined; rel: string; children: Child }) {
  if (!href) {
    return (
      <span class="button small-button" aria-disabled="true">
        {children}
      </span>
    );
  }
  return (
    <a class="button small-button" href={href} rel={rel}>
      {children}
    </a>
  );
}
