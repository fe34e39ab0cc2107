/** Accounts brought along from another system, by an administrator; app.ts lets this one body be larger. */
import { createRoute, z } from '@hono/zod-openapi';
import { importAccounts } from '../../core/import-accounts.ts';
import { countOutcomes } from '../../core/import-rows.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { bodyFailures, errorSchema } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { importRowSchema, readImportRow } from './import-row.ts';

const MAX_ROWS = 1000;
const USERS = 'users must be a list';

const outcome = z.enum(['created', 'updated', 'skipped']);

/** A row is read by itself: a wrong one is skipped, and says why. */
const importBody = z.object({
  users: z.array(z.unknown().openapi({ type: 'object', description: describeRow() }), USERS).max(MAX_ROWS, {
    error: `users must hold at most ${MAX_ROWS} rows`,
  }),
});

const importAnswer = z.object({
  results: z.array(z.object({ email: z.string(), outcome, why: z.string().optional() })),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
});

const importRoute = createRoute({
  tags: ['Administration'],
  security: [{ bearer: [] }],
  method: 'post',
  path: '/admin/users/import',
  middleware: requireBearer,
  request: jsonBody(importBody),
  responses: {
    200: jsonAnswer(importAnswer, 'What became of each row, in their order'),
    ...bodyFailures(401, 403),
    413: jsonAnswer(errorSchema, 'Body over 2 MiB'),
  },
});

/** The route of imports. */
export function importRoutes() {
  const router = newRouter();
  router.onError(renderErrors('device'));
  router.openapi(importRoute, async (c) => {
    const rows = c.req.valid('json').users.map(readImportRow);
    const results = await importAccounts(c.var.ctx, { rows });
    return c.json({ results, ...countOutcomes(results) }, 200);
  });
  return router;
}

function describeRow(): string {
  return `Fields: ${Object.keys(importRowSchema.shape).join(', ')}. All but email may be left out.`;
}
