/**
 * The queues of the service: for each, the numbers of waiting and failed entries, and the time of the oldest waiting
 * entry.
 */
import { MAX_COUNTED_ENTRIES, type QueueName, type QueueState } from '../../../../store/scheduled/queues.ts';
import { Card } from '../../components/cards.tsx';
import { formatCount } from '../../components/figures.tsx';
import { Badge } from '../../components/marks.tsx';
import { Time } from '../../components/time.tsx';

const LABELS: Record<QueueName, string> = {
  emails: 'E-mails to send',
  // The accounts whose Durable Object has not confirmed the deactivation or the deletion yet.
  closings: 'Deactivations and deletions to complete',
  erasures: 'Deleted accounts to erase',
};

interface QueuesProps {
  queues: QueueState[];
  nowMs: number;
  timeZone: string;
}

export function Queues({ queues, nowMs, timeZone }: QueuesProps) {
  // Only the queue of e-mails counts failed entries.
  const badge = queues.some(({ failedCount }) => failedCount > 0) && (
    <Badge tone="warning" icon="triangle-alert">
      1 needs attention
    </Badge>
  );
  return (
    <Card id="queues" title="Queues" action={badge}>
      <div class="table-scroll" role="group" aria-labelledby="queues" tabindex={0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th class="number" scope="col">
                Waiting
              </th>
              <th class="number" scope="col">
                Failed
              </th>
              <th scope="col">Oldest</th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ name, waitingCount, failedCount, oldestAtMs }) => (
              <tr key={name}>
                <th scope="row">{LABELS[name]}</th>
                <td class="number">{cappedCountText(waitingCount)}</td>
                <td class="number">
                  {failedCount > 0 ? <Badge tone="danger">{cappedCountText(failedCount)}</Badge> : '0'}
                </td>
                <td class="nowrap">
                  {oldestAtMs === null ? (
                    <span class="muted">Empty</span>
                  ) : (
                    <Time atMs={oldestAtMs} nowMs={nowMs} timeZone={timeZone} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function cappedCountText(count: number): string {
  return count === MAX_COUNTED_ENTRIES ? `${formatCount(count)} or more` : formatCount(count);
}
