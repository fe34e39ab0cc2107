/** The list of passages. */
import type { AccountRow } from '../../../../store/accounts/accounts.ts';
import type { PassageSummary } from '../../../../store/reading/passages.ts';
import { Icon } from '../../components/icon.tsx';
import { Badge } from '../../components/marks.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { Time } from '../../components/time.tsx';
import { DataTable } from '../data-table.tsx';
import { AdminPage } from '../layout.tsx';
import { AdminToast } from '../notices.tsx';
import { ListPages, pathWith } from '../toolbar.tsx';

export const PASSAGES_PATH = '/admin/passages';

interface PassagesPageProps {
  administrator: AccountRow;
  passages: PassageSummary[];
  nextCursor: string | null;
  query: { cursor?: string | undefined; notice?: string | undefined };
  nowMs: number;
}

export function PassagesPage({ administrator, passages, nextCursor, query, nowMs }: PassagesPageProps) {
  const createLink = (
    <a class="button primary" href={`${PASSAGES_PATH}/new`}>
      <Icon name="plus" />
      New passage
    </a>
  );
  return (
    <AdminPage
      administrator={administrator}
      current={PASSAGES_PATH}
      title="Passages"
      lead="Texts to read, with questions. Readers without premium access see only the free passages."
      actions={createLink}
      toast={<AdminToast query={query} dismissPath={PASSAGES_PATH} />}
    >
      <div class="card">
        {passages.length > 0 ? (
          <Passages passages={passages} nowMs={nowMs} timeZone={administrator.timeZone} />
        ) : (
          <EmptyState
            icon="book-open"
            title="No passages yet"
            text="Passages that you create appear here, the newest first."
          />
        )}
      </div>
      <ListPages
        count={passages.length}
        noun="passage"
        firstHref={query.cursor ? PASSAGES_PATH : null}
        nextHref={nextCursor && pathWith(PASSAGES_PATH, { cursor: nextCursor })}
      />
    </AdminPage>
  );
}

interface PassagesProps {
  passages: PassageSummary[];
  nowMs: number;
  timeZone: string;
}

function Passages({ passages, nowMs, timeZone }: PassagesProps) {
  return (
    <DataTable
      label="Passages"
      columns={[
        { label: 'Title', isRowHeader: true },
        { label: 'Difficulty' },
        { label: 'Tier' },
        { label: 'Questions', isNumber: true },
        { label: 'Changed', class: 'nowrap' },
      ]}
      rows={passages.map(({ id, title, difficulty, tier, questionCount, updatedAtMs }) => ({
        key: id,
        cells: [
          <a href={`${PASSAGES_PATH}/${id}`}>
            <bdi>{title}</bdi>
          </a>,
          difficulty,
          tier === 'premium' ? (
            <Badge tone="violet" icon="crown">
              Premium
            </Badge>
          ) : (
            <Badge>Free</Badge>
          ),
          String(questionCount),
          <Time atMs={updatedAtMs} nowMs={nowMs} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}
