/** The signed-in user, and for administrators all of them. */

import { createRoute } from '@hono/zod-openapi';
import { updateProfile } from '../../core/accounts/update-profile.ts';
import { listAccounts } from '../../core/administration/administer-accounts.ts';
import { deleteOwnAccount } from '../../core/privacy/delete-account.ts';
import { requireAccess } from '../../core/request/access.ts';
import { requireBearer } from '../../http/bearer.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonBody } from '../../http/openapi/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { answer, failures } from './answers.ts';
import { renderMediaError } from './errors.ts';
import { MEDIA_EXAMPLES } from './media-examples.ts';
import { renderMe, renderUser } from './render.ts';
import {
  deleteBody,
  meAnswer,
  messageAnswer,
  updateBody,
  updatedAnswer,
  usersAnswer,
  usersQuery,
} from './schemas.ts';

const shared = {
  ...documentLimits('media'),
  tags: ['Media'],
  middleware: requireBearer,
  security: [{ bearer: [] }],
};

const meRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/me',
  operationId: 'readMediaUser',
  summary: 'Who am I',
  responses: { 200: answer(meAnswer, 'The caller', MEDIA_EXAMPLES.me), ...failures(BEARER_ERRORS) },
});

const updateRoute = createRoute({
  ...shared,
  method: 'put',
  path: '/auth/me',
  operationId: 'updateMediaUser',
  summary: 'Change name, address and preferences',
  description:
    'Fields that are absent stay. A changed e-mail address is unverified again; the old one is told by letter, and codes that went to it no longer count.',
  request: jsonBody(updateBody, MEDIA_EXAMPLES.changes),
  responses: {
    200: answer(updatedAnswer, 'The caller as they are now', MEDIA_EXAMPLES.updated),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('email', 'Invalid email format'),
      'EMAIL_TAKEN',
      'USERNAME_TAKEN',
    ),
  },
});

const deleteRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/auth/me',
  operationId: 'deleteMediaUser',
  summary: 'Delete your account',
  description:
    'Every session ends, and the address is free again. An administrator can undo it for 30 days; then the account is erased with what it owns.',
  request: jsonBody(deleteBody, MEDIA_EXAMPLES.confirmation),
  responses: {
    200: answer(messageAnswer, 'Deleted', MEDIA_EXAMPLES.deleted),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('confirmation', 'confirmation must be DELETE_MY_ACCOUNT'),
      'LAST_ADMIN',
    ),
  },
});

const usersRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/admin/users',
  operationId: 'listMediaUsers',
  summary: 'A page of users',
  description: 'For administrators. All accounts that are not deleted, of every contract, oldest first.',
  request: { query: usersQuery },
  responses: {
    200: answer(usersAnswer, 'One page', MEDIA_EXAMPLES.users),
    ...failures(
      BEARER_ERRORS,
      wrongField('page', 'page must be a whole number from 1 to 1000000'),
      'FORBIDDEN',
    ),
  },
});

/** The routes of accounts. */
export function accountRoutes() {
  const router = newRouter();
  router.onError(renderMediaError);
  router.openapi(meRoute, async (c) => {
    const user = renderMe(c.var.ctx, await requireAccess(c.var.ctx));
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
