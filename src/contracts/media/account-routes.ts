/** The routes of the signed-in user, and the list of users for administrators. */
import { createRoute } from '@hono/zod-openapi';
import { updateProfile } from '../../core/accounts/update-profile.ts';
import { listAccounts } from '../../core/administration/administer-accounts.ts';
import { deleteOwnAccount } from '../../core/privacy/delete-account.ts';
import { requireAccess } from '../../core/request/access.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonBody } from '../../http/openapi/json-content.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { renderMe, renderUser } from './render.ts';
import { deleteBody, deleteExample, updateBody, updateExample, usersQuery } from './request-schemas.ts';
import {
  deletedExample,
  meResponse,
  meResponseExample,
  messageResponse,
  updatedResponse,
  updatedResponseExample,
  usersResponse,
  usersResponseExample,
} from './response-schemas.ts';
import { routeGroup } from './route-group.ts';
import { documentCookie, removeCookie, requireMediaAdmin, requireSession } from './session-cookie.ts';

const { router, success, failures } = routeGroup();
const shared = {
  ...documentLimits('media'),
  tags: ['Media'],
  middleware: requireSession,
  security: [{ bearer: [] }, { mediaCookie: [] }],
};

/** The routes of the signed-in user, and the list of users. */
export const accountRoutes = router;

const meRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/me',
  operationId: 'readMediaUser',
  summary: 'Read your profile',
  responses: {
    200: success(meResponse, 'The signed-in user', meResponseExample),
    ...failures(BEARER_ERRORS),
  },
});

router.openapi(meRoute, async (c) => {
  const user = renderMe(c.var.ctx, await requireAccess(c.var.ctx));
  return c.json({ success: true as const, data: { user } }, 200);
});

const updateRoute = createRoute({
  ...shared,
  ...documentLimits('media', 'send_otp'),
  method: 'put',
  path: '/auth/me',
  operationId: 'updateMediaUser',
  summary: 'Change your user name, e-mail address and preferences',
  description:
    'Absent fields stay unchanged. A new e-mail address is pending: a code is sent to it, and `POST /api/v1/auth/change-email/confirm` completes the change. Until then, sign-in and password reset use the old address. To cancel a pending change, send the current address.',
  request: jsonBody(updateBody, updateExample),
  responses: {
    200: success(updatedResponse, 'The signed-in user after the change', updatedResponseExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('email', 'Invalid email format'),
      'FORBIDDEN',
      'EMAIL_TAKEN',
      'USERNAME_TAKEN',
      'LIMIT_EXCEEDED',
    ),
  },
});

router.openapi(updateRoute, async (c) => {
  const account = await updateProfile(c.var.ctx, c.req.valid('json'));
  const user = { ...renderMe(c.var.ctx, account), updatedAt: isoTime(account.updatedAtMs) };
  return c.json({ success: true as const, data: { user } }, 200);
});

const deleteRoute = createRoute({
  ...shared,
  method: 'delete',
  path: '/auth/me',
  operationId: 'deleteMediaUser',
  summary: 'Delete your account',
  description:
    'Ends all sessions. Another account can then use the e-mail address. An administrator can restore the account within 30 days. After that, the account and everything it owns are erased.',
  request: jsonBody(deleteBody, deleteExample),
  responses: {
    200: documentCookie(success(messageResponse, 'The account is deleted', deletedExample)),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('confirmation', 'confirmation must be DELETE_MY_ACCOUNT'),
      'FORBIDDEN',
      'LAST_ADMIN',
    ),
  },
});

router.openapi(deleteRoute, async (c) => {
  await deleteOwnAccount(c.var.ctx);
  removeCookie(c);
  return c.json({ success: true as const, message: 'Account deleted successfully' }, 200);
});

const usersRoute = createRoute({
  ...shared,
  middleware: [requireSession, requireMediaAdmin] as const,
  method: 'get',
  path: '/admin/users',
  operationId: 'listMediaUsers',
  summary: 'List users',
  description:
    'Requires an administrator. Lists all accounts that are not deleted, oldest first, including accounts that were created through other APIs of this service.',
  request: { query: usersQuery },
  responses: {
    200: success(usersResponse, 'One page of users', usersResponseExample),
    ...failures(
      BEARER_ERRORS,
      wrongField('page', 'page must be a whole number from 1 to 1000000'),
      'FORBIDDEN',
    ),
  },
});

router.openapi(usersRoute, async (c) => {
  const { page, pageSize } = c.req.valid('query');
  const skip = (page - 1) * pageSize;
  const { accounts, total } = await listAccounts(c.var.ctx, {
    filters: {},
    limit: pageSize,
    skip,
    acceptsPlexSession: true,
  });
  const users = accounts.map((account) => renderUser(c.var.ctx, account));
  return c.json({ success: true as const, data: { users, total, page, pageSize } }, 200);
});
