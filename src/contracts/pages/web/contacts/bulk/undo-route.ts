/** The route of the "Undo" form. The form undoes a revision or a changeset of the signed-in user. */
import { undo } from '../../../../../core/plugs/history/undo.ts';
import * as z from '../../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { renderPageError } from '../../../error-pages.tsx';
import { validForm } from '../../../forms.ts';
import { redirectTo } from '../../../render.ts';
import { requirePageSession } from '../../../session.ts';
import { nextPath } from '../../next-path.ts';
import { type Report, reportPath, UNDO_PATH } from '../write-report.tsx';

export const undoPages = newRouter();

/**
 * `revision` is the id of a revision or of a changeset. `back` is the path of the page that shows the report. A path
 * outside the pages is replaced by the path of the default page (`nextPath`).
 */
const undoForm = z.object({ revision: z.string().max(100), back: z.string().optional() });

const validUndoForm = validForm(undoForm, (c) => renderPageError(new AppError('MALFORMED_BODY'), c));

undoPages.post(UNDO_PATH, requirePageSession, validUndoForm, async (c) => {
  const { revision, back } = c.req.valid('form');
  const result = await undo(c.var.ctx, { id: revision, onConflict: 'keep', isDryRun: false });
  const done: Report['done'] =
    result.undone === 0 ? 'nothing' : result.kept.length > 0 ? 'partial' : 'undone';
  return redirectTo(c, reportPath(nextPath(back), { done, undo: result.undoId }));
});
