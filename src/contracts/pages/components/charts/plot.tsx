/**
 * The drawing of a chart as SVG. Horizontal positions are percentages and vertical positions are pixels, so that the
 * text has the same size at every width. Only the lines of the series are stretched to the width.
 */
import { formatCount } from '../figures.tsx';
import { gridValues, type PlotSize, rounded, yOf } from './scale.ts';

/** The empty space on each side of a bar, as a fraction of the width of a column. */
const BAR_GAP = 0.16;

/**
 * One series of numbers. A series with the shape `column` has a bar in each column of the chart in which its value is
 * not 0. The bars of several series are stacked. A series with the shape `line` is drawn over the bars.
 */
export interface ChartSeries {
  label: string;
  shape: 'column' | 'line';
  /** The colour of the series. */
  tone: 1 | 2 | 3;
}

export interface ChartColumn {
  /** The day or week of the column, for the table and on hover. */
  label: string;
  /** The text below the column. It is absent for most columns, because the texts of all columns would overlap. */
  axisLabel?: string | undefined;
  /** Whether small screens hide the text below the column. */
  isMinor?: boolean;
  /** One number for each series, in the order of the series. */
  values: number[];
}

interface PlotProps {
  id: string;
  title: string;
  description: string;
  columns: ChartColumn[];
  series: ChartSeries[];
  size: PlotSize;
}

/**
 * The drawing: the axis, the lines of the grid, the bars, the lines of the series, and the texts below the
 * columns.
 */
export function Plot({ id, title, description, columns, series, size }: PlotProps) {
  const grid = gridValues(largestValue(columns, series));
  const topValue = grid.at(-1) ?? 1;
  return (
    <>
      <svg class="axis" aria-hidden="true">
        {grid.map((value) => (
          <text key={value} x="100%" y={yOf(value, topValue, size) + 4} text-anchor="end">
            {formatCount(value)}
          </text>
        ))}
      </svg>
      <svg class="plot" role="img" aria-labelledby={`${id}-plot ${id}-text`}>
        <title id={`${id}-plot`}>{title}</title>
        <desc id={`${id}-text`}>{description}</desc>
        {grid.map((value) => (
          <line key={value} x2="100%" y1={yOf(value, topValue, size)} y2={yOf(value, topValue, size)} />
        ))}
        {columns.map((column, at) => (
          <Column
            key={column.label}
            {...{ column, at, columnCount: columns.length, series, topValue, size }}
          />
        ))}
        {series.map((each, place) =>
          each.shape === 'line' ? (
            <Trend
              key={each.label}
              tone={each.tone}
              values={columns.map(({ values }) => values[place] ?? 0)}
              topValue={topValue}
              size={size}
            />
          ) : null,
        )}
        {columns.map(({ axisLabel, isMinor }, at) =>
          axisLabel === undefined ? null : (
            <AxisLabel key={at} {...{ axisLabel, isMinor, at, columnCount: columns.length, size }} />
          ),
        )}
      </svg>
    </>
  );
}

/** The value of the highest stack of bars or point of a line, at least 1. */
function largestValue(columns: ChartColumn[], series: ChartSeries[]): number {
  const heights = columns.flatMap(({ values }) => {
    const bars = values.filter((_, place) => series[place]?.shape === 'column');
    const points = values.filter((_, place) => series[place]?.shape === 'line');
    return [bars.reduce((sum, value) => sum + value, 0), ...points];
  });
  return Math.max(1, ...heights);
}

interface ColumnProps {
  column: ChartColumn;
  at: number;
  columnCount: number;
  series: ChartSeries[];
  topValue: number;
  size: PlotSize;
}

/** The stacked bars of one column. On hover, the title shows the numbers of all series, also of the lines. */
function Column({ column, at, columnCount, series, topValue, size }: ColumnProps) {
  const width = 100 / columnCount;
  let stackedValue = 0;
  return (
    <g class="column">
      <title>{titleOf(column, series)}</title>
      <rect
        class="hit"
        x={percent(at * width)}
        y={size.topY}
        width={percent(width)}
        height={size.bottomY - size.topY}
      />
      {series.map(({ label, shape, tone }, place) => {
        const value = column.values[place] ?? 0;
        if (shape !== 'column' || value === 0) return null;
        const bottomY = yOf(stackedValue, topValue, size);
        stackedValue += value;
        const y = yOf(stackedValue, topValue, size);
        return (
          <rect
            key={label}
            class={`series-${tone}`}
            x={percent((at + BAR_GAP) * width)}
            y={y}
            width={percent((1 - 2 * BAR_GAP) * width)}
            height={rounded(bottomY - y)}
            rx="1.5"
          />
        );
      })}
    </g>
  );
}

function titleOf({ label, values }: ChartColumn, series: ChartSeries[]): string {
  const counts = series.map(
    (each, place) => `${formatCount(values[place] ?? 0)} ${each.label.toLowerCase()}`,
  );
  return `${label}: ${counts.join(', ')}`;
}

/** A line through the middle of every column. The nested drawing is stretched to the width of the chart. */
function Trend({
  tone,
  values,
  topValue,
  size,
}: {
  tone: number;
  values: number[];
  topValue: number;
  size: PlotSize;
}) {
  const points = values.map((value, at) => `${at + 0.5} ${yOf(value, topValue, size)}`);
  const path = `M${points.join('L')}`;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${values.length} ${size.height}`}
      preserveAspectRatio="none"
      width="100%"
      height={size.height}
    >
      <path class="trend-halo" d={path} />
      <path class="trend" data-series={tone} d={path} />
    </svg>
  );
}

interface AxisLabelProps {
  axisLabel: string;
  isMinor: boolean | undefined;
  at: number;
  columnCount: number;
  size: PlotSize;
}

/**
 * The text below a column. The texts of the first and of the last column are aligned so that they stay inside
 * the chart.
 */
function AxisLabel({ axisLabel, isMinor, at, columnCount, size }: AxisLabelProps) {
  const anchor = at === 0 ? 'start' : at === columnCount - 1 ? 'end' : 'middle';
  const x = at === 0 ? 0 : at === columnCount - 1 ? 100 : ((at + 0.5) * 100) / columnCount;
  return (
    <text class={isMinor ? 'minor' : undefined} x={percent(x)} y={size.labelY} text-anchor={anchor}>
      {axisLabel}
    </text>
  );
}

function percent(value: number): string {
  return `${rounded(value)}%`;
}
