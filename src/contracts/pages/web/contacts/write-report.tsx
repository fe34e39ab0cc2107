/**
 * The report of a write, as a toast, with "Undo" if the write can be undone. After a redirect, the query of the page
 * contains the name of the report, its numbers, the codes of failures, and the id of the revision or changeset. The
 * query of a link from another site can contain any values. Therefore an unknown name shows no report, and the undo
 * accepts only ids of the signed-in user.
 */
import { MAX_PLUGS_PER_ACTION } from '../../../../core/plugs/bulk/change-in-bulk.ts';
import { MAX_LENGTHS } from '../../../../http/fields/plug-fields.ts';
import { formatCount } from '../../components/figures.tsx';
import { Toast } from '../../components/messages.tsx';
import { failuresInWords } from './bulk/failure-reasons.ts';
import { MAX_SELECTED_CONTACTS } from './bulk/selected-ids.ts';
import { LIST_PATH } from './list/list-state.ts';

const REPORTS = {
  saved: () => 'Saved.',
  added: () => 'Contact added.',
  tagged: () => 'Tag added.',
  untagged: () => 'Tag removed.',
  converted: (count: number) => `${contactsInWords(count)} converted.`,
  deleted: (count: number) => `${contactsInWords(count)} moved to the trash.`,
  restored: (count: number) => `${contactsInWords(count)} restored.`,
  imported: (count: number) => `${contactsInWords(count)} imported.`,
  changed: (count: number) => `${contactsInWords(count)} changed.`,
  erased: (count: number) => `${contactsInWords(count)} deleted for good.`,
  merged: (count: number) => `${contactsInWords(count)} merged into one.`,
  undone: () => 'Undone.',
  partial: () => 'Undone, except for values that were changed later.',
  nothing: () => 'Nothing was undone. The values were already undone, or were changed later.',
  unselected: () => `Nothing was changed. Select 1 to ${MAX_SELECTED_CONTACTS} contacts.`,
  tagless: () => `Nothing was changed. Enter a tag of at most ${MAX_LENGTHS.tag} characters.`,
  excess: () =>
    `Nothing was changed. At most ${formatCount(MAX_PLUGS_PER_ACTION)} contacts can be changed at once.`,
} as const satisfies Record<string, (count: number) => string>;

export interface Report {
  /** The name of the report. */
  done: keyof typeof REPORTS;
  /** The number of changed contacts. The default is 1. */
  count?: number | undefined;
  /** The number of selected contacts that could not be changed. */
  failed?: number | undefined;
  /** The error codes of these failures, as `failureCodes` returns them. */
  why?: string | undefined;
  /** The id of the revision or changeset of the write. Without it, the report has no "Undo". */
  undo?: string | null | undefined;
}

export const UNDO_PATH = '/web/contacts/undo';

/** Adds a report to the path of a page, for a redirect to this page. `path` can contain a query and a fragment. */
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

/** Returns the report in the query of a request, or null if the query names no report. Invalid numbers are ignored. */
export function reportOf({ done = '', count, failed, why, undo }: Record<string, string>): Report | null {
  if (!Object.hasOwn(REPORTS, done)) return null;
  return { done: done as Report['done'], count: numberOf(count), failed: numberOf(failed), why, undo };
}

/**
 * The toast of a report. `path` is the path of the page without the report. The undo of an addition returns to the
 * list, because the page of the contact no longer exists then.
 */
export function ReportToast({ report, path }: { report: Report | null; path: string }) {
  if (!report) return null;
  const { done, count = 1, failed = 0, why = '', undo } = report;
  const failureText =
    failed > 0 ? ` ${contactsInWords(failed)} could not be changed${failuresInWords(why)}.` : '';
  return (
    <Toast
      text={REPORTS[done](count) + failureText}
      dismissPath={path}
      {...(undo && {
        undoPath: UNDO_PATH,
        undoFields: { revision: undo, back: done === 'added' ? LIST_PATH : path },
      })}
    />
  );
}

/** The toast as an additional part of a response to htmx. htmx replaces the toast on the page. */
export function ReportPart({ report, path }: { report: Report; path: string }) {
  return (
    <hx-partial hx-target="#toast" hx-swap="innerHTML">
      <ReportToast report={report} path={path} />
    </hx-partial>
  );
}

/** Returns a number of at most six digits, or undefined for any other text. */
function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** Returns a number of contacts in words, such as "2 contacts". */
export function contactsInWords(count: number): string {
  return count === 1 ? '1 contact' : `${formatCount(count)} contacts`;
}
