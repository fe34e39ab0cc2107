/** The actions on the selected contacts of the list. Each action is one changeset, which "Undo" reverts. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { BulkAction } from '../../../../../core/plugs/bulk/bulk-action.ts';
import { changeInBulk } from '../../../../../core/plugs/bulk/change-in-bulk.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import { MAX_LENGTHS } from '../../../../../http/fields/plug-fields.ts';
import { newRouter } from '../../../../../http/router.ts';
import { singleLine } from '../../../../../http/wire-fields.ts';
import { PRIORITIES } from '../../../../../rules/plugs/plug.ts';
import { type ShowForm, validForm } from '../../../forms.ts';
import { redirectTo } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { type Report, reportPath } from '../done.tsx';
import { listPath, listStateOf } from '../list/list-state.ts';
import { TRASH_PATH } from '../trash/trash-paths.ts';
import { selectedIds } from './selected-ids.ts';

export const bulkPages = newRouter();

const PRIORITY = /^priority-(.*)$/;

/** The form of the list. The value of the pressed button is the action. */
const bulkForm = z
  .object({
    ids: selectedIds,
    action: z.string(),
    tag: singleLine('Tag', MAX_LENGTHS.tag).default(''),
    /** The state of the list to return to, as the query of its URL. */
    list: z.string().default(''),
  })
  .transform(({ action: name, tag, ...form }, context) => {
    const action = actionOf(name, tag);
    if (!action) context.addIssue({ code: 'custom', path: ['tag'], message: 'Enter a tag.' });
    return { ...form, action };
  });

/** A form without a selection or a tag changes nothing. The list shows the reason. */
const showList: ShowForm = (c, { values, problems }) => {
  const isTag = problems.every(({ field }) => field === 'tag');
  return redirectTo(c, reportPath(pathOfList(values.list), { done: isTag ? 'tagless' : 'unselected' }));
};

bulkPages.post('/web/contacts/bulk', requirePageSession, validForm(bulkForm, showList), async (c) => {
  const { ids, action, list } = c.req.valid('form');
  const path = pathOfList(list);
  return action ? applied(c, { ids, action, path }) : redirectTo(c, path);
});

const restoreForm = z.object({ ids: selectedIds });

const showTrash: ShowForm = (c) => redirectTo(c, reportPath(TRASH_PATH, { done: 'unselected' }));

bulkPages.post(`${TRASH_PATH}/restore`, requirePageSession, validForm(restoreForm, showTrash), (c) =>
  applied(c, { ...c.req.valid('form'), action: { kind: 'restore' }, path: TRASH_PATH }),
);

const REPORTS: Record<BulkAction['kind'], Report['done']> = {
  tag: 'changed',
  untag: 'changed',
  set: 'changed',
  convert: 'converted',
  delete: 'deleted',
  restore: 'restored',
};

async function applied(c: Context<AppEnv>, sent: { ids: string[]; action: BulkAction; path: string }) {
  const { ids, action, path } = sent;
  const { changed, failed, changeset } = await changeInBulk(c.get('ctx'), { ids, action });
  return redirectTo(
    c,
    reportPath(path, { done: REPORTS[action.kind], count: changed, failed, undo: changeset }),
  );
}

function actionOf(name: string, tag: string): BulkAction | null {
  const priority = PRIORITIES.find((each) => each === PRIORITY.exec(name)?.[1]);
  if (priority) return { kind: 'set', values: { priority } };
  if (name === 'convert' || name === 'delete') return { kind: name };
  if ((name === 'tag' || name === 'untag') && tag) return { kind: name, tags: [tag] };
  return null;
}

function pathOfList(query: string | undefined): string {
  const { select, ...state } = listStateOf(Object.fromEntries(new URLSearchParams(query)));
  return listPath(state);
}
