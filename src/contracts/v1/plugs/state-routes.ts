/** The routes that change the state of a plug: delete, restore and convert. */
import { createRoute } from '@hono/zod-openapi';
import { convertToContact } from '../../../core/plugs/convert-to-contact.ts';
import { deletePlug, erasePlug, restorePlug } from '../../../core/plugs/delete-plug.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { conditionsOf, writeConditions } from '../../../http/entity-tags.ts';
import { limitBody, MAX_PLUG_BODY_BYTES } from '../../../http/limit-body.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { emptyResponse, jsonResponse, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { routeGroup } from '../route-group.ts';
import { plugChanges } from './fields.ts';
import { rejectLossyCustomData } from './reject-lossy-custom-data.ts';
import { renderWrittenPlug, setRevisionHeader } from './render-with-headers.ts';
import { convertPlugBody, convertPlugExample, deletePlugQuery, plugIdParam } from './request-schemas.ts';
import { contactExample, plugSchema, targetExample } from './response-schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes that delete, restore and convert one plug. */
export const plugStateRoutes = router;

const deletePlugRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/plugs/{id}',
  operationId: 'deletePlug',
  summary: 'Move a plug to the trash',
  description:
    'With `permanent=true`, permanently deletes a plug that is in the trash. The trash keeps plugs for 90 days.',
  request: { params: plugIdParam, query: deletePlugQuery, headers: writeConditions },
  responses: {
    204: emptyResponse('The plug is in the trash, or permanently deleted', 'X-Revision'),
    ...failures(
      BEARER_ERRORS,
      wrongField('permanent', 'permanent must be true or false'),
      'MERGED',
      'NOT_FOUND',
      'PRECONDITION_FAILED',
    ),
  },
});

router.openapi(deletePlugRoute, async (c) => {
  const reference = { ...c.req.valid('param'), conditions: conditionsOf(c.req.valid('header')) };
  if (c.req.valid('query').permanent) await erasePlug(c.var.ctx, reference);
  else setRevisionHeader(c, await deletePlug(c.var.ctx, reference));
  return c.body(null, 204);
});

const restorePlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/restore',
  operationId: 'restorePlug',
  summary: 'Restore a plug from the trash',
  description:
    'A plug that is not in the trash is returned unchanged. A plug that was merged is restored by the undo of the merge.',
  request: { params: plugIdParam, headers: writeConditions },
  responses: {
    200: jsonResponse(plugSchema, 'The restored plug', targetExample, 'ETag', 'Last-Modified', 'X-Revision'),
    ...failures(
      BEARER_ERRORS,
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'MERGED',
      'NOT_FOUND',
      'PRECONDITION_FAILED',
    ),
  },
});

router.openapi(restorePlugRoute, async (c) => {
  const reference = { ...c.req.valid('param'), conditions: conditionsOf(c.req.valid('header')) };
  return c.json(renderWrittenPlug(c, await restorePlug(c.var.ctx, reference)), 200);
});

const convertPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/convert',
  operationId: 'convertPlug',
  summary: 'Convert a target into a contact',
  description:
    'The fields of the body replace the fields of the plug. `null` and a blank text change nothing, tags are added, and `custom_data` is merged at its top level. Only one of two parallel conversions of one plug succeeds. The body may be up to 384 KiB.',
  middleware: [requireBearer, limitBody(MAX_PLUG_BODY_BYTES), optionalBody] as const,
  request: {
    ...optionalJsonBody(convertPlugBody, convertPlugExample),
    params: plugIdParam,
    headers: writeConditions,
  },
  responses: {
    200: jsonResponse(plugSchema, 'The contact', contactExample, 'ETag', 'Last-Modified', 'X-Revision'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('primary_number', 'primary_number must have 7 to 15 digits'),
      'DUPLICATE_CONTACT',
      'MERGED',
      'NOT_FOUND',
      'ALREADY_CONTACT',
      'NOT_CONVERTIBLE',
      'PRECONDITION_FAILED',
    ),
  },
});

router.openapi(
  convertPlugRoute,
  async (c) => {
    const { id } = c.req.valid('param');
    const additions = plugChanges(c.req.valid('json') ?? {});
    const conditions = conditionsOf(c.req.valid('header'));
    return c.json(
      renderWrittenPlug(c, await convertToContact(c.var.ctx, { id, additions, conditions })),
      200,
    );
  },
  rejectLossyCustomData,
);
