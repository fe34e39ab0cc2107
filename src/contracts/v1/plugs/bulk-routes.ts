/** The route that changes many plugs. */
import { createRoute } from '@hono/zod-openapi';
import type { BulkResult } from '../../../core/plugs/bulk/change-in-bulk.ts';
import { changeInBulk } from '../../../core/plugs/bulk/change-in-bulk.ts';
import { changeMatching } from '../../../core/plugs/bulk/change-matching.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { errorResponse } from '../errors.ts';
import { routeGroup } from '../route-group.ts';
import { bulkBody, bulkExample, bulkResultExample, bulkResultSchema } from './bulk-schemas.ts';
import { NO_EVENTS_MESSAGE } from './event-field.ts';

const { router, failures } = routeGroup('plugs');

/** The route that changes many plugs. */
export const plugBulkRoutes = router;

const bulkRoute = createRoute({
  tags: ['Plugs'],
  security: [{ bearer: [] }],
  method: 'post',
  path: '/plugs/bulk',
  operationId: 'changePlugsInBulk',
  summary: 'Change many plugs',
  description:
    'Changes up to 1,000 plugs by their ids, or up to 5,000 plugs by a filter. The changed plugs form one changeset, which can be undone. If a plug breaks a rule, only this plug fails. To delete by filter, send the number of matching plugs as `confirm`. If the action is interrupted, the changeset is `partial`, and the same request can be sent again; a deletion by filter then needs the new number as `confirm`.',
  middleware: [requireBearer, limitBody()] as const,
  request: jsonBody(bulkBody, bulkExample),
  responses: {
    200: jsonResponse(bulkResultSchema, 'The result of each plug', bulkResultExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('ids', 'Send at most 1000 ids'),
      wrongField('action', NO_EVENTS_MESSAGE),
      'CONFIRMATION_REQUIRED',
      'TOO_MANY_PLUGS',
    ),
  },
});

router.openapi(bulkRoute, async (c) => {
  const { ids = [], filter, action, confirm } = c.req.valid('json');
  const { ctx } = c.var;
  const result = filter
    ? await changeMatching(ctx, { filter, action, confirm })
    : await changeInBulk(ctx, { ids, action });
  return c.json(renderBulk(result, ctx.nowMs), 200);
});

function renderBulk({ results, ...counts }: BulkResult, nowMs: number) {
  const rendered = results.map(({ error, ...result }) => {
    if (!error) return result;
    const { code, message } = errorResponse(error, 'plugs', nowMs).body.error;
    return { ...result, error: { code, message } };
  });
  return { ...counts, results: rendered };
}
