/** The actions on several contacts of the list. Each action is one changeset, which "Undo" reverts. */

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
import { BULK_PATH, bulkForm, stateOfList } from './bulk-form.ts';
import { ConfirmPage } from './confirm-page.tsx';
import { failureReasons } from './failure-reasons.ts';
import { selectedIds } from './selected-ids.ts';

export const bulkPages = newRouter();

/** A form without a selection or a tag changes nothing. The list shows the reason. */
const showList: ShowForm = (c, { values, problems }) => {
  const isTag = problems.every(({ field }) => field === 'tag');
  const path = listPath(stateOfList(values.list));
  return redirectTo(c, reportPath(path, { done: isTag ? 'tagless' : 'unselected' }));
};

bulkPages.post(BULK_PATH, requirePageSession, validForm(bulkForm, showList), async (c) => {
  const { ids, matching, action, list } = c.req.valid('form');
  if (matching !== undefined) return changedMatching(c, { state: firstPage(list), action, matching });
  const result = await changeInBulk(c.var.ctx, { ids, action });
  return reported(c, { result, action, path: listPath(list) });
});

const restoreForm = z.object({ ids: selectedIds });

const showTrash: ShowForm = (c) => redirectTo(c, reportPath(TRASH_PATH, { done: 'unselected' }));

bulkPages.post(`${TRASH_PATH}/restore`, requirePageSession, validForm(restoreForm, showTrash), async (c) => {
  const action = { kind: 'restore' } as const;
  const result = await changeInBulk(c.var.ctx, { ...c.req.valid('form'), action });
  return reported(c, { result, action, path: TRASH_PATH });
});

const REPORTS: Record<BulkAction['kind'], Report['done']> = {
  tag: 'changed',
  untag: 'changed',
  set: 'changed',
  convert: 'converted',
  delete: 'deleted',
  restore: 'restored',
};

function reported(c: Context<AppEnv>, done: { result: BulkResult; action: BulkAction; path: string }) {
  const { result, action, path } = done;
  const { changed, failed, results, changeset } = result;
  const why = failureReasons(results);
  return redirectTo(
    c,
    reportPath(path, { done: REPORTS[action.kind], count: changed, failed, why, undo: changeset }),
  );
}

interface MatchingChange {
  /** The list whose contacts are changed, on its first page. */
  state: ListState;
  action: BulkAction;
  /** The number of contacts that the list has shown. */
  matching: number;
}

/**
 * Changes all contacts that match. If the number of these contacts has changed since the list was shown, a deletion
 * requires a second confirmation.
 */
async function changedMatching(c: Context<AppEnv>, { state, action, matching }: MatchingChange) {
  const { ctx } = c.var;
  const path = listPath(state);
  const filter = { filters: filtersOf(state) };
  try {
    const result = await changeMatching(ctx, { filter, typed: state.q, action, confirm: matching });
    return reported(c, { result, action, path });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.is('TOO_MANY_PLUGS')) return redirectTo(c, reportPath(path, { done: 'excess' }));
    if (!error.is('CONFIRMATION_REQUIRED')) throw error;
    const { matched } = error.data;
    if (matched === 0) return redirectTo(c, path);
    const account = await requireAccess(ctx);
    const page = <ConfirmPage account={account} state={state} shown={matching} matched={matched} />;
    return renderPage(c, 'Delete contacts', page, 409);
  }
}
