/**
 * A small line chart without axes, below a number. The chart is hidden from screen readers, which read only the
 * number.
 */
import { rounded, yOf } from './scale.ts';

/** The size of the drawing in its own units. The style stretches the drawing to the width of its box. */
const WIDTH = 100;
const HEIGHT = 36;
/** The space above and below the line, so that the line is not cut off. */
const MARGIN = 3;

/** Draws the values from left to right, the oldest first. The vertical scale begins at 0. */
export function Sparkline({ values }: { values: number[] }) {
  const largest = Math.max(1, ...values);
  const size = { topY: MARGIN, bottomY: HEIGHT - MARGIN };
  const points = values.map((value, at) => {
    const x = rounded((at / Math.max(1, values.length - 1)) * WIDTH);
    return `${x} ${yOf(value, largest, size)}`;
  });
  const line = points.join('L');
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="area" d={`M0 ${HEIGHT}L${line}L${WIDTH} ${HEIGHT}Z`} />
      <path class="trend" d={`M${line}`} />
    </svg>
  );
}
