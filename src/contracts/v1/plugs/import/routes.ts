/** The routes for imports of contacts: import a file, list imports, undo an import. */
import { createRoute } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { importContacts } from '../../../../core/plugs/exchange/import/import-contacts.ts';
import { listImports, undoImport } from '../../../../core/plugs/exchange/import/list-imports.ts';
import { MAX_IMPORT_BODY_BYTES, rejectLargeFile } from '../../../../core/plugs/exchange/uploaded-file.ts';
import { requireBearer } from '../../../../http/bearer.ts';
import { BEARER_ERRORS, wrongField } from '../../../../http/openapi/documented-errors.ts';
import { jsonResponse } from '../../../../http/openapi/json-content.ts';
import { routeGroup } from '../../route-group.ts';
import { undoResultSchema } from '../history-schemas.ts';
import { renderUndo } from '../render-history.ts';
import { renderImportReport, renderImports } from './render.ts';
import {
  importListExample,
  importListSchema,
  importReportExample,
  importReportSchema,
  undoImportExample,
} from './report-schemas.ts';
import { readSentFile } from './request.ts';
import {
  IMPORT_FILES,
  importHeaders,
  importListQuery,
  importParam,
  importQuery,
  importRequestBody,
} from './request-schemas.ts';

const { router, failures } = routeGroup('plugs');
for (const [name, schema] of Object.entries(IMPORT_FILES)) router.openAPIRegistry.register(name, schema);
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes for imports. They are mounted before `/plugs/{id}`, which also matches `/plugs/imports`. */
export const plugImportRoutes = router;

const importRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/import',
  operationId: 'importPlugs',
  summary: 'Import contacts from a file',
  description:
    'Reads CSV (of Google Contacts, Outlook, Apple, HubSpot, LinkedIn and others), vCard 2.1, 3.0 and 4.0, and JSON. The file is the body, or the part `file` of a form. The file has at most 5 MiB and 5,000 entries. An entry fails if it cannot be read, or if it has no name, no company, no e-mail address and no number. Values that break a rule and values of unknown columns are stored in `custom_data` or `notes`, up to the limits of these fields. The import is one changeset and can be undone for 90 days.',
  middleware: [
    requireBearer,
    bodyLimit({ maxSize: MAX_IMPORT_BODY_BYTES, onError: rejectLargeFile }),
  ] as const,
  request: { query: importQuery, headers: importHeaders },
  requestBody: importRequestBody,
  responses: {
    200: jsonResponse(importReportSchema, 'The outcome of each entry', importReportExample),
    ...failures(
      BEARER_ERRORS,
      wrongField('mapping', 'mapping names the column "Firma", which the file does not have'),
      'FILE_TOO_LARGE',
      'FILE_TYPE_UNSUPPORTED',
      'TOO_MANY_ENTRIES',
      'PLUG_QUOTA_EXCEEDED',
      'IDEMPOTENCY_KEY_REUSED',
    ),
  },
});

router.openapi(importRoute, async (c) => {
  const { dry_run: isDryRun, on_duplicate: onDuplicate, tags = [], mapping } = c.req.valid('query');
  const { 'Idempotency-Key': idempotencyKey } = c.req.valid('header');
  const sent = await readSentFile(c);
  const input = { ...sent, isDryRun, onDuplicate, tags, mapping, idempotencyKey };
  return c.json(renderImportReport(await importContacts(c.var.ctx, input)), 200);
});

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/imports',
  operationId: 'listPlugImports',
  summary: 'List imports',
  description: 'The imports of the last 90 days, newest first. A preview is not listed.',
  request: { query: importListQuery },
  responses: {
    200: jsonResponse(importListSchema, 'One page', importListExample),
    ...failures(BEARER_ERRORS, wrongField('limit', 'limit must be a whole number from 1 to 100')),
  },
});

router.openapi(listRoute, async (c) =>
  c.json(renderImports(await listImports(c.var.ctx, c.req.valid('query'))), 200),
);

const undoRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/imports/{id}/undo',
  operationId: 'undoPlugImport',
  summary: 'Undo an import',
  description:
    'Moves the plugs that the import created to the trash, and restores the earlier values of the plugs that it updated. Plugs and values that were edited later are not changed and are listed in `kept`. An import can be undone for 90 days.',
  request: { params: importParam },
  responses: {
    200: jsonResponse(undoResultSchema, 'The result', undoImportExample),
    ...failures(BEARER_ERRORS, 'NOT_FOUND', 'TOO_MANY_PLUGS'),
  },
});

router.openapi(undoRoute, async (c) =>
  c.json(renderUndo(await undoImport(c.var.ctx, c.req.valid('param').id)), 200),
);
