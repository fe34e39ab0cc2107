/**
 * The routes that preview, import and discard a stored file. The forms do not contain the file. The id of the file is
 * in the path.
 */
import type { Context } from 'hono';
import {
  deleteImportFile,
  setImportChoices,
} from '../../../../core/plugs/exchange/import-file/import-file.ts';
import { importStoredFile } from '../../../../core/plugs/exchange/import-file/import-stored-file.ts';
import { previewImportFile } from '../../../../core/plugs/exchange/import-file/preview-import-file.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppError } from '../../../../rules/app-error.ts';
import { FormMessages } from '../../components/messages.tsx';
import { blankForm } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { isPartial, redirectPageTo, redirectTo, renderPage, renderPart } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { reportPath } from '../contacts/write-report.tsx';
import { choiceFormValues, choicesForm } from './choices-form.ts';
import { OutcomeCounts, Outcomes } from './outcomes.tsx';
import { filePath, IMPORT_PATH, importPath } from './paths.ts';
import { PreviewPage } from './preview-page.tsx';

export const importFilePages = newRouter();

const FILE_PATH = filePath(':id');
const FILE_GONE_PATH = `${IMPORT_PATH}?notice=import-file-gone`;

/**
 * Shows the preview with the stored choices, and a rejected form with its sent values. If the file is imported, the
 * response is a redirect to the result. For htmx, only the messages of the rejected form are shown.
 */
const showPreview: ShowForm = async (c, form, status) => {
  if (isPartial(c)) {
    return renderPart(
      c,
      <div id="outcomes">
        <FormMessages form={form} />
      </div>,
      status,
    );
  }
  return redirectIfGone(c, async () => {
    const preview = await previewImportFile(c.var.ctx, fileIdOf(c));
    if (preview.kind === 'imported') return redirectTo(c, importPath(preview.importId));
    const values = { ...choiceFormValues(preview.file.choices), ...form.values };
    return renderPage(
      c,
      'Import contacts',
      <PreviewPage preview={preview} form={{ ...form, values }} />,
      status,
    );
  });
};

importFilePages.get(FILE_PATH, requirePageSession, (c) => showPreview(c, blankForm(), 200));

/**
 * Checks and stores the choices. If the import has begun, the choices are ignored. htmx replaces only the outcomes and
 * the counts. Without htmx, or if the file is already imported, the browser is redirected to the path of the preview.
 * For an imported file, this path redirects to the result.
 */
importFilePages.post(FILE_PATH, requirePageSession, validForm(choicesForm, showPreview), (c) =>
  redirectIfGone(c, () =>
    submit(c, showPreview, async () => {
      const { ctx } = c.var;
      const choices = c.req.valid('form');
      const id = fileIdOf(c);
      const preview = await previewImportFile(ctx, id, choices);
      if (preview.kind === 'preview') await setImportChoices(ctx, id, choices);
      if (preview.kind === 'imported' || !isPartial(c)) return redirectPageTo(c, filePath(id));
      return renderPart(
        c,
        <>
          <Outcomes preview={preview} />
          <hx-partial hx-target="#counts" hx-swap="outerHTML">
            <OutcomeCounts preview={preview} />
          </hx-partial>
        </>,
      );
    }),
  ),
);

/**
 * Imports the file and redirects the browser to the result. If the import is interrupted, the browser returns to the
 * preview, where the user can continue.
 */
importFilePages.post(`${FILE_PATH}/import`, requirePageSession, validForm(choicesForm, showPreview), (c) =>
  redirectIfGone(c, () =>
    submit(c, showPreview, async () => {
      const id = fileIdOf(c);
      const { importId, isComplete, imported } = await importStoredFile(c.var.ctx, id, c.req.valid('form'));
      if (!isComplete) return redirectTo(c, filePath(id));
      const path = importPath(importId);
      return redirectTo(
        c,
        imported > 0 ? reportPath(path, { done: 'imported', count: imported, undo: importId }) : path,
      );
    }),
  ),
);

importFilePages.post(`${FILE_PATH}/cancel`, requirePageSession, async (c) => {
  await deleteImportFile(c.var.ctx, fileIdOf(c));
  return redirectTo(c, `${IMPORT_PATH}?notice=import-discarded`);
});

/**
 * Runs a handler. If the user has no stored file with this id, the browser is redirected to the upload form with a
 * notice. For example, the file has expired, or was replaced or deleted.
 */
async function redirectIfGone(
  c: Context<AppEnv>,
  handle: () => Promise<Response> | Response,
): Promise<Response> {
  try {
    return await handle();
  } catch (error) {
    if (!(error instanceof AppError && error.is('NOT_FOUND'))) throw error;
    return redirectPageTo(c, FILE_GONE_PATH);
  }
}

function fileIdOf(c: Context<AppEnv>): string {
  return c.req.param('id') ?? '';
}
