/** The numbers of a chart as a table. */
import type { Child } from 'hono/jsx';
import { formatCount } from '../figures.tsx';

interface NumberTableProps {
  /** The name of the table for screen readers. */
  label: string;
  /** The headings of the columns. The first heading belongs to the column of the row headings. */
  heads: string[];
  /** `head` is the heading of the row. */
  rows: { head: Child; values: number[] }[];
}

/** A table inside a closed `details` element. The box around the table scrolls and is reachable with the keyboard. */
export function NumberTable({ label, heads: [first, ...others], rows }: NumberTableProps) {
  return (
    <details class="data-table">
      <summary>Show the numbers</summary>
      <div class="table-scroll" role="group" aria-label={label} tabindex={0}>
        <table class="table table-compact">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {others.map((head) => (
                <th key={head} scope="col" class="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ head, values }, at) => (
              <tr key={at}>
                <th scope="row">{head}</th>
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
