/** The route that exports plugs as a file. */
import { createRoute } from '@hono/zod-openapi';
import { exportPlugs } from '../../../../core/plugs/exchange/export/export-plugs.ts';
import { requireBearer } from '../../../../http/bearer.ts';
import { BEARER_ERRORS, wrongField } from '../../../../http/openapi/documented-errors.ts';
import { headerReferences } from '../../../../http/openapi/documented-headers.ts';
import { routeGroup } from '../../route-group.ts';
import { NO_EVENTS_MESSAGE } from '../event-field.ts';
import { listFilters } from '../queries.ts';
import { exportedFiles, exportQuery } from './schemas.ts';

const { router, failures } = routeGroup('plugs');

/** The route for exports. It is mounted before `/plugs/{id}`, which also matches `/plugs/export`. */
export const plugExportRoutes = router;

const exportRoute = createRoute({
  tags: ['Plugs'],
  middleware: requireBearer,
  security: [{ bearer: [] }],
  method: 'get',
  path: '/plugs/export',
  operationId: 'exportPlugs',
  summary: 'Export plugs as a file',
  description:
    'The plugs that match the filters of the list, the oldest first. The file is streamed. If the session ends or storage fails meanwhile, the response is cut off and the file must not be used. An import of a `csv`, `vcard` or `json` file with `on_duplicate=create` into an empty account creates the same plugs. In a CSV file, a cell that a spreadsheet would execute begins with an apostrophe, which the import removes.',
  request: { query: exportQuery },
  responses: {
    200: {
      description: 'The file',
      headers: headerReferences(['Content-Disposition']),
      content: exportedFiles,
    },
    ...failures(
      BEARER_ERRORS,
      wrongField('format', 'format must be one of csv, vcard, json, hubspot'),
      wrongField('event', NO_EVENTS_MESSAGE),
    ),
  },
});

router.openapi(exportRoute, async (c) => {
  const { format, version: vCardVersion, ...query } = c.req.valid('query');
  const input = { format, vCardVersion, filter: listFilters(query) };
  const { fileName, mediaType, body } = await exportPlugs(c.var.ctx, input);
  return c.body(body, 200, {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'no-store',
  });
});
