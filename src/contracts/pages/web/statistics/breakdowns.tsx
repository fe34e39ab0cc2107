/**
 * The contacts and targets by type, priority, tag, business and network. A card with values contains bars and a table
 * of the numbers.
 */
import type { Child } from 'hono/jsx';
import type { PlugStatistics } from '../../../../core/plugs/read-statistics.ts';
import { PRIORITIES } from '../../../../rules/plugs/plug.ts';
import { Card, CardBody } from '../../components/cards.tsx';
import { NumberTable } from '../../components/charts/number-table.tsx';
import { Bars } from '../../components/figures.tsx';
import { Priority } from '../../components/marks.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { BUSINESS_TYPES, NETWORK_TYPES } from '../contacts/type-labels.ts';

/** The maximum number of bars in a card. The table below the bars also contains the other values. */
const MAX_BARS = 8;

/** One value of a field, with the number of contacts and targets that have this value. */
interface CountedValue {
  label: Child;
  count: number;
}

export function Breakdowns({ statistics }: { statistics: PlugStatistics }) {
  const { contacts, targets, byPriority, byTag, byBusinessType, byNetworkType } = statistics;
  const isIncomplete = (dimension: PlugStatistics['truncated'][number]) =>
    statistics.truncated.includes(dimension);
  return (
    <div class="grid grid-wide">
      <Breakdown
        id="by-type"
        title="By type"
        head="Type"
        values={[
          { label: 'Contacts', count: contacts },
          { label: 'Targets', count: targets },
        ]}
      />
      <Breakdown
        id="by-priority"
        title="By priority"
        head="Priority"
        values={PRIORITIES.toReversed().map((level) => ({
          label: <Priority level={level} />,
          count: byPriority[level],
        }))}
      />
      <Breakdown
        id="by-tag"
        title="Top tags"
        head="Tag"
        values={valuesOf(byTag, (tag) => tag)}
        isIncomplete={isIncomplete('tag')}
      />
      <Breakdown
        id="by-business"
        title="By business"
        head="Business"
        values={valuesOf(byBusinessType, BUSINESS_TYPES.labelOf)}
        isIncomplete={isIncomplete('business_type')}
      />
      <Breakdown
        id="by-network"
        title="By network"
        head="Network"
        values={valuesOf(byNetworkType, NETWORK_TYPES.labelOf)}
        isIncomplete={isIncomplete('network_type')}
      />
    </div>
  );
}

interface BreakdownProps {
  id: string;
  title: string;
  /** The heading of the first column of the table. */
  head: string;
  values: CountedValue[];
  /** Whether the account has more values than the statistics contain. */
  isIncomplete?: boolean;
}

function Breakdown({ id, title, head, values, isIncomplete = false }: BreakdownProps) {
  if (values.length === 0) {
    return (
      <Card id={id} title={title}>
        <EmptyState icon="tag" title="None yet" text="No contact has a value in this field." isSmall />
      </Card>
    );
  }
  return (
    <Card id={id} title={title}>
      <CardBody>
        <Bars bars={values.slice(0, MAX_BARS)} />
        {isIncomplete && <p class="muted small">The {values.length} most frequent values.</p>}
      </CardBody>
      <NumberTable
        label={`${title}: the numbers`}
        columnHeadings={[head, 'Number']}
        rows={values.map(({ label, count }) => ({ heading: label, values: [count] }))}
      />
    </Card>
  );
}

/** The values of a field, in the order of the map. */
function valuesOf(counts: Map<string, number>, inWords: (value: string) => string): CountedValue[] {
  return [...counts].map(([value, count]) => ({ label: <bdi>{inWords(value)}</bdi>, count }));
}
