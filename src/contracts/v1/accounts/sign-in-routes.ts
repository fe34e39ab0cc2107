/** Register, login, refresh, me. */

import { requireAccess } from '../../../core/request/access.ts';
import { rotateRefreshToken } from '../../../core/sessions/rotate-refresh-token.ts';
import { logIn } from '../../../core/sign-in/log-in.ts';
import { registerAccount } from '../../../core/sign-in/register-account.ts';
import { newRouter } from '../../../http/router.ts';
import { AppError } from '../../../rules/app-error.ts';
import { clientFacts } from '../client-facts.ts';
import { renderErrors } from '../errors.ts';
import { renderMe, renderSignedIn, renderTokens } from './render.ts';
import { loginRoute, meRoute, refreshRoute, registerRoute } from './sign-in-definitions.ts';

/** The routes of one account's sessions. */
export function signInRoutes() {
  const router = newRouter();
  router.onError(renderErrors('reader'));
  router.openapi(registerRoute, async (c) => {
    const { ctx } = c.var;
    const body = c.req.valid('json');
    const signedIn = await registerAccount(ctx, {
      email: body.email,
      password: body.password,
      username: body.username,
      firstName: body.first_name,
      lastName: body.last_name,
      timeZone: body.timezone,
      passwordRules: 'django',
      client: clientFacts(body, 'mobile'),
    });
    return c.json(renderSignedIn(signedIn, ctx.nowMs), 201);
  });
  router.openapi(loginRoute, async (c) => {
    const { ctx } = c.var;
    const { email: identifier, password, ...client } = c.req.valid('json');
    const signedIn = await logIn(ctx, {
      identifier,
      by: 'email',
      password,
      client: clientFacts(client, 'web'),
    });
    return c.json(renderSignedIn(signedIn, ctx.nowMs), 200);
  });
  router.openapi(refreshRoute, async (c) => {
    const { refresh_token: web, refresh } = c.req.valid('json');
    const token = web ?? refresh;
    if (token === undefined) throw new AppError('REFRESH_TOKEN_REQUIRED');
    if (web !== undefined) return c.json(renderTokens(await rotateRefreshToken(c.var.ctx, token)), 200);
    const {
      refresh: _refresh,
      refresh_token: _token,
      ...access
    } = renderTokens(await rotateRefreshToken(c.var.ctx, token).catch(asBadRequest));
    return c.json(access, 200);
  });
  router.openapi(meRoute, async (c) => {
    const { ctx } = c.var;
    return c.json(renderMe(await requireAccess(ctx), ctx.nowMs), 200);
  });
  return router;
}

/** The iOS document answers a bad refresh token with 400 "Invalid refresh token". */
function asBadRequest(error: unknown): never {
  if (error instanceof AppError && error.is('REFRESH_TOKEN_INVALID')) {
    throw new AppError('INVALID_INPUT', {
      problems: [{ field: 'refresh', message: 'Invalid refresh token' }],
    });
  }
  throw error;
}
