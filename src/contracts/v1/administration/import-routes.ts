/** The route that imports accounts from another system, for administrators. */
import { createRoute } from '@hono/zod-openapi';
import { importAccounts } from '../../../core/administration/import-accounts.ts';
import { countOutcomes } from '../../../core/administration/import-rows.ts';
import { requireAdmin } from '../../../http/bearer.ts';
import { importRowSchema, readImportRow } from '../../../http/fields/import-row.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { ADMIN_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { routeGroup } from '../route-group.ts';
import {
  importBody,
  importExample,
  importResponse,
  importResponseExample,
  ROW_SCHEMA_NAME,
} from './import-schemas.ts';

const MAX_IMPORT_BYTES = 2 * 1024 * 1024;

const { router, failures } = routeGroup('device');
router.openAPIRegistry.register(ROW_SCHEMA_NAME, importRowSchema);

/** The route that imports accounts. */
export const importRoutes = router;

const importRoute = createRoute({
  tags: ['Administration'],
  security: [{ bearer: [] }],
  method: 'post',
  path: '/admin/users/import',
  middleware: [requireAdmin, limitBody(MAX_IMPORT_BYTES)] as const,
  operationId: 'importAccounts',
  summary: 'Import accounts from another system',
  description:
    'A row is skipped, for example, if it is invalid, has the e-mail address of an earlier row or the Plex id of another account, or adds nothing to an existing account; `why` states the reason. The other rows are still imported. In an existing account, only empty fields are set: names, phone, city, country, password and Plex id. They are set only if the e-mail address of the account is verified or if no user has signed in to the account yet. Importing the same rows again changes nothing. The body may be up to 2 MiB.',
  request: jsonBody(importBody, importExample),
  responses: {
    200: jsonResponse(importResponse, 'The outcome of each row', importResponseExample),
    ...failures(ADMIN_ERRORS, BODY_ERRORS, wrongField('users', 'users must be a list')),
  },
});

router.openapi(importRoute, async (c) => {
  const rows = c.req.valid('json').users.map(readImportRow);
  const results = await importAccounts(c.var.ctx, { rows });
  return c.json({ results, ...countOutcomes(results) }, 200);
});
