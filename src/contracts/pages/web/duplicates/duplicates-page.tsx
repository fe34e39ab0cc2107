/** The page of duplicates: groups of contacts that may be the same person. */
import type { DuplicatePage } from '../../../../core/plugs/duplicates/list-duplicates.ts';
import { MAX_FULLY_COMPARED_PLUGS } from '../../../../rules/plugs/duplicates/names/similar-pairs.ts';
import { formatCount } from '../../components/figures.tsx';
import { AppPage } from '../../components/layouts.tsx';
import { EmptyState, Flash, MessageFlash, Toast } from '../../components/messages.tsx';
import { Pagination } from '../../components/table.tsx';
import type { FormMessage } from '../../form-state.ts';
import { LIST_PATH } from '../contacts/list/list-state.ts';
import { type Report, ReportToast } from '../contacts/write-report.tsx';
import { personOf } from '../person.ts';
import { GroupCard } from './group-card.tsx';
import { DUPLICATES_PATH, duplicatesPath, UNDISMISS_PATH } from './paths.ts';

export interface DuplicatesView {
  page: DuplicatePage;
  /** The cursor of this page. It is undefined for the first page. */
  cursor: string | undefined;
  /** Whether the page shows only the group of one contact. */
  isOneContact: boolean;
  nowMs: number;
  report: Report | null;
  /** The ids of the contacts that the last form marked as different people, separated by spaces. */
  dismissedIds: string | undefined;
  message: FormMessage | undefined;
}

export function DuplicatesPage(view: DuplicatesView) {
  const { page, cursor, isOneContact, nowMs, report, dismissedIds, message } = view;
  const { account, groups, total, skipped, nextCursor, previousCursor, isTruncated } = page;
  const { timeZone } = account;
  return (
    <AppPage
      title="Duplicates"
      lead={total > 0 && !isOneContact ? leadText(total) : undefined}
      actions={
        isOneContact && (
          <a class="button" href={DUPLICATES_PATH}>
            All duplicates
          </a>
        )
      }
      person={personOf(account)}
      current={DUPLICATES_PATH}
      isMedium
      toast={
        dismissedIds ? (
          <DismissedToast ids={dismissedIds} cursor={cursor} />
        ) : (
          <ReportToast report={report} path={duplicatesPath(cursor)} />
        )
      }
    >
      <div class="stack">
        {message && <MessageFlash message={message} />}
        {isTruncated && (
          <Flash tone="info">
            A company has more than {MAX_FULLY_COMPARED_PLUGS} contacts, so not all names at this company were
            compared.
          </Flash>
        )}
        {groups.length > 0 ? (
          <>
            {groups.map((group, at) => {
              const cardProps = { group, cursor, nowMs, timeZone };
              return <GroupCard key={group.plugs[0]?.id} number={skipped + at + 1} {...cardProps} />;
            })}
            <Pagination
              range={`${formatCount(skipped + 1)}–${formatCount(skipped + groups.length)} of ${groupsInWords(total)}`}
              previous={skipped > 0 ? duplicatesPath(previousCursor) : undefined}
              next={nextCursor === null ? undefined : duplicatesPath(nextCursor)}
            />
          </>
        ) : (
          <NoDuplicates />
        )}
      </div>
    </AppPage>
  );
}

function NoDuplicates() {
  return (
    <div class="card">
      <EmptyState
        icon="circle-check"
        title="No duplicates"
        text="Every contact looks like a different person. New contacts are checked when they are added or imported."
        isSmall
      >
        <a class="button" href={LIST_PATH}>
          Back to contacts
        </a>
      </EmptyState>
    </div>
  );
}

/** The toast after contacts were marked as different people. Its "Undo" removes the mark. */
function DismissedToast({ ids, cursor }: { ids: string; cursor: string | undefined }) {
  return (
    <Toast
      text="The contacts are marked as different people."
      undoPath={UNDISMISS_PATH}
      undoFields={{ ids, ...(cursor && { cursor }) }}
      dismissPath={duplicatesPath(cursor)}
    />
  );
}

function leadText(total: number): string {
  return `${groupsInWords(total)} of contacts that look like the same person.`;
}

function groupsInWords(total: number): string {
  return total === 1 ? '1 group' : `${formatCount(total)} groups`;
}
