/** One plug at a time: create, read, update, convert, delete, restore. */
import type { Context } from 'hono';
import { convertToContact } from '../../../core/plugs/convert-to-contact.ts';
import { createPlug } from '../../../core/plugs/create-plug.ts';
import { deletePlug, restorePlug } from '../../../core/plugs/delete-plug.ts';
import { readPlug } from '../../../core/plugs/read-plug.ts';
import { updatePlug } from '../../../core/plugs/update-plug.ts';
import { userOf } from '../../../core/request/access.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { isKnown, matchedTags, strongTag } from '../../../http/entity-tags.ts';
import { newRouter } from '../../../http/router.ts';
import type { PlugRow } from '../../../store/plugs/plugs.ts';
import { renderErrors } from '../errors.ts';
import {
  convertPlugRoute,
  createPlugRoute,
  deletePlugRoute,
  readPlugRoute,
  restorePlugRoute,
  updatePlugRoute,
} from './definitions.ts';
import { renderPlug } from './render.ts';
import { plugChanges } from './schemas.ts';

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
    const isUnchanged = isKnown(c.req.valid('header')['If-None-Match'], plug.etag);
    return isUnchanged ? c.body(null, 304) : c.json(body, 200);
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

/** The plug as the wire shows it, its etag in `ETag`. */
function tagged(c: Context<AppEnv>, plug: PlugRow) {
  c.header('ETag', strongTag(plug.etag));
  return renderPlug(plug, userOf(c.get('ctx')).accountId);
}
