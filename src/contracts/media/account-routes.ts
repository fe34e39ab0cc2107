/** The signed-in user, and for administrators all of them. */

import { createRoute, z } from '@hono/zod-openapi';
import { listAccounts } from '../../core/administer-accounts.ts';
import { deleteOwnAccount } from '../../core/delete-account.ts';
import { readAccount } from '../../core/read-account.ts';
import { updateProfile } from '../../core/update-profile.ts';
import { requireBearer } from '../../http/bearer.ts';
import { jsonAnswer, jsonBody } from '../../http/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { failures } from './answers.ts';
import { renderMediaError } from './errors.ts';
import { renderMe, renderUser } from './render.ts';
import {
  deleteBody,
  envelope,
  meSchema,
  messageSchema,
  updateBody,
  updatedSchema,
  userSchema,
} from './schemas.ts';

const shared = { tags: ['Media'], middleware: requireBearer, security: [{ bearer: [] }] };

const whole = (name: string, max: number, fallback: number) =>
  z
    .string(`${name} must be a whole number from 1 to ${max}`)
    .regex(/^\d{1,7}$/, `${name} must be a whole number from 1 to ${max}`)
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, `${name} must be a whole number from 1 to ${max}`)
    .default(fallback);

const meRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/me',
  responses: { 200: jsonAnswer(envelope(z.object({ user: meSchema })), 'The caller'), ...failures(401) },
});

const updateRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/auth/me',
  request: jsonBody(updateBody),
  responses: {
    200: jsonAnswer(envelope(z.object({ user: updatedSchema })), 'The caller as they are now'),
    ...failures(400, 401, 413, 415),
  },
});

const deleteRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/auth/me',
  request: jsonBody(deleteBody),
  responses: {
    200: jsonAnswer(messageSchema, 'Deleted; an administrator can undo it for 30 days'),
    ...failures(400, 401, 413, 415),
  },
});

const usersRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/admin/users',
  request: { query: z.object({ page: whole('page', 1_000_000, 1), pageSize: whole('pageSize', 200, 20) }) },
  responses: {
    200: jsonAnswer(
      envelope(z.object({ users: z.array(userSchema), total: z.int(), page: z.int(), pageSize: z.int() })),
      'One page of users',
    ),
    ...failures(400, 401, 403),
  },
});

/** The routes of accounts. */
export function accountRoutes() {
  const router = newRouter();
  router.onError(renderMediaError);
  router.openapi(meRoute, async (c) => {
    const user = renderMe(c.var.ctx, await readAccount(c.var.ctx));
    return c.json({ success: true as const, data: { user } }, 200);
  });
  router.openapi(updateRoute, async (c) => {
    const account = await updateProfile(c.var.ctx, c.req.valid('json'));
    const user = { ...renderMe(c.var.ctx, account), updatedAt: isoTime(account.updatedAtMs) };
    return c.json({ success: true as const, data: { user } }, 200);
  });
  router.openapi(deleteRoute, async (c) => {
    await deleteOwnAccount(c.var.ctx);
    return c.json({ success: true as const, message: 'Account deleted successfully' }, 200);
  });
  router.openapi(usersRoute, async (c) => {
    const { page, pageSize } = c.req.valid('query');
    const skip = (page - 1) * pageSize;
    const { accounts, total } = await listAccounts(c.var.ctx, { filters: {}, limit: pageSize, skip });
    const users = accounts.map((account) => renderUser(c.var.ctx, account));
    return c.json({ success: true as const, data: { users, total, page, pageSize } }, 200);
  });
  return router;
}
