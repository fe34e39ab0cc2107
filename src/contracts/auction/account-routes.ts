/** The routes for the account of the signed-in user. No response may be cached. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { updateProfile } from '../../core/accounts/update-profile.ts';
import { changePassword } from '../../core/passwords/change-password.ts';
import { requireAccess, userOf } from '../../core/request/access.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { documentNoStore } from '../../http/no-store.ts';
import { BEARER_ERRORS, BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonBody, jsonResponse } from '../../http/openapi/json-content.ts';
import { AppError } from '../../rules/app-error.ts';
import { renderFullUser } from './render.ts';
import {
  changePasswordBody,
  changePasswordExample,
  meQuery,
  profileBody,
  profileExample,
} from './request-schemas.ts';
import {
  meResponse,
  meResponseExample,
  messageResponse,
  passwordChangedExample,
  profileResponse,
  profileResponseExample,
} from './response-schemas.ts';
import { routeGroup } from './route-group.ts';
import { requireSession } from './session-cookie.ts';

const { router, failures } = routeGroup();
const shared = {
  tags: ['Auction'],
  middleware: requireSession,
  security: [{ bearer: [] }, { cookie: [] }],
};

/** The routes of the signed-in user. */
export const accountRoutes = router;

const meRoute = createRoute({
  ...shared,
  method: 'get',
  path: '/auth/me',
  operationId: 'readAuctionUser',
  summary: 'Read your profile',
  request: { query: meQuery },
  responses: documentNoStore({
    200: jsonResponse(meResponse, 'The signed-in user', meResponseExample),
    ...failures(BEARER_ERRORS, wrongField('user_id', 'user_id must be a whole number'), 'FORBIDDEN'),
  }),
});

router.openapi(meRoute, async (c) => {
  requireOwnId(c, c.req.valid('query').user_id);
  return c.json({ success: true as const, user: renderFullUser(await requireAccess(c.var.ctx)) }, 200);
});

const profileRoute = createRoute({
  ...shared,
  method: 'patch',
  path: '/auth/profile',
  operationId: 'updateAuctionProfile',
  summary: 'Change your profile',
  description:
    'Requires at least one field other than `user_id`. Absent fields stay unchanged. A `name` that is equal to the current name changes nothing. `null` or a blank text clears a field, except `name`.',
  request: jsonBody(profileBody, profileExample),
  responses: documentNoStore({
    200: jsonResponse(profileResponse, 'The signed-in user after the change', profileResponseExample),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('name', 'name is required'), 'FORBIDDEN'),
  }),
});

router.openapi(profileRoute, async (c) => {
  const { user_id: userId, avatar_url: avatarUrl, ...rest } = c.req.valid('json');
  requireOwnId(c, userId);
  const account = await updateProfile(c.var.ctx, { ...rest, avatarUrl });
  const message = 'Profile updated successfully';
  return c.json({ success: true as const, message, user: renderFullUser(account) }, 200);
});

const changePasswordRoute = createRoute({
  ...shared,
  ...documentLimits('login'),
  method: 'post',
  path: '/auth/change-password',
  operationId: 'changeAuctionPassword',
  summary: 'Change your password',
  description:
    'Ends all other sessions of the account and notifies its owner by e-mail; this session continues. A wrong current password counts as a failed login.',
  request: jsonBody(changePasswordBody, changePasswordExample),
  responses: documentNoStore({
    200: jsonResponse(messageResponse, 'The password is changed', passwordChangedExample),
    ...failures(
      BEARER_ERRORS,
      BODY_ERRORS,
      wrongField('current_password', 'current_password is required'),
      'FORBIDDEN',
      'WRONG_CURRENT_PASSWORD',
      'ACCOUNT_LOCKED',
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(changePasswordRoute, async (c) => {
  const { user_id: userId, current_password, new_password } = c.req.valid('json');
  requireOwnId(c, userId);
  await changePassword(c.var.ctx, { currentPassword: current_password, newPassword: new_password });
  return c.json({ success: true as const, message: 'Password changed successfully' }, 200);
});

/**
 * Rejects a request with the id of another account. A client may send the id of its own account, but the session
 * selects the account.
 * @throws AppError `FORBIDDEN` for the id of another account
 */
function requireOwnId(c: Context<AppEnv>, userId: number | undefined): void {
  if (userId !== undefined && userId !== userOf(c.get('ctx')).accountNumber) throw new AppError('FORBIDDEN');
}
