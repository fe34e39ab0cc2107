/** The routes of the trash: list its contacts, restore one contact, and delete contacts for good after confirmation. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { erasePlugs, readTrash, restorePlug } from '../../../../../core/plugs/delete-plug.ts';
import { browsePlugs } from '../../../../../core/plugs/search/browse-plugs.ts';
import type { AppEnv } from '../../../../../http/app-env.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import type { FormMessage } from '../../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../../forms.ts';
import { isPartial, redirectTo, renderPage, renderPart } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { MAX_SELECTED_CONTACTS, selectedIds } from '../bulk/selected-ids.ts';
import { contactIdOf } from '../contact/read-contact.ts';
import { reportOf, reportPath } from '../write-report.tsx';
import { writtenRevisionId } from '../written-revision.ts';
import { ErasePage } from './erase-page.tsx';
import { TrashPage, TrashResults } from './trash-page.tsx';
import { ERASE_PATH, TRASH_PATH } from './trash-paths.ts';

export const trashPages = newRouter();

const idsForm = z.object({ ids: selectedIds });

trashPages.get(TRASH_PATH, requirePageSession, (c) => showTrash(c, undefined, 200));

/**
 * The confirmation page. Ids of contacts that are not in the trash are ignored. The response is a redirect to the trash
 * if no contact remains, or if the list of ids is invalid.
 */
trashPages.get(ERASE_PATH, requirePageSession, async (c) => {
  const { data } = idsForm.safeParse({ ids: c.req.queries('ids') });
  const { account, plugs } = await readTrash(c.var.ctx, { ids: data?.ids ?? [] });
  if (plugs.length === 0) return redirectTo(c, TRASH_PATH);
  return renderPage(c, 'Delete for good', <ErasePage account={account} plugs={plugs} />);
});

/** Shows the trash with the message of a rejected form, or with the first problem of its fields. */
const showRejectedForm: ShowForm = (c, { message, problems }, status) => {
  const text = problems[0]?.message;
  return showTrash(c, message ?? (text ? { tone: 'danger', text } : undefined), status);
};

trashPages.post(ERASE_PATH, requirePageSession, validForm(idsForm, showRejectedForm), (c) =>
  submit(c, showRejectedForm, async () => {
    const count = await erasePlugs(c.var.ctx, c.req.valid('form'));
    return redirectTo(c, count > 0 ? reportPath(TRASH_PATH, { done: 'erased', count }) : TRASH_PATH);
  }),
);

trashPages.post('/web/contacts/:id/restore', requirePageSession, (c) =>
  submit(c, showRejectedForm, async () => {
    const written = await restorePlug(c.var.ctx, { id: contactIdOf(c) });
    return redirectTo(c, reportPath(TRASH_PATH, { done: 'restored', undo: writtenRevisionId(written) }));
  }),
);

/** Shows one page of the trash. An invalid cursor redirects to the first page. */
async function showTrash(c: Context<AppEnv>, message: FormMessage | undefined, status: ContentfulStatusCode) {
  const { cursor, select, ...query } = c.req.query();
  const { ctx } = c.var;
  try {
    const browsed = await browsePlugs(ctx, {
      typed: '',
      filters: { tags: [], isDeleted: true },
      order: { field: 'created_at', isDescending: true },
      limit: MAX_SELECTED_CONTACTS,
      cursor,
    });
    const resultsProps = { browsed, cursor, nowMs: ctx.nowMs, isSelected: select === 'page' };
    if (isPartial(c)) return renderPart(c, <TrashResults {...resultsProps} />, status);
    const page = <TrashPage {...resultsProps} report={reportOf(query)} message={message} />;
    return renderPage(c, 'Trash', page, status);
  } catch (error) {
    if (!(error instanceof AppError && error.is('INVALID_INPUT'))) throw error;
    return redirectTo(c, TRASH_PATH);
  }
}
