/**
 * The actions on several contacts of the list, and the restoring of several contacts from the trash. An action that
 * changes at least one contact writes one changeset, which "Undo" reverts.
 */

import type { Context } from 'hono';
import type { BulkAction } from '../../../../../core/plugs/bulk/bulk-action.ts';
import { type BulkResult, changeInBulk } from '../../../../../core/plugs/bulk/change-in-bulk.ts';
import { changeMatching } from '../../../../../core/plugs/bulk/change-matching.ts';
import { requireAccess } from '../../../../../core/request/access.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { type ShowForm, validForm } from '../../../forms.ts';
import { redirectTo, renderPage } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { filtersOf, firstPage, type ListState, listPath } from '../list/list-state.ts';
import { TRASH_PATH } from '../trash/trash-paths.ts';
import { type Report, reportPath } from '../write-report.tsx';
import { BULK_PATH, bulkFormSchema, stateOfList } from './bulk-form.ts';
import { DeletionConfirmPage } from './confirm-page.tsx';
import { failureCodes } from './failure-reasons.ts';
import { selectedIds } from './selected-ids.ts';

export const bulkPages = newRouter();

/**
 * The response to an invalid form, which changes nothing: a redirect to the list. If only the tag is missing or
 * invalid, or the action is unknown, a toast asks for a tag. For any other problem, the toast asks for a selection.
 */
const showList: ShowForm = (c, { values, problems }) => {
  const isOnlyTagMissing = problems.every(({ field }) => field === 'tag');
  const path = listPath(stateOfList(values.list));
  return redirectTo(c, reportPath(path, { done: isOnlyTagMissing ? 'tagless' : 'unselected' }));
};

bulkPages.post(BULK_PATH, requirePageSession, validForm(bulkFormSchema, showList), async (c) => {
  const { ids, matching, action, list } = c.req.valid('form');
  if (matching !== undefined) return changeMatchingContacts(c, { state: firstPage(list), action, matching });
  const result = await changeInBulk(c.var.ctx, { ids, action });
  return redirectToReport(c, { result, action, path: listPath(list) });
});

const restoreSchema = z.object({ ids: selectedIds });

/** The response to an invalid form of the trash, which changes nothing: a redirect to the trash. */
const showTrash: ShowForm = (c) => redirectTo(c, reportPath(TRASH_PATH, { done: 'unselected' }));

bulkPages.post(
  `${TRASH_PATH}/restore`,
  requirePageSession,
  validForm(restoreSchema, showTrash),
  async (c) => {
    const action = { kind: 'restore' } as const;
    const result = await changeInBulk(c.var.ctx, { ...c.req.valid('form'), action });
    return redirectToReport(c, { result, action, path: TRASH_PATH });
  },
);

/** The name of the report for each action. */
const REPORT_NAMES: Record<BulkAction['kind'], Report['done']> = {
  tag: 'changed',
  untag: 'changed',
  set: 'changed',
  convert: 'converted',
  delete: 'deleted',
  restore: 'restored',
};

interface CompletedAction {
  result: BulkResult;
  action: BulkAction;
  /** The path of the list or of the trash. */
  path: string;
}

/**
 * Redirects to a path with the report of an action: the numbers of changed and failed contacts, the reasons of the
 * failures, and "Undo" if a contact was changed.
 */
function redirectToReport(c: Context<AppEnv>, { result, action, path }: CompletedAction) {
  const { changed, failed, results, changeset } = result;
  const why = failureCodes(results);
  return redirectTo(
    c,
    reportPath(path, { done: REPORT_NAMES[action.kind], count: changed, failed, why, undo: changeset }),
  );
}

interface MatchingChange {
  /** The search and the filters that the contacts match, without page and selection. */
  state: ListState;
  action: BulkAction;
  /** The number of matching contacts when the form was shown. */
  matching: number;
}

/**
 * Changes all contacts that match now, and redirects to the list. A deletion changes nothing if the number of these
 * contacts differs from `matching`. The response is then the confirmation page, or the list if no contact matches any
 * more. Above 5,000 contacts nothing is changed, and the list shows the limit.
 */
async function changeMatchingContacts(c: Context<AppEnv>, { state, action, matching }: MatchingChange) {
  const { ctx } = c.var;
  const path = listPath(state);
  const filter = { filters: filtersOf(state) };
  try {
    const result = await changeMatching(ctx, { filter, typed: state.q, action, confirm: matching });
    return redirectToReport(c, { result, action, path });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.is('TOO_MANY_PLUGS')) return redirectTo(c, reportPath(path, { done: 'excess' }));
    if (!error.is('CONFIRMATION_REQUIRED')) throw error;
    const { matched } = error.data;
    if (matched === 0) return redirectTo(c, path);
    const account = await requireAccess(ctx);
    const page = (
      <DeletionConfirmPage account={account} state={state} previousCount={matching} currentCount={matched} />
    );
    return renderPage(c, 'Delete contacts', page, 409);
  }
}
