/** The vertical scale of a chart, and the conversion of values to positions. Pure. */

/** The vertical positions of a plot in pixels. The labels of the columns are below `bottomY`. */
export interface PlotSize {
  topY: number;
  bottomY: number;
  labelY: number;
  height: number;
}

export const LARGE_PLOT: PlotSize = { topY: 6, bottomY: 180, labelY: 197, height: 200 };
export const SMALL_PLOT: PlotSize = { topY: 6, bottomY: 100, labelY: 117, height: 120 };

/** The maximum number of intervals between the lines of the grid. */
const MAX_INTERVALS = 4;

/**
 * The values at the lines of the grid: 0 and the multiples of a step. The last value is the first multiple that is at
 * least `largest`. The step is 1, 2 or 5 times a power of ten.
 */
export function gridValues(largest: number): number[] {
  const step = stepFor(Math.max(1, largest));
  const intervals = Math.max(1, Math.ceil(largest / step));
  return Array.from({ length: intervals + 1 }, (_, at) => at * step);
}

function stepFor(largest: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [power, 2 * power, 5 * power].find((each) => each * MAX_INTERVALS >= largest);
    if (step !== undefined) return step;
  }
}

/** The vertical position of a value: `bottomY` for the value 0, and `topY` for the value `largest`. */
export function yOf(
  value: number,
  largest: number,
  { topY, bottomY }: Pick<PlotSize, 'topY' | 'bottomY'>,
): number {
  return rounded(bottomY - (value / largest) * (bottomY - topY));
}

/** A number with at most two decimals, so that the page stays small. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
