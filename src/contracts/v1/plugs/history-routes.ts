/** The routes for the history of plugs: the revisions of one plug, and undo. */
import { createRoute } from '@hono/zod-openapi';
import { listHistory } from '../../../core/plugs/history/list-history.ts';
import { undo } from '../../../core/plugs/history/undo.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { limitBody } from '../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { jsonResponse, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { seqOf } from '../../../rules/plugs/history/revision-number.ts';
import { routeGroup } from '../route-group.ts';
import {
  historyExample,
  historyQuery,
  historySchema,
  undoBody,
  undoExample,
  undoParam,
  undoResultExample,
  undoResultSchema,
} from './history-schemas.ts';
import { renderHistory, renderUndo } from './render-history.ts';
import { plugIdParam } from './request-schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes for the history of plugs. */
export const plugHistoryRoutes = router;

const historyRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}/history',
  operationId: 'listPlugHistory',
  summary: 'List the revisions of a plug',
  description:
    'Every write that changes a plug is one revision. Revisions are kept for 90 days. The newest revision is listed first. The plug may be in the trash.',
  request: { params: plugIdParam, query: historyQuery },
  responses: {
    200: jsonResponse(historySchema, 'One page', historyExample),
    ...failures(
      BEARER_ERRORS,
      wrongField('limit', 'limit must be a whole number from 1 to 100'),
      'NOT_FOUND',
    ),
  },
});

router.openapi(historyRoute, async (c) => {
  const input = { ...c.req.valid('param'), ...c.req.valid('query') };
  return c.json(renderHistory(await listHistory(c.var.ctx, input)), 200);
});

const undoRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/history/{id}/undo',
  operationId: 'undoPlugRevision',
  summary: 'Undo a revision or a changeset',
  description:
    'Restores the values from before the revision, field by field. By default, a value that was changed later is not restored and is listed in `kept` (see `on_conflict`). Tags are restored one by one, and `custom_data` key by key. If the revision added text to `notes` or `connect_reason`, this text is removed, also if the field was edited later and contains the text exactly once and not as a part of a word. The undo of a creation moves the plug to the trash; if the plug was edited later, this needs `on_conflict: overwrite`. The undo of a deletion restores the plug. The undo of a conversion makes the contact a target again. An undo is itself a revision or a changeset, so it can be undone. A changeset may have at most 5,000 plugs. The undo of a merge restores all merged plugs or nothing.',
  middleware: [requireBearer, limitBody(), optionalBody] as const,
  request: { ...optionalJsonBody(undoBody, undoExample), params: undoParam },
  responses: {
    200: jsonResponse(undoResultSchema, 'The result', undoResultExample, 'X-Revision'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('on_conflict', 'on_conflict must be one of keep, refuse, overwrite'),
      'MERGED',
      'NOT_FOUND',
      'UNDO_CONFLICT',
      'TOO_MANY_PLUGS',
    ),
  },
});

router.openapi(undoRoute, async (c) => {
  const { fields, on_conflict: onConflict = 'keep', dry_run: isDryRun = false } = c.req.valid('json') ?? {};
  const result = await undo(c.var.ctx, { ...c.req.valid('param'), fields, onConflict, isDryRun });
  if (result.undoId !== null && seqOf(result.undoId) !== null) c.header('X-Revision', result.undoId);
  return c.json(renderUndo(result), 200);
});
