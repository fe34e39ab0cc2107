/**
 * A chart in a card: the drawing, and a table with the same numbers, the newest row first. Next to the title is a
 * remark, or a legend if the chart has several series.
 */
import type { Child } from 'hono/jsx';
import { NumberTable } from './number-table.tsx';
import { type ChartColumn, type ChartSeries, Plot } from './plot.tsx';
import { LARGE_PLOT, SMALL_PLOT } from './scale.ts';

interface ChartCardProps {
  id: string;
  /** The heading of the card. */
  title: string;
  /** The name of the drawing, such as "Sign-ins per day". */
  plotTitle: string;
  /** A summary of the numbers of the chart, for screen readers. */
  description: string;
  /** The period that one column of the chart covers, such as "Day". It is the heading of the first table column. */
  unit: string;
  series: ChartSeries[];
  /** The columns from left to right, the oldest first. */
  columns: ChartColumn[];
  /** The text in the header of a card with one series. A card with several series shows a legend instead. */
  remark?: Child;
  isSmall?: boolean;
}

export function ChartCard(props: ChartCardProps) {
  const { id, title, plotTitle, description, unit, series, columns, remark, isSmall = false } = props;
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-header">
        <h2 id={id}>{title}</h2>
        {series.length > 1 ? <Legend series={series} /> : <span class="muted small">{remark}</span>}
      </div>
      <div class="card-body">
        <div class={isSmall ? 'chart chart-small' : 'chart'}>
          <Plot
            id={id}
            title={plotTitle}
            description={description}
            columns={columns}
            series={series}
            size={isSmall ? SMALL_PLOT : LARGE_PLOT}
          />
        </div>
      </div>
      <NumberTable
        label={`${plotTitle}: the numbers`}
        columnHeadings={[unit, ...series.map((each) => each.label)]}
        rows={columns.toReversed().map(({ label, values }) => ({ heading: label, values }))}
      />
    </section>
  );
}

function Legend({ series }: { series: ChartSeries[] }) {
  return (
    <div class="legend">
      {series.map(({ label, tone }) => (
        <span key={label}>
          <i data-series={tone} />
          {label}
        </span>
      ))}
    </div>
  );
}
