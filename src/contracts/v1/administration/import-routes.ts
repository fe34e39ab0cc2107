/** Accounts brought along from another system, by an administrator; app.ts lets this one body be larger. */
import { createRoute } from '@hono/zod-openapi';
import { importAccounts } from '../../../core/administration/import-accounts.ts';
import { countOutcomes } from '../../../core/administration/import-rows.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonAnswer, jsonBody } from '../../../http/openapi/json-content.ts';
import { newRouter } from '../../../http/router.ts';
import { renderErrors } from '../errors.ts';
import { failuresOf } from '../route-group.ts';
import { IMPORT_EXAMPLES } from './import-examples.ts';
import { importRowSchema, readImportRow } from './import-row.ts';
import { importAnswer, importBody, ROW_NAME } from './import-schemas.ts';

const failures = failuresOf('device');

const importRoute = createRoute({
  tags: ['Administration'],
  security: [{ bearer: [] }],
  method: 'post',
  path: '/admin/users/import',
  middleware: requireBearer,
  operationId: 'importAccounts',
  summary: 'Bring accounts along from another system',
  description:
    'Each row stands for itself: one that is wrong is skipped, and says why. An account that is there already only gets what it lacks of names, phone, city, country, password and Plex id, the last two only when its address is verified or nobody has signed in to it yet. Importing again harms nothing. The body may be up to 2 MiB.',
  request: jsonBody(importBody, IMPORT_EXAMPLES.sent),
  responses: {
    200: jsonAnswer(importAnswer, 'What became of each row', IMPORT_EXAMPLES.answer),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('users', 'users must be a list'), 'FORBIDDEN'),
  },
});

/** The route of imports. */
export function importRoutes() {
  const router = newRouter();
  router.onError(renderErrors('device'));
  router.openAPIRegistry.register(ROW_NAME, importRowSchema);
  router.openapi(importRoute, async (c) => {
    const rows = c.req.valid('json').users.map(readImportRow);
    const results = await importAccounts(c.var.ctx, { rows });
    return c.json({ results, ...countOutcomes(results) }, 200);
  });
  return router;
}
