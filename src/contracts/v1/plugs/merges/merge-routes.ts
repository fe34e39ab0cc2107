/** The routes for merges of plugs: merge, list merges, undo a merge. */
import { createRoute } from '@hono/zod-openapi';
import { listMerges, undoMerge } from '../../../../core/plugs/duplicates/merge/list-merges.ts';
import { type MergeResult, mergePlugs } from '../../../../core/plugs/duplicates/merge/merge-plugs.ts';
import { userOf } from '../../../../core/request/access.ts';
import { requireBearer } from '../../../../http/bearer.ts';
import { limitBody } from '../../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../../http/openapi/documented-errors.ts';
import { jsonBody, jsonResponse } from '../../../../http/openapi/json-content.ts';
import { isoTime } from '../../../../rules/iso-time.ts';
import { FIELD_NAMES, WRITABLE_NAMES } from '../../../../rules/plugs/fields/field-names.ts';
import type { ListedMerge, PlugOfMerge } from '../../../../store/plugs/merges/merges.ts';
import { routeGroup } from '../../route-group.ts';
import { undoResultSchema } from '../history-schemas.ts';
import { renderPlug } from '../render.ts';
import { renderUndo } from '../render-history.ts';
import {
  mergeBody,
  mergeExample,
  mergeListExample,
  mergeListQuery,
  mergeListSchema,
  mergeParam,
  mergeResultExample,
  mergeResultSchema,
  undoMergeExample,
} from './merge-schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes for merges. They are mounted before `/plugs/{id}`, which also matches `/plugs/merges`. */
export const plugMergeRoutes = router;

const mergeRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/merge',
  operationId: 'mergePlugs',
  summary: 'Merge plugs of one person',
  description:
    'The winner stays, and up to 20 other plugs are merged into it. Except for the choices in `fields`, the values of the winner stay. Its empty fields are filled from the other plugs, the last changed plug first. Names of different people are not combined. A further number fills an empty `secondary_number`. Tags are united and notes are joined. Custom data is united, with other values of a key under `merged`. The winner is a contact if any plug is. The merged plugs are moved to the trash with `merged_into`, and `GET /plugs/{id}` with their ids returns the winner. The merge is one changeset and can be undone for 90 days. A repeated merge is 409 `MERGED`.',
  middleware: [requireBearer, limitBody()] as const,
  request: jsonBody(mergeBody, mergeExample),
  responses: {
    200: jsonResponse(mergeResultSchema, 'The winner after the merge', mergeResultExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('loser_ids', 'Send at most 20 loser_ids'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'MERGED',
      'NOT_FOUND',
    ),
  },
});

router.openapi(mergeRoute, async (c) => {
  const { winner_id: winnerId, loser_ids: loserIds, dry_run: isDryRun, fields = {} } = c.req.valid('json');
  const chosenPlugs = WRITABLE_NAMES.flatMap((name) => {
    const id = fields[name];
    return id === undefined ? [] : [[FIELD_NAMES[name], id] as const];
  });
  const input = { winnerId, loserIds, isDryRun, fields: Object.fromEntries(chosenPlugs) };
  const { ctx } = c.var;
  return c.json(renderMerge(await mergePlugs(ctx, input), userOf(ctx).accountId), 200);
});

const listRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/merges',
  operationId: 'listPlugMerges',
  summary: 'List merges',
  description: 'The merges of the last 90 days, newest first.',
  request: { query: mergeListQuery },
  responses: {
    200: jsonResponse(mergeListSchema, 'One page', mergeListExample),
    ...failures(BEARER_ERRORS, wrongField('limit', 'limit must be a whole number from 1 to 100')),
  },
});

router.openapi(listRoute, async (c) => {
  const { merges, nextCursor } = await listMerges(c.var.ctx, c.req.valid('query'));
  return c.json({ items: merges.map(renderListedMerge), next_cursor: nextCursor }, 200);
});

const undoRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/merges/{merge_id}/undo',
  operationId: 'undoPlugMerge',
  summary: 'Undo a merge',
  description:
    'Restores the merged plugs, and the values of the winner from before the merge. A value of the winner that was changed later, and an old value that another plug has now, are not restored and are listed in `kept`. If a merged plug cannot be restored, nothing is undone, and `kept` of the error names the fields and plugs. A merge can be undone for 90 days.',
  request: { params: mergeParam },
  responses: {
    200: jsonResponse(undoResultSchema, 'The result', undoMergeExample),
    ...failures(BEARER_ERRORS, 'NOT_FOUND', 'UNDO_CONFLICT'),
  },
});

router.openapi(undoRoute, async (c) =>
  c.json(renderUndo(await undoMerge(c.var.ctx, c.req.valid('param').merge_id)), 200),
);

function renderMerge({ plug, mergeId, merged, keptInRecord }: MergeResult, accountId: string) {
  const kept = keptInRecord.map(({ plugId, field, value }) => ({ plug_id: plugId, field, value }));
  return { plug: renderPlug(plug, accountId), merge_id: mergeId, merged, kept_in_record: kept };
}

function renderListedMerge({ id, createdAtMs, winner, losers, undoneBy }: ListedMerge) {
  return {
    id,
    created_at: isoTime(createdAtMs),
    winner: renderNamedPlug(winner),
    losers: losers.map(renderNamedPlug),
    undone_by: undoneBy,
  };
}

function renderNamedPlug({ id, fullName }: PlugOfMerge) {
  return { id, full_name: fullName };
}
