/** Samples of a table with a sorted column, and of the links to the previous and the next page. */
import { Section } from '../../components/cards.tsx';
import { Badge } from '../../components/marks.tsx';
import { Pagination, Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';

const HOUR_MS = 3_600_000;

export function TableSamples({ nowMs }: { nowMs: number }) {
  const rows = [
    { name: 'Amara Okonkwo', badge: <Badge tone="accent">Contact</Badge>, count: 14, ageMs: 2 * HOUR_MS },
    { name: '山田 花子', badge: <Badge isOutline>Target</Badge>, count: 3, ageMs: 50 * HOUR_MS },
  ];
  return (
    <Section id="tables" title="Table and pagination">
      <div class="card">
        <Table
          label="Example table"
          columns={[
            { label: 'Name', sortHref: '#tables', sorted: 'ascending' },
            { label: 'Type' },
            { label: 'Interactions', isNumber: true, sortHref: '#tables' },
            { label: 'Last contact' },
          ]}
          rows={rows.map(({ name, badge, count, ageMs }) => ({
            key: name,
            cells: [
              <a key="name" class="person-name row-link" href="#tables">
                <bdi>{name}</bdi>
              </a>,
              badge,
              count,
              <Time key="last" atMs={nowMs - ageMs} nowMs={nowMs} timeZone="Europe/Zagreb" />,
            ],
          }))}
        />
      </div>
      <Pagination range="1–50 of 1,284" next="#tables" />
    </Section>
  );
}
