/** One page of the list of all passages. */
import type { TitleList, TitlePage } from '../../../../core/reading/list-titles.ts';
import { formatCount } from '../../components/figures.tsx';
import { AppPage } from '../../components/layouts.tsx';
import { EmptyState } from '../../components/messages.tsx';
import { Pagination } from '../../components/table.tsx';
import { personOf } from '../person.ts';
import { PremiumNote, progressText } from './premium-note.tsx';
import { TitleItems } from './title-list.tsx';

const LIST_PATH = '/web/reading';

export function ListPage({ list, page }: { list: TitleList; page: TitlePage }) {
  return (
    <AppPage
      title="Reading"
      lead={progressText(list)}
      person={personOf(list.account)}
      current={LIST_PATH}
      isMedium
    >
      <div class="stack">
        <PremiumNote lockedCount={list.lockedCount} />
        <section class="card" aria-label="Passages">
          {list.readableCount > 0 && (
            <div class="card-body">
              <progress
                class="progress"
                value={Math.min(list.completedCount, list.readableCount)}
                max={list.readableCount}
                aria-label="Completed passages"
              />
            </div>
          )}
          {list.titles.length === 0 ? (
            <EmptyState
              icon="book-open"
              title="No passages here"
              text="An administrator adds passages. They appear in this list."
              isSmall
            />
          ) : (
            <TitleItems titles={list.titles} />
          )}
        </section>
        {list.total > page.limit && <ListPagination list={list} page={page} />}
      </div>
    </AppPage>
  );
}

function ListPagination({
  list: { total, titles },
  page: { limit, offset },
}: {
  list: TitleList;
  page: TitlePage;
}) {
  const pageNumber = offset / limit + 1;
  const pagePath = (number: number) => `${LIST_PATH}?page=${number}`;
  return (
    <Pagination
      range={`${formatCount(offset + 1)}–${formatCount(offset + titles.length)} of ${formatCount(total)}`}
      {...(pageNumber > 1 && { previous: pagePath(pageNumber - 1) })}
      {...(offset + limit < total && { next: pagePath(pageNumber + 1) })}
    />
  );
}
