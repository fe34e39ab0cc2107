/** The routes of one plug: create, read, update, delete, restore, convert. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { convertToContact } from '../../../core/plugs/convert-to-contact.ts';
import { createPlug } from '../../../core/plugs/create-plug.ts';
import { deletePlug, restorePlug } from '../../../core/plugs/delete-plug.ts';
import { readPlug } from '../../../core/plugs/read-plug.ts';
import { updatePlug } from '../../../core/plugs/update-plug.ts';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { isKnown, matchedTags, strongTag } from '../../../http/entity-tags.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../../http/openapi/documented-errors.ts';
import { emptyAnswer, jsonAnswer, jsonBody, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { conditionalHeaders } from '../../../http/wire-fields.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { routeGroup } from '../route-group.ts';
import { plugChanges } from './fields.ts';
import { renderPlug } from './render.ts';
import {
  convertPlugBody,
  convertPlugExample,
  createPlugBody,
  createPlugExample,
  createPlugHeaders,
  plugIdParam,
  updatePlugBody,
  updatePlugExample,
  updatePlugHeaders,
} from './request-schemas.ts';
import { contactExample, plugSchema, targetExample } from './response-schemas.ts';

const { router, failures } = routeGroup('plugs');
const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

/** The routes of one plug. */
export const plugRoutes = router;

const createPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs',
  operationId: 'createPlug',
  summary: 'Create a plug',
  description:
    'A plug with an e-mail address or a primary number, a company and a job title becomes a contact; any other becomes a target. Both types store all fields that were sent.',
  request: { ...jsonBody(createPlugBody, createPlugExample), headers: createPlugHeaders },
  responses: {
    201: jsonAnswer(plugSchema, 'The new plug', targetExample, 'Location', 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('first_name', 'first_name is required'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'IDEMPOTENCY_KEY_REUSED',
      'PLUG_QUOTA_EXCEEDED',
    ),
  },
});

router.openapi(createPlugRoute, async (c) => {
  const body = c.req.valid('json');
  const { ctx } = c.var;
  const sent = { ...plugChanges(body), firstName: body.first_name, lastName: body.last_name };
  const plug = await createPlug(ctx, { sent, idempotencyKey: c.req.valid('header')['Idempotency-Key'] });
  c.header('Location', `/api/v1/plugs/${plug.id}`);
  return c.json(tagged(c, plug), 201);
});

const readPlugRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}',
  operationId: 'readPlug',
  summary: 'Read a plug',
  request: { params: plugIdParam, headers: conditionalHeaders },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug', targetExample, 'ETag'),
    304: emptyAnswer('`If-None-Match` contains the current `ETag`', 'ETag'),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  },
});

router.openapi(readPlugRoute, async (c) => {
  const plug = await readPlug(c.var.ctx, c.req.valid('param'));
  const body = tagged(c, plug);
  const isUnchanged = isKnown(c.req.valid('header')['If-None-Match'], plug.etag);
  return isUnchanged ? c.body(null, 304) : c.json(body, 200);
});

const updatePlugRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/plugs/{id}',
  operationId: 'updatePlug',
  summary: 'Change a plug',
  description:
    'Absent fields stay unchanged, and `null` clears a field. `custom_data` is merged at its top level, where `null` removes a key. The type does not change; see convert.',
  request: {
    ...jsonBody(updatePlugBody, updatePlugExample),
    params: plugIdParam,
    headers: updatePlugHeaders,
  },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug after the change', targetExample, 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('email', 'email must be a valid email address'),
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'NOT_FOUND',
      'PRECONDITION_FAILED',
    ),
  },
});

router.openapi(updatePlugRoute, async (c) => {
  const { id } = c.req.valid('param');
  const ifMatch = matchedTags(c.req.valid('header')['If-Match'], 'strong');
  const plug = await updatePlug(c.var.ctx, { id, changes: plugChanges(c.req.valid('json')), ifMatch });
  return c.json(tagged(c, plug), 200);
});

const deletePlugRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/plugs/{id}',
  operationId: 'deletePlug',
  summary: 'Move a plug to the trash',
  request: { params: plugIdParam },
  responses: { 204: emptyAnswer('The plug is in the trash'), ...failures(BEARER_ERRORS, 'NOT_FOUND') },
});

router.openapi(deletePlugRoute, async (c) => {
  await deletePlug(c.var.ctx, c.req.valid('param'));
  return c.body(null, 204);
});

const restorePlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/restore',
  operationId: 'restorePlug',
  summary: 'Restore a plug from the trash',
  description: 'A plug that is not in the trash is returned unchanged.',
  request: { params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'The restored plug', targetExample, 'ETag'),
    ...failures(BEARER_ERRORS, 'DUPLICATE_CONTACT', 'DUPLICATE_TARGET', 'NOT_FOUND'),
  },
});

router.openapi(restorePlugRoute, async (c) => {
  return c.json(tagged(c, await restorePlug(c.var.ctx, c.req.valid('param'))), 200);
});

const convertPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/convert',
  operationId: 'convertPlug',
  summary: 'Convert a target into a contact',
  description:
    'The fields of the body are added to the plug. Of two parallel conversions of one plug, one succeeds.',
  middleware: [requireBearer, optionalBody] as const,
  request: { ...optionalJsonBody(convertPlugBody, convertPlugExample), params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'The contact', contactExample, 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('primary_number', 'primary_number must have 7 to 15 digits'),
      'DUPLICATE_CONTACT',
      'NOT_FOUND',
      'ALREADY_CONTACT',
      'NOT_CONVERTIBLE',
    ),
  },
});

router.openapi(convertPlugRoute, async (c) => {
  const { id } = c.req.valid('param');
  const changes = plugChanges(c.req.valid('json') ?? {});
  return c.json(tagged(c, await convertToContact(c.var.ctx, { id, changes })), 200);
});

/** The body of a plug. Sets the header `ETag`. */
function tagged(c: Context<AppEnv>, plug: PlugRow) {
  c.header('ETag', strongTag(plug.etag));
  return renderPlug(plug, userOf(c.get('ctx')).accountId);
}
