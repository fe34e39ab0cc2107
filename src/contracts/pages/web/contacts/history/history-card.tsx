/**
 * One page of the history of a contact: how and when each change was made, and usually the changed values and a form
 * that undoes the change.
 */
import type { PropsWithChildren } from 'hono/jsx';
import type { PlugHistory } from '../../../../../core/plugs/history/list-history.ts';
import type { HistoryEntry } from '../../../../../rules/plugs/history/plug-history.ts';
import { revisionId, revisionTimeMs } from '../../../../../rules/plugs/history/revision-number.ts';
import type { RevisionKind, RevisionVia } from '../../../../../rules/plugs/revision.ts';
import { Card } from '../../../components/cards.tsx';
import { Icon, type IconName } from '../../../components/icon.tsx';
import type { Tone } from '../../../components/marks.tsx';
import { Time } from '../../../components/time.tsx';
import { contactPath } from '../paths.ts';
import { UNDO_PATH } from '../write-report.tsx';
import { ChangeLines } from './change-lines.tsx';

interface HistoryCardProps extends PlugHistory {
  timeZone: string;
  nowMs: number;
}

const HISTORY_ID = 'history-card';

const KINDS: Record<RevisionKind, { title: string; icon: IconName; tone: Tone }> = {
  created: { title: 'Added', icon: 'plus', tone: 'neutral' },
  updated: { title: 'Edited', icon: 'pencil', tone: 'neutral' },
  converted: { title: 'Converted to a contact', icon: 'user-plus', tone: 'success' },
  deleted: { title: 'Moved to the trash', icon: 'trash-2', tone: 'danger' },
  restored: { title: 'Restored', icon: 'rotate-ccw', tone: 'info' },
  merged: { title: 'Merged', icon: 'merge', tone: 'violet' },
  erased: { title: 'Deleted for good', icon: 'trash-2', tone: 'danger' },
};

/** How a change was made. The text follows the title of the change, as in "Edited by an app". */
const VIA_TEXTS: Record<RevisionVia, string> = {
  api: 'by an app',
  page: 'on this site',
  telegram: 'by Telegram',
  carddav: 'by an address book',
  assistant: 'by an assistant',
  import: 'by an import',
  merge: 'by a merge',
  bulk: 'with other contacts',
  undo: 'by an undo',
  system: 'by the service',
};

export function HistoryCard({ plug, entries, nextCursor, timeZone, nowMs }: HistoryCardProps) {
  const path = contactPath(plug.id);
  return (
    <div id={HISTORY_ID}>
      <Card id="history" title="History">
        <div class="card-body stack">
          {entries.length > 0 ? (
            <ol class="timeline">
              {entries.map((entry) => (
                <Entry key={entry.seq} entry={entry} path={path}>
                  <Time atMs={revisionTimeMs(entry.seq)} nowMs={nowMs} timeZone={timeZone} />
                </Entry>
              ))}
            </ol>
          ) : (
            <p class="muted">There is no change in the last 90 days.</p>
          )}
          {nextCursor && (
            <a class="button" href={`${path}?${new URLSearchParams({ history: nextCursor })}#history`}>
              Show older
            </a>
          )}
        </div>
      </Card>
    </div>
  );
}

/**
 * The card as an additional part of a response to htmx. htmx replaces the card on the page. `history` is null after a
 * write that changed no value. In this case the card is not sent.
 */
export function HistoryPart({
  history,
  nowMs,
}: {
  history: Omit<HistoryCardProps, 'nowMs'> | null;
  nowMs: number;
}) {
  if (!history) return null;
  return (
    <hx-partial hx-target={`#${HISTORY_ID}`} hx-swap="outerHTML">
      <HistoryCard {...history} nowMs={nowMs} />
    </hx-partial>
  );
}

/** One revision. The child is its time. */
function Entry(props: PropsWithChildren<{ entry: HistoryEntry; path: string }>) {
  const { entry, path, children } = props;
  const { title, icon, tone } = KINDS[entry.kind];
  return (
    <li>
      <span class="timeline-icon" data-tone={tone}>
        <Icon name={icon} />
      </span>
      <div class="timeline-body">
        <p>
          <span>
            <b>{title}</b> {VIA_TEXTS[entry.via]}
          </span>
          {children}
        </p>
        {entry.kind !== 'created' && <ChangeLines changes={entry.changes} />}
        <UndoEntry entry={entry} path={path} />
      </div>
    </li>
  );
}

/**
 * The form that undoes a revision, or a note that the revision was undone. An addition and a restoration have no form,
 * because their undo would delete the contact, and "Delete" exists for this. A deletion has no form, because the
 * contact of the page has been restored since then.
 */
function UndoEntry({ entry, path }: { entry: HistoryEntry; path: string }) {
  if (entry.undoneBy !== null) return <p class="change">Undone later.</p>;
  if (entry.kind === 'created' || entry.kind === 'restored' || entry.kind === 'deleted') return null;
  return (
    <form method="post" action={UNDO_PATH}>
      <input type="hidden" name="revision" value={revisionId(entry.seq)} />
      <input type="hidden" name="back" value={path} />
      <button class="text-button" type="submit">
        <Icon name="undo-2" />
        Undo this change
      </button>
    </form>
  );
}
