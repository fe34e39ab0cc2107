/**
 * The report of a write, with "Undo". After a redirect, the query of the page contains the name of the report and the
 * id of the revision. Anyone can write such a query: an unknown name shows nothing, and an undo accepts only revisions
 * of the signed-in user.
 */
import { MAX_PLUGS_PER_ACTION } from '../../../../core/plugs/bulk/change-in-bulk.ts';
import { formatCount } from '../../components/figures.tsx';
import { Toast } from '../../components/messages.tsx';
import { reasonsInWords } from './bulk/failure-reasons.ts';
import { LIST_PATH } from './list/list-state.ts';

const REPORTS = {
  saved: () => 'Saved.',
  added: () => 'Contact added.',
  tagged: () => 'Tag added.',
  untagged: () => 'Tag removed.',
  converted: (count: number) => `${countOf(count)} converted.`,
  deleted: (count: number) => `${countOf(count)} moved to the trash.`,
  restored: (count: number) => `${countOf(count)} restored.`,
  imported: (count: number) => `${countOf(count)} imported.`,
  changed: (count: number) => `${countOf(count)} changed.`,
  erased: (count: number) => `${countOf(count)} deleted for good.`,
  merged: (count: number) => `${countOf(count)} merged into one.`,
  undone: () => 'Undone.',
  partial: () => 'Undone, except for values that were changed later.',
  nothing: () => 'Nothing was undone. The values were already undone, or were changed later.',
  unselected: () => 'Nothing was changed. Select contacts first.',
  tagless: () => 'Nothing was changed. Enter a tag.',
  excess: () =>
    `Nothing was changed. At most ${formatCount(MAX_PLUGS_PER_ACTION)} contacts can be changed at once.`,
} as const satisfies Record<string, (count: number) => string>;

export interface Report {
  done: keyof typeof REPORTS;
  /** The number of contacts. The default is 1. */
  count?: number | undefined;
  /** The number of selected contacts that could not be changed. */
  failed?: number | undefined;
  /** The codes of the reasons, as `failureCodes` returns them. */
  why?: string | undefined;
  /** The id of the revision or changeset of the write. Without it, the report has no "Undo". */
  undo?: string | null | undefined;
}

export const UNDO_PATH = '/web/contacts/undo';

/** The path of a page that shows a report after a redirect. */
export function reportPath(path: string, { done, count, failed, why, undo }: Report): string {
  const [page = '', hash] = path.split('#', 2);
  const query = new URLSearchParams({
    done,
    ...(count !== undefined && { count: String(count) }),
    ...(failed && { failed: String(failed) }),
    ...(why && { why }),
    ...(undo && { undo }),
  });
  return `${page}${page.includes('?') ? '&' : '?'}${query}${hash ? `#${hash}` : ''}`;
}

/** The report in the query of a request, or null. */
export function reportOf({ done = '', count, failed, why, undo }: Record<string, string>): Report | null {
  if (!Object.hasOwn(REPORTS, done)) return null;
  return { done: done as Report['done'], count: numberOf(count), failed: numberOf(failed), why, undo };
}

/** The toast of a report. `path` is the path of the page without the report. */
export function ReportToast({ report, path }: { report: Report | null; path: string }) {
  if (!report) return null;
  const { done, count = 1, failed = 0, why = '', undo } = report;
  const others = failed > 0 ? ` ${countOf(failed)} could not be changed${reasonsInWords(why)}.` : '';
  return (
    <Toast
      text={REPORTS[done](count) + others}
      dismissPath={path}
      {...(undo && {
        undoPath: UNDO_PATH,
        undoFields: { revision: undo, back: done === 'added' ? LIST_PATH : path },
      })}
    />
  );
}

/** The toast for htmx, which is sent in addition to the replaced part. */
export function ReportPart({ report, path }: { report: Report; path: string }) {
  return (
    <hx-partial hx-target="#toast" hx-swap="innerHTML">
      <ReportToast report={report} path={path} />
    </hx-partial>
  );
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

export function countOf(count: number): string {
  return count === 1 ? '1 contact' : `${formatCount(count)} contacts`;
}
