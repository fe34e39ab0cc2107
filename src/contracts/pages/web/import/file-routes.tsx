/** The preview of a stored file, and its import. The forms contain only the id of the file and the choices. */
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
import { isPartial, redirectTo, renderPage, renderPart } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { reportPath } from '../contacts/write-report.tsx';
import { choicesForm, typedChoices } from './choices-form.ts';
import { OutcomeCounts, Outcomes } from './outcomes.tsx';
import { filePath, IMPORT_PATH, importPath } from './paths.ts';
import { PreviewPage } from './preview-page.tsx';

export const importFilePages = newRouter();

const FILE = filePath(':id');
const FILE_GONE_PATH = `${IMPORT_PATH}?notice=import-file-gone`;

/** Shows the preview with the stored choices, or only the problems of the sent choices for htmx. */
const show: ShowForm = async (c, form, status) => {
  if (isPartial(c)) {
    return renderPart(
      c,
      <div id="outcomes">
        <FormMessages form={form} />
      </div>,
      status,
    );
  }
  const preview = await previewImportFile(c.var.ctx, idOf(c));
  if (preview.kind === 'imported') return redirectTo(c, importPath(preview.importId));
  const values = { ...typedChoices(preview.file.choices), ...form.values };
  return renderPage(
    c,
    'Import contacts',
    <PreviewPage preview={preview} form={{ ...form, values }} />,
    status,
  );
};

importFilePages.get(FILE, requirePageSession, (c) => withFile(c, () => show(c, blankForm(), 200)));

importFilePages.post(FILE, requirePageSession, validForm(choicesForm, show), (c) =>
  withFile(c, () =>
    submit(c, show, async () => {
      const { ctx } = c.var;
      const choices = c.req.valid('form');
      const id = idOf(c);
      const preview = await previewImportFile(ctx, id, choices);
      if (preview.kind === 'preview') await setImportChoices(ctx, id, choices);
      if (preview.kind === 'imported' || !isPartial(c)) return redirectTo(c, filePath(id));
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

importFilePages.post(`${FILE}/import`, requirePageSession, validForm(choicesForm, show), (c) =>
  withFile(c, () =>
    submit(c, show, async () => {
      const id = idOf(c);
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

importFilePages.post(`${FILE}/cancel`, requirePageSession, async (c) => {
  await deleteImportFile(c.var.ctx, idOf(c));
  return redirectTo(c, `${IMPORT_PATH}?notice=import-discarded`);
});

/** A file that has expired or was replaced leads to the upload form with an explanation. */
async function withFile(c: Context<AppEnv>, act: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError && error.is('NOT_FOUND'))) throw error;
    if (!isPartial(c)) return redirectTo(c, FILE_GONE_PATH);
    c.header('HX-Redirect', FILE_GONE_PATH);
    return c.body(null, 200);
  }
}

function idOf(c: Context<AppEnv>): string {
  return c.req.param('id') ?? '';
}
