/** The route that exports contacts as a file. Its query contains the format, the search and the filters of the list. */
import { EXPORT_FORMATS, exportPlugs } from '../../../../../core/plugs/exchange/export/export-plugs.ts';
import { newRouter } from '../../../../../http/router.ts';
import { AppError } from '../../../../../rules/app-error.ts';
import { requirePageSession } from '../../../session.ts';
import { filtersOf, listStateOf } from '../list/list-state.ts';
import { EXPORT_PATH } from './export-paths.ts';

export const exportPages = newRouter();

exportPages.get(EXPORT_PATH, requirePageSession, async (c) => {
  const format = EXPORT_FORMATS.find((each) => each === c.req.query('format'));
  if (!format) throw new AppError('NOT_FOUND');
  const state = listStateOf(c.req.query());
  const filter = { filters: filtersOf(state) };
  const { fileName, mediaType, body } = await exportPlugs(c.var.ctx, { format, filter, typed: state.q });
  return c.body(body, 200, {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${fileName}"`,
  });
});
