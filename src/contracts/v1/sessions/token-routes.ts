/** The SimpleJWT client: tokens, and who is signed in. */

import { isAdmin, requireAccess } from '../../../core/request/access.ts';
import { logOut } from '../../../core/sessions/log-out.ts';
import { endOwnSessions } from '../../../core/sessions/own-sessions.ts';
import { rotateRefreshToken } from '../../../core/sessions/rotate-refresh-token.ts';
import { logIn } from '../../../core/sign-in/log-in.ts';
import { bearerToken } from '../../../http/bearer.ts';
import { newRouter } from '../../../http/router.ts';
import { clientFacts } from '../client-facts.ts';
import { renderErrors } from '../errors.ts';
import { renderDeviceAccount } from './render.ts';
import {
  logoutAllRoute,
  logoutRoute,
  tokenRefreshRoute,
  tokenRoute,
  usersMeRoute,
} from './token-definitions.ts';

/** The routes of tokens on devices. */
export function deviceRoutes() {
  const router = newRouter();
  router.onError(renderErrors('device'));
  router.openapi(tokenRoute, async (c) => {
    const { username, login, email, password, ...client } = c.req.valid('json');
    const identifier = username || login || email || '';
    const { account, tokens } = await logIn(c.var.ctx, {
      identifier,
      by: 'email or user name',
      password,
      client: clientFacts(client, 'device'),
    });
    const { number: id, username: name, firstName, lastName } = account;
    const user = { id, username: name, email: account.email, first_name: firstName, last_name: lastName };
    const { refreshToken: refresh, accessToken: access, sessionId } = tokens;
    return c.json({ refresh, access, user, session_id: sessionId }, 200);
  });
  router.openapi(tokenRefreshRoute, async (c) => {
    const tokens = await rotateRefreshToken(c.var.ctx, c.req.valid('json').refresh);
    return c.json({ access: tokens.accessToken, refresh: tokens.refreshToken }, 200);
  });
  router.openapi(logoutRoute, async (c) => {
    const { refresh, refresh_token } = c.req.valid('json') ?? {};
    await logOut(c.var.ctx, {
      refreshToken: refresh ?? refresh_token ?? undefined,
      accessToken: bearerToken(c),
    });
    return c.json(
      {
        message: 'Logout successful',
        detail: 'Session revoked and token blacklisted',
        success: true as const,
      },
      200,
    );
  });
  router.openapi(logoutAllRoute, async (c) => {
    const count = await endOwnSessions(c.var.ctx, { keepCurrent: false, reason: 'logged_out' });
    return c.json({ message: `Logged out from ${count} device(s)`, revoked_sessions: count }, 200);
  });
  router.openapi(usersMeRoute, async (c) => {
    const { ctx } = c.var;
    const account = await requireAccess(ctx);
    return c.json(renderDeviceAccount(account, isAdmin(ctx.configuration, account), ctx.nowMs), 200);
  });
  return router;
}
