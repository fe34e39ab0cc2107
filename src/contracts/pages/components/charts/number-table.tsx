/** The numbers of a chart as a table. */
import type { Child } from 'hono/jsx';
import { formatCount } from '../figures.tsx';

interface NumberTableProps {
  /** The name of the table for screen readers. */
  label: string;
  /** The headings of the columns. The first heading belongs to the column of the row headings. */
  columnHeadings: string[];
  /** The heading and the numbers of each row. */
  rows: { heading: Child; values: number[] }[];
}

/** A table inside a closed `details` element. The box around the table scrolls and is reachable with the keyboard. */
export function NumberTable({ label, columnHeadings: [first, ...others], rows }: NumberTableProps) {
  return (
    <details class="data-table">
      <summary>Show the numbers</summary>
      <div class="table-scroll" role="group" aria-label={label} tabindex={0}>
        <table class="table table-compact">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {others.map((heading) => (
                <th key={heading} scope="col" class="number">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ heading, values }, at) => (
              <tr key={at}>
                <th scope="row">{heading}</th>
                {values.map((value, place) => (
                  <td key={others[place]} class="number">
                    {formatCount(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
