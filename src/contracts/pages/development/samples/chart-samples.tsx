/** Samples of charts: two series of columns, and columns with a line. */
import { Section } from '../../components/cards.tsx';
import { ChartCard } from '../../components/charts/chart.tsx';
import type { ChartColumn } from '../../components/charts/plot.tsx';

const SIGN_INS = [12, 18, 9, 22, 25, 17, 0, 14, 19, 31, 24, 28];
const FAILED_SIGN_INS = [1, 0, 2, 0, 4, 1, 0, 0, 12, 3, 1, 0];

export function ChartSamples() {
  return (
    <Section id="charts" title="Charts">
      <div class="grid grid-wide">
        <ChartCard
          id="chart-sign-ins"
          title="Sign-ins"
          plotTitle="Sign-ins per day"
          description="12 days. 219 signed in, 24 failed."
          unit="Day"
          isSmall
          series={[
            { label: 'Signed in', shape: 'column', tone: 1 },
            { label: 'Failed', shape: 'column', tone: 3 },
          ]}
          columns={SIGN_INS.map((count, day) => dayColumn(day, [count, FAILED_SIGN_INS[day] ?? 0]))}
        />
        <ChartCard
          id="chart-contacts"
          title="New contacts and conversions"
          plotTitle="New contacts and conversions per day"
          description="Columns show new contacts, the line shows conversions, for 12 days."
          unit="Day"
          series={[
            { label: 'New', shape: 'column', tone: 1 },
            { label: 'Converted', shape: 'line', tone: 2 },
          ]}
          columns={SIGN_INS.map((count, day) =>
            dayColumn(day, [count * 40, (FAILED_SIGN_INS[day] ?? 0) * 20]),
          )}
        />
      </div>
    </Section>
  );
}

/**
 * The column of one day. `day` is the number of days after 16 November. Every fourth day has a label on the axis, and
 * small screens show every second label.
 */
function dayColumn(day: number, values: number[]): ChartColumn {
  const label = `${16 + day} Nov`;
  return { label, values, axisLabel: day % 4 === 0 ? label : undefined, isMinor: day % 8 !== 0 };
}
