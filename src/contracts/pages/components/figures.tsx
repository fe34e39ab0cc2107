/** Numbers in pages: a row of totals, and a bar chart with the number of each bar. */
import type { Child } from 'hono/jsx';

const GROUPED_FORMAT = new Intl.NumberFormat('en');

/** Formats a number with a thousands separator, such as "1,284". */
export function formatCount(count: number): string {
  return GROUPED_FORMAT.format(count);
}

interface Stat {
  label: string;
  value: number;
  /** A short text below the number. */
  remark?: Child;
  /** A small chart of the values of the last days, below the number and the remark. */
  sparkline?: Child;
}

/** A row of totals, each with its label. */
export function Stats({ stats }: { stats: Stat[] }) {
  return (
    <dl class="stats">
      {stats.map(({ label, value, remark, sparkline }) => (
        <div class="stat" key={label}>
          <dt>{label}</dt>
          <dd>{formatCount(value)}</dd>
          {remark && <dd>{remark}</dd>}
          {sparkline && <dd>{sparkline}</dd>}
        </div>
      ))}
    </dl>
  );
}

/**
 * One bar for each count. The bar of the largest count has the full width, and the other bars are proportional to it. A
 * count of 0 has a bar without width.
 */
export function Bars({ bars }: { bars: { label: Child; count: number }[] }) {
  const largestCount = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <dl class="bars">
      {bars.map(({ label, count }) => (
        <>
          <dt>{label}</dt>
          <dd>
            <svg aria-hidden="true">
              <rect width={`${((100 * count) / largestCount).toFixed(1)}%`} height="100%" rx="4" />
            </svg>
            <span>{formatCount(count)}</span>
          </dd>
        </>
      ))}
    </dl>
  );
}
