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
import { BEARER_ERRORS, BODY_ERRORS } from '../../http/documented-errors.ts';
import { matchedTags, strongTag } from '../../http/entity-tags.ts';
import { emptyAnswer, jsonAnswer, jsonBody, optionalJsonBody } from '../../http/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { newRouter } from '../../http/router.ts';
import type { PlugRow } from '../../store/plugs.ts';
import { failuresOf } from './error-schema.ts';
import { renderErrors } from './errors.ts';
import { PLUG_EXAMPLES } from './plug-examples.ts';
import { plugIdParam } from './plug-id.ts';
import { convertPlugBody, createPlugBody, plugChanges, plugSchema, updatePlugBody } from './plug-schemas.ts';
import { renderPlug } from './render-plug.ts';

const shared = { tags: ['Plugs'], middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('plugs');
const { target, contact, sent, changes, details } = PLUG_EXAMPLES;

const createHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255, 'Idempotency-Key must be at most 255 characters')
    .optional()
    .openapi({
      description: 'Of your making, one for each plug: a retry within 24 hours creates nothing again',
    }),
});

const createPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs',
  operationId: 'createPlug',
  summary: 'Create a plug',
  description:
    'A contact when it has an e-mail address or a primary number, a company and a job title; else a target. Nothing that was sent is dropped on either.',
  request: { ...jsonBody(createPlugBody, sent), headers: createHeaders },
  responses: {
    201: jsonAnswer(plugSchema, 'The new plug', target, 'Location', 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'IDEMPOTENCY_KEY_REUSED',
    ),
  },
});

const readPlugRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/plugs/{id}',
  operationId: 'readPlug',
  summary: 'One plug',
  request: {
    params: plugIdParam,
    headers: z.object({
      'If-None-Match': z.string().optional().openapi({ description: 'Revisions that are known already' }),
    }),
  },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug', target, 'ETag'),
    304: emptyAnswer('`If-None-Match` holds the current `ETag`', 'ETag'),
    ...failures(BEARER_ERRORS, 'NOT_FOUND'),
  },
});

const updatePlugRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/plugs/{id}',
  operationId: 'updatePlug',
  summary: 'Change a plug',
  description:
    'Fields that are absent stay, `null` clears. `custom_data` is merged at its top level, where `null` removes a key. The type stays as it is: see convert.',
  request: {
    ...jsonBody(updatePlugBody, changes),
    params: plugIdParam,
    headers: z.object({
      'If-Match': z.string().optional().openapi({ description: 'The revision that this change was made of' }),
    }),
  },
  responses: {
    200: jsonAnswer(plugSchema, 'The plug as it is now', target, 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      'DUPLICATE_CONTACT',
      'DUPLICATE_TARGET',
      'NOT_FOUND',
      'PRECONDITION_FAILED',
    ),
  },
});

const deletePlugRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/plugs/{id}',
  operationId: 'deletePlug',
  summary: 'Put a plug into the trash',
  request: { params: plugIdParam },
  responses: { 204: emptyAnswer('In the trash'), ...failures(BEARER_ERRORS, 'NOT_FOUND') },
});

const restorePlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/restore',
  operationId: 'restorePlug',
  summary: 'Take a plug out of the trash',
  request: { params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'Out of the trash', target, 'ETag'),
    ...failures(BEARER_ERRORS, 'DUPLICATE_CONTACT', 'DUPLICATE_TARGET', 'NOT_FOUND'),
  },
});

const convertPlugRoute = createRoute({
  ...shared,
  method: 'post',
  path: '/plugs/{id}/convert',
  operationId: 'convertPlug',
  summary: 'Make a target a contact',
  description: 'Takes along what the body adds. Of two converts at once one succeeds.',
  middleware: [requireBearer, optionalBody] as const,
  request: { ...optionalJsonBody(convertPlugBody, details), params: plugIdParam },
  responses: {
    200: jsonAnswer(plugSchema, 'The contact', contact, 'ETag'),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      'DUPLICATE_CONTACT',
      'NOT_FOUND',
      'ALREADY_CONTACT',
      'NOT_CONVERTIBLE',
    ),
  },
});

/** The routes of one plug. */
export function plugRoutes() {
  const router = newRouter();
  router.onError(renderErrors('plugs'));
  router.openapi(createPlugRoute, async (c) => {
    const body = c.req.valid('json');
    const { ctx } = c.var;
    const sent = { ...plugChanges(body), firstName: body.first_name, lastName: body.last_name };
    const plug = await createPlug(ctx, { sent, idempotencyKey: c.req.valid('header')['Idempotency-Key'] });
    c.header('Location', `/api/v1/plugs/${plug.id}`);
    return c.json(tagged(c, plug), 201);
  });
  router.openapi(readPlugRoute, async (c) => {
    const plug = await readPlug(c.var.ctx, c.req.valid('param'));
    const body = tagged(c, plug);
    const known = matchedTags(c.req.valid('header')['If-None-Match'], 'weak');
    return known?.some((tag) => tag === '*' || tag === plug.revision) ? c.body(null, 304) : c.json(body, 200);
  });
  router.openapi(updatePlugRoute, async (c) => {
    const { id } = c.req.valid('param');
    const ifMatch = matchedTags(c.req.valid('header')['If-Match'], 'strong');
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
