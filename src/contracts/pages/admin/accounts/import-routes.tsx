/** The import of accounts from a file. */
import type { Context } from 'hono';
import { importAccounts } from '../../../../core/administration/import-accounts.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import * as z from '../../../../http/openapi/zod.ts';
import { newRouter } from '../../../../http/router.ts';
import { blankForm } from '../../form-state.ts';
import { type ShowForm, submit, validForm } from '../../forms.ts';
import { renderPage } from '../../render.ts';
import { readImportFile } from './import-file.ts';
import { ImportPage } from './import-page.tsx';
import { ACCOUNTS_PATH } from './list.tsx';

const PATH = `${ACCOUNTS_PATH}/import`;
const MAX_ROWS = 1_000;
const MAX_FILE_BYTES = 2 * 1024 * 1024;
/** The maximum number of bytes of a multipart body in addition to the content of the file. */
const MAX_OTHER_BYTES = 16 * 1024;
const NO_FILE = 'Choose a file with accounts.';

const importForm = z.object({
  file: z
    .instanceof(File, { error: NO_FILE })
    .refine((file) => file.size > 0, NO_FILE)
    .refine((file) => file.size <= MAX_FILE_BYTES, 'The file is larger than 2 MiB. Split it.'),
});

export const importPages = newRouter();

const show: ShowForm = (c, form, status) =>
  renderPage(
    c,
    'Import accounts',
    <ImportPage administrator={c.get('administrator')} form={form} report={null} />,
    status,
  );

importPages.get(PATH, (c) => show(c, blankForm(), 200));

importPages.post(PATH, limitBody(MAX_FILE_BYTES + MAX_OTHER_BYTES), validForm(importForm, show), (c) =>
  submit(c, show, () => importFile(c, c.req.valid('form').file)),
);

async function importFile(c: Context<AppEnv>, file: File): Promise<Response> {
  const rows = readImportFile(await file.text());
  if (rows.length === 0 || rows.length > MAX_ROWS) {
    const message =
      rows.length === 0 ? NO_FILE : `The file has ${rows.length} rows. Split it: at most 1,000 at once.`;
    return show(c, { ...blankForm(), problems: [{ field: 'file', message }] }, 422);
  }
  const results = await importAccounts(c.get('ctx'), { rows: rows.map(({ row }) => row) });
  const report = results.map((result, at) => ({ ...result, number: rows[at]?.number ?? 0 }));
  const page = <ImportPage administrator={c.get('administrator')} form={blankForm()} report={report} />;
  return renderPage(c, 'Import accounts', page);
}
