/** The route of the devices client that returns the caller's account. */
import { createRoute } from '@hono/zod-openapi';
import { requireAccess } from '../../../core/request/access.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import { BEARER_ERRORS } from '../../../http/openapi/documented-errors.ts';
import { jsonResponse } from '../../../http/openapi/json-content.ts';
import { routeGroup } from '../route-group.ts';
import { deviceAccountExample, deviceAccountSchema } from './device-account-schemas.ts';
import { renderDeviceAccount } from './render.ts';

const { router, failures } = routeGroup('device');

/** The route `/auth/users/me`. It is mounted before `/auth/users/{number}`, because that path also matches `me`. */
export const deviceAccountRoutes = router;

const usersMeRoute = createRoute({
  method: 'get',
  path: '/auth/users/me',
  operationId: 'readMyAccount',
  summary: 'Read the account of the caller, for devices',
  tags: ['Devices'],
  middleware: requireBearer,
  security: [{ bearer: [] }],
  responses: documentNoStore({
    200: jsonResponse(deviceAccountSchema, 'The account of the caller', deviceAccountExample),
    ...failures(BEARER_ERRORS),
  }),
});

router.openapi(usersMeRoute, async (c) => {
  const { ctx } = c.var;
  const account = await requireAccess(ctx);
  return c.json(renderDeviceAccount(account, account.isAdmin, ctx.nowMs), 200);
});
