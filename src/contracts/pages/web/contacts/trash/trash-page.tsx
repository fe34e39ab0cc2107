/**
 * The page of the trash. Each contact can be deleted for good. Each contact that was not merged into another contact
 * can be restored.
 */
import type { BrowsedPlugs } from '../../../../../core/plugs/search/browse-plugs.ts';
import { fullName } from '../../../../../rules/plugs/plug.ts';
import { formatCount } from '../../../components/figures.tsx';
import { Icon } from '../../../components/icon.tsx';
import { AppPage } from '../../../components/layouts.tsx';
import { ConfirmDialog } from '../../../components/menus.tsx';
import { EmptyState, MessageFlash } from '../../../components/messages.tsx';
import { Pagination } from '../../../components/table.tsx';
import { Time } from '../../../components/time.tsx';
import type { FormMessage } from '../../../form-state.ts';
import { personOf } from '../../person.ts';
import { MenuHead, SelectAllHead } from '../list/row-cells.tsx';
import { type Report, ReportToast } from '../write-report.tsx';
import { ERASE_PATH, eraseDialogId, TRASH_PATH } from './trash-paths.ts';
import { TrashRow } from './trash-row.tsx';

interface TrashResultsProps {
  browsed: BrowsedPlugs;
  /** The cursor of this page; undefined on the first page. */
  cursor: string | undefined;
  nowMs: number;
  /** Whether all rows are selected when the page is shown. */
  isSelected: boolean;
}

export interface TrashPageProps extends TrashResultsProps {
  report: Report | null;
  message?: FormMessage | undefined;
}

const COLUMNS = [
  { class: 'col-name', label: 'Name' },
  { class: 'col-company', label: 'Company' },
  { class: 'col-type', label: 'Type' },
  { class: 'col-date col-last', label: 'Deleted' },
];

export function TrashPage(props: TrashPageProps) {
  const { browsed, report, message } = props;
  return (
    <AppPage
      title="Trash"
      lead="Contacts in the trash are deleted for good after 90 days."
      person={personOf(browsed.account)}
      current={TRASH_PATH}
      toast={<ReportToast report={report} path={TRASH_PATH} />}
    >
      {message && <MessageFlash message={message} />}
      <TrashResults {...props} />
    </AppPage>
  );
}

/** The part of the page that htmx replaces when the user selects all rows. */
export function TrashResults(props: TrashResultsProps) {
  const { items } = props.browsed.page;
  return (
    <div id="results">
      {items.length > 0 ? (
        <TrashList {...props} />
      ) : (
        <div class="card">
          <EmptyState
            icon="trash-2"
            title="The trash is empty"
            text="Contacts that you delete appear here. They can be restored for 90 days."
            isSmall
          >
            <a class="button" href="/web/contacts">
              Show contacts
            </a>
          </EmptyState>
        </div>
      )}
    </div>
  );
}

function TrashList({ browsed: { page, account }, cursor, nowMs, isSelected }: TrashResultsProps) {
  const { items, skip, total, nextCursor, previousCursor } = page;
  const pagePath = (pageCursor: string | null) =>
    pageCursor === null ? undefined : `${TRASH_PATH}?${new URLSearchParams({ cursor: pageCursor })}`;
  const selectAllQuery = new URLSearchParams({ ...(cursor !== undefined && { cursor }), select: 'page' });
  return (
    <>
      <div class="contact-list">
        <form method="post" action={`${TRASH_PATH}/restore`}>
          {/* Enter presses the first submit button. Without this button, the first one is in the menu of a row. */}
          <button type="submit" hidden />
          <table class="table contact-table" role="table" aria-label="Contacts in the trash">
            <thead role="rowgroup">
              <tr role="row">
                <SelectAllHead path={`${TRASH_PATH}?${selectAllQuery}`} count={items.length} />
                {COLUMNS.map(({ label, class: name }) => (
                  <th key={label} class={name} role="columnheader" scope="col">
                    {label}
                  </th>
                ))}
                <MenuHead />
              </tr>
            </thead>
            <tbody role="rowgroup">
              {items.map((plug) => (
                <TrashRow key={plug.id} plug={plug} isSelected={isSelected}>
                  <Time atMs={plug.deletedAtMs ?? 0} nowMs={nowMs} timeZone={account.timeZone} />
                </TrashRow>
              ))}
            </tbody>
          </table>
          <div class="bulk-bar" role="group" aria-label="Change the selected contacts">
            <span class="bulk-count">selected</span>
            <button class="button quiet small-button" type="submit">
              <Icon name="rotate-ccw" />
              Restore
            </button>
            <button
              class="button quiet small-button danger"
              type="submit"
              formmethod="get"
              formaction={ERASE_PATH}
            >
              <Icon name="trash-2" />
              Delete for good
            </button>
          </div>
        </form>
      </div>
      {items.map((plug) => (
        <ConfirmDialog
          key={plug.id}
          id={eraseDialogId(plug.id)}
          title={`Delete ${fullName(plug)} for good?`}
          text="The contact and its history are deleted. This cannot be undone."
          action={ERASE_PATH}
          cancelLabel="Keep it"
          confirmLabel="Delete for good"
          fields={<input type="hidden" name="ids" value={plug.id} />}
        />
      ))}
      <Pagination
        range={`${formatCount(skip + 1)}–${formatCount(skip + items.length)} of ${formatCount(total)}`}
        previous={pagePath(previousCursor)}
        next={pagePath(nextCursor)}
      />
    </>
  );
}
