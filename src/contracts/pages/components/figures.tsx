/** Figures: totals, and bars with their numbers. */
import type { Child } from 'hono/jsx';

const GROUPED = new Intl.NumberFormat('en');

/** Formats a number with a thousands separator, such as "1,284". */
export function formatCount(count: number): string {
  return GROUPED.format(count);
}

interface Stat {
  label: string;
  value: number;
  remark?: Child;
  /** A sparkline of the last days. */
  drawing?: Child;
}

/** A row of totals. */
export function Stats({ stats }: { stats: Stat[] }) {
  return (
    <dl class="stats">
      {stats.map(({ label, value, remark, drawing }) => (
        <div class="stat" key={label}>
          <dt>{label}</dt>
          <dd>{formatCount(value)}</dd>
          {remark && <dd>{remark}</dd>}
          {drawing && <dd>{drawing}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** One bar for each value. Its width is proportional to the largest value. */
export function Bars({ bars }: { bars: { label: Child; count: number }[] }) {
  const largest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <dl class="bars">
      {bars.map(({ label, count }) => (
        <>
          <dt>{label}</dt>
          <dd>
            <svg aria-hidden="true">
              <rect width={`${((100 * count) / largest).toFixed(1)}%`} height="100%" rx="4" />
            </svg>
            <span>{formatCount(count)}</span>
          </dd>
        </>
      ))}
    </dl>
  );
}
