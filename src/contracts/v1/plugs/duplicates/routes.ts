/** The routes for duplicates: list the groups, and dismiss duplicates or undo their dismissal. */
import { createRoute } from '@hono/zod-openapi';
import { dismissDuplicates } from '../../../../core/plugs/duplicates/dismiss-duplicates.ts';
import { listDuplicates } from '../../../../core/plugs/duplicates/list-duplicates.ts';
import { userOf } from '../../../../core/request/access.ts';
import { requireBearer } from '../../../../http/bearer.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../../http/openapi/documented-errors.ts';
import { emptyResponse, jsonBody, jsonResponse } from '../../../../http/openapi/json-content.ts';
import { routeGroup } from '../../route-group.ts';
import { renderPlug } from '../render.ts';
import {
  dismissBody,
  dismissExample,
  duplicatesExample,
  duplicatesQuery,
  duplicatesSchema,
} from './schemas.ts';

const { router, failures } = routeGroup('plugs');

/** The routes for duplicates. They are mounted before `/plugs/{id}`, which also matches `/plugs/duplicates`. */
export const plugDuplicateRoutes = router;

const listRoute = createRoute({
  tags: ['Plugs'],
  security: [{ bearer: [] }],
  middleware: requireBearer,
  method: 'get',
  path: '/plugs/duplicates',
  operationId: 'listPlugDuplicates',
  summary: 'List duplicates',
  description:
    'Groups of plugs that can be the same person. Two plugs are connected if they have a common e-mail address, phone number, LinkedIn profile, Telegram account, or name and company, or similar names at one company. A group contains all plugs that are connected directly or through other plugs. Groups with only similar names are listed last. A dismissed pair is not connected.',
  request: { query: duplicatesQuery },
  responses: {
    200: jsonResponse(duplicatesSchema, 'One page', duplicatesExample),
    ...failures(BEARER_ERRORS, wrongField('limit', 'limit must be a whole number from 1 to 50')),
  },
});

router.openapi(listRoute, async (c) => {
  const { ctx } = c.var;
  const page = await listDuplicates(ctx, c.req.valid('query'));
  const groups = page.groups.map(({ plugs, ...group }) => ({
    ...group,
    plugs: plugs.map((plug) => renderPlug(plug, userOf(ctx).accountId)),
  }));
  return c.json({ groups, next_cursor: page.nextCursor, truncated: page.isTruncated }, 200);
});

const dismissRoute = createRoute({
  tags: ['Plugs'],
  security: [{ bearer: [] }],
  method: 'post',
  path: '/plugs/duplicates/dismiss',
  operationId: 'dismissPlugDuplicates',
  summary: 'Dismiss duplicates',
  description:
    'Records that plugs are not the same person, so that no pair of them is connected directly. The plugs can still be in one group through other plugs. `undo` deletes this record.',
  middleware: [requireBearer, limitBody()] as const,
  request: jsonBody(dismissBody, dismissExample),
  responses: {
    204: emptyResponse('The pairs are dismissed, or no longer dismissed'),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('ids', 'Send at most 21 ids'), 'NOT_FOUND'),
  },
});

router.openapi(dismissRoute, async (c) => {
  const { ids, undo: isUndo } = c.req.valid('json');
  await dismissDuplicates(c.var.ctx, { ids, isUndo });
  return c.body(null, 204);
});
