/** The routes that show the upload form with the list of imports, receive the upload, and show one import. */
import { bodyLimit } from 'hono/body-limit';
import { storeImportFile } from '../../../../core/plugs/exchange/import-file/import-file.ts';
import { readImport, readImportOverview } from '../../../../core/plugs/exchange/import-file/read-imports.ts';
import {
  MAX_FILE_BYTES,
  MAX_IMPORT_BODY_BYTES,
  readUploadedFile,
} from '../../../../core/plugs/exchange/uploaded-file.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { AppError } from '../../../../rules/app-error.ts';
import { renderingOf } from '../../errors.ts';
import { blankForm } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { redirectTo, renderPage } from '../../render.ts';
import { requirePageSession } from '../../session.ts';
import { ReportToast, reportOf } from '../contacts/write-report.tsx';
import { noticeOf } from '../notices.ts';
import { filePath, IMPORT_PATH } from './paths.ts';
import { ResultPage } from './result-page.tsx';
import { StartPage } from './start-page.tsx';

export const importStartPages = newRouter();

const IMPORTS_PER_PAGE = 20;
const NO_FILE_MESSAGE = 'Choose a file.';

/** If no file was chosen, browsers send an empty file without a name. */
const uploadForm = z.object({
  file: z
    .instanceof(File, { error: NO_FILE_MESSAGE })
    .refine(({ name, size }) => name !== '' || size > 0, NO_FILE_MESSAGE),
});

/** Shows the upload form and one page of the imports. After a rejected upload, the newest imports are shown. */
const showStartPage: ShowForm = async (c, form, status) => {
  const { ctx } = c.var;
  const cursor = c.req.method === 'GET' ? c.req.query('cursor') : undefined;
  const overview = await readImportOverview(ctx, { limit: IMPORTS_PER_PAGE, cursor });
  return renderPage(
    c,
    'Import contacts',
    <StartPage
      overview={overview}
      form={form}
      nowMs={ctx.nowMs}
      isFirstPage={cursor === undefined}
      toast={<ReportToast report={reportOf(c.req.query())} path={IMPORT_PATH} />}
    />,
    status,
  );
};

importStartPages.get(IMPORT_PATH, requirePageSession, async (c) => {
  const notice = noticeOf(c.req.query('notice'));
  try {
    return await showStartPage(c, { ...blankForm(), ...(notice && { message: notice }) }, 200);
  } catch (error) {
    // A link that a user has changed can contain an invalid cursor.
    if (error instanceof AppError && error.is('INVALID_INPUT')) return redirectTo(c, IMPORT_PATH);
    throw error;
  }
});

importStartPages.post(
  IMPORT_PATH,
  requirePageSession,
  bodyLimit({
    maxSize: MAX_IMPORT_BODY_BYTES,
    onError: async (c) => {
      const { status, text } = renderingOf(new AppError('FILE_TOO_LARGE', { maxBytes: MAX_FILE_BYTES }));
      return showStartPage(c, { ...blankForm(), message: { tone: 'danger', text } }, status);
    },
  }),
  validForm(uploadForm, showStartPage),
  (c) =>
    submit(c, showStartPage, async () => {
      const upload = await readUploadedFile(c.req.valid('form').file);
      return redirectTo(c, filePath(await storeImportFile(c.var.ctx, upload)));
    }),
);

importStartPages.get(`${IMPORT_PATH}/:id`, requirePageSession, async (c) => {
  const read = await readImport(c.var.ctx, c.req.param('id'));
  const page = <ResultPage read={read} writeReport={reportOf(c.req.query())} nowMs={c.var.ctx.nowMs} />;
  return renderPage(c, 'Import contacts', page);
});
