/** One plug at a time: create, read, update, convert, delete, restore. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { userOf } from '../../core/access.ts';
import { convertToContact } from '../../core/plugs/convert-to-contact.ts';
import { createPlug } from '../../core/plugs/create-plug.ts';
import { deletePlug, restorePlug } from '../../core/plugs/delete-plug.ts';
import { readPlug } from '../../core/plugs/read-plug.ts';
import { updatePlug } from '../../core/plugs/update-plug.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireBearer } from '../../http/bearer.ts';
import { matchedTags, strongTag } from '../../http/entity-tags.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { newRouter } from '../../http/router.ts';
import type { PlugRow } from '../../store/plugs.ts';
import { bodyFailures, failures } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { plugIdParam } from './plug-id.ts';
import { convertPlugBody, createPlugBody, plugChanges, plugSchema, updatePlugBody } from './plug-schemas.ts';
import { renderPlug } from './render-plug.ts';

const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };

const createHeaders = z.object({
  'idempotency-key': z.string().min(1).max(255, 'Idempotency-Key must be at most 255 characters').optional(),
});

const createPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs',
  request: { ...jsonBody(createPlugBody), headers: createHeaders },
  responses: { 201: jsonAnswer(plugSchema, 'The new plug; `Location` names it'), ...bodyFailures(401, 409) },
});

const readPlugRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}',
  request: { params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug, with its `ETag`'),
    304: { description: '`If-None-Match` holds the current `ETag`' },
    ...failures(401, 404),
  },
});

const updatePlugRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/plugs/{id}',
  request: { ...jsonBody(updatePlugBody), params: plugIdParam },
  responses: { 200: jsonAnswer(plugSchema, 'The plug as it is now'), ...bodyFailures(401, 404, 412) },
});

const deletePlugRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/plugs/{id}',
  request: { params: plugIdParam },
  responses: { 204: { description: 'In the trash' }, ...failures(401, 404) },
});

const restorePlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/restore',
  request: { params: plugIdParam },
  responses: { 200: jsonAnswer(plugSchema, 'Out of the trash'), ...failures(400, 401, 404) },
});

const convertPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/convert',
  middleware: [requireBearer, optionalBody] as const,
  request: {
    params: plugIdParam,
    body: { content: { 'application/json': { schema: convertPlugBody } } },
  },
  responses: { 200: jsonAnswer(plugSchema, 'The contact'), ...bodyFailures(401, 404, 422) },
});

/** The routes of one plug. */
export function plugRoutes() {
  const router = newRouter();
  router.onError(renderErrors('plugs'));
  router.openapi(createPlugRoute, async (c) => {
    const body = c.req.valid('json');
    const { ctx } = c.var;
    const sent = { ...plugChanges(body), firstName: body.first_name, lastName: body.last_name };
    const plug = await createPlug(ctx, { sent, idempotencyKey: c.req.valid('header')['idempotency-key'] });
    c.header('Location', `/api/v1/plugs/${plug.id}`);
    return c.json(tagged(c, plug), 201);
  });
  router.openapi(readPlugRoute, async (c) => {
    const plug = await readPlug(c.var.ctx, c.req.valid('param'));
    const body = tagged(c, plug);
    const known = matchedTags(c.req.header('If-None-Match'), 'weak');
    return known?.some((tag) => tag === '*' || tag === plug.revision) ? c.body(null, 304) : c.json(body, 200);
  });
  router.openapi(updatePlugRoute, async (c) => {
    const { id } = c.req.valid('param');
    const ifMatch = matchedTags(c.req.header('If-Match'), 'strong');
    const plug = await updatePlug(c.var.ctx, { id, changes: plugChanges(c.req.valid('json')), ifMatch });
    return c.json(tagged(c, plug), 200);
  });
  router.openapi(deletePlugRoute, async (c) => {
    await deletePlug(c.var.ctx, c.req.valid('param'));
    return c.body(null, 204);
  });
  router.openapi(restorePlugRoute, async (c) => {
    return c.json(tagged(c, await restorePlug(c.var.ctx, c.req.valid('param'))), 200);
  });
  router.openapi(convertPlugRoute, async (c) => {
    const { id } = c.req.valid('param');
    const changes = plugChanges(c.req.valid('json') ?? {});
    return c.json(tagged(c, await convertToContact(c.var.ctx, { id, changes })), 200);
  });
  return router;
}

/** The plug as the wire shows it, its revision in `ETag`. */
function tagged(c: Context<AppEnv>, plug: PlugRow) {
  c.header('ETag', strongTag(plug.revision));
  return renderPlug(plug, userOf(c.get('ctx')).accountId);
}
