/** The routes of the devices client (SimpleJWT): sign in, refresh, sign out. */
import { createRoute } from '@hono/zod-openapi';
import { logOut } from '../../../core/sessions/log-out.ts';
import { endOwnSessions } from '../../../core/sessions/own-sessions.ts';
import { rotateRefreshToken } from '../../../core/sessions/rotate-refresh-token.ts';
import { logIn } from '../../../core/sign-in/log-in.ts';
import { bearerToken, requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import {
  BEARER_ERRORS,
  BODY_ERRORS,
  SIGN_IN_ERRORS,
  wrongField,
} from '../../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonBody, jsonResponse, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { clearSiteCache } from '../../../http/policies/clear-site-cache.ts';
import { clientFacts } from '../client-facts.ts';
import { routeGroup } from '../route-group.ts';
import {
  endedSchema,
  loggedOutEverywhereExample,
  loggedOutExample,
  loggedOutSchema,
  logoutBody,
  tokenBody,
  tokenExample,
  tokenPair,
  tokenPairExample,
  tokenRefreshBody,
  tokenRefreshExample,
  tokenResponse,
  tokensIssuedExample,
} from './token-schemas.ts';

const { router, failures } = routeGroup('device');
const tags = ['Devices'];

/** The routes by which a device gets, refreshes and ends its tokens. */
export const tokenRoutes = router;

const tokenRoute = createRoute({
  method: 'post',
  path: '/auth/token',
  operationId: 'obtainTokens',
  summary: 'Sign in a device',
  description:
    'A wrong password, an unknown name, a deactivated account and an expired account get the same response. Locks are shared with `POST /auth/login`.\n\nIf the account has 100 sessions that began with a sign-in, the oldest of these sessions ends. The owner is notified of a new device by e-mail.',
  tags,
  ...documentLifetimes('device'),
  ...documentLimits('login', 'sign_ins'),
  request: jsonBody(tokenBody, tokenExample),
  responses: documentNoStore({
    200: jsonResponse(tokenResponse, 'Signed in', tokensIssuedExample),
    ...failures(BODY_ERRORS, wrongField('username', 'Username and password are required'), SIGN_IN_ERRORS),
  }),
});

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

const tokenRefreshRoute = createRoute({
  method: 'post',
  path: '/auth/token/refresh',
  operationId: 'rotateTokens',
  summary: 'Refresh the tokens of a device',
  description:
    'A refresh does not change the policy and the lifetimes of the session. In sessions of `ios`, `android` and `mobile` clients, the refresh token does not change. The policy of other sessions begun by `POST /auth/token` is strict: sending a refresh token again within 10 seconds, for example in parallel calls, returns the same successor. Sending it again later ends the session, and can notify the owner by e-mail. `POST /auth/refresh` describes the tolerant policy.',
  tags,
  ...documentLimits('refresh'),
  request: jsonBody(tokenRefreshBody, tokenRefreshExample),
  responses: documentNoStore({
    200: jsonResponse(tokenPair, 'A new pair of tokens', tokenPairExample),
    ...failures(
      BODY_ERRORS,
      wrongField('refresh', 'Refresh token is required'),
      'REFRESH_TOKEN_INVALID',
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(tokenRefreshRoute, async (c) => {
  const tokens = await rotateRefreshToken(c.var.ctx, { token: c.req.valid('json').refresh });
  return c.json({ access: tokens.accessToken, refresh: tokens.refreshToken }, 200);
});

const logoutRoute = createRoute({
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOut',
  summary: 'Sign out',
  description:
    'Ends the session of the refresh token in the body, the session of the bearer token, or both. At least one of the tokens is required. Expired tokens are accepted, and a session that has already ended is not an error. A token with an invalid signature ends no session. The request is rejected if no token is valid.',
  tags,
  middleware: optionalBody,
  security: [{ bearer: [] }, {}],
  request: optionalJsonBody(logoutBody, tokenRefreshExample),
  responses: documentNoStore({
    200: jsonResponse(loggedOutSchema, 'The session has ended', loggedOutExample, 'Clear-Site-Data'),
    ...failures(
      BODY_ERRORS,
      wrongField('refresh', 'Refresh token must be a string'),
      'REFRESH_TOKEN_REQUIRED',
      'REFRESH_TOKEN_INVALID',
    ),
  }),
});

router.openapi(logoutRoute, async (c) => {
  const { refresh, refresh_token } = c.req.valid('json') ?? {};
  await logOut(c.var.ctx, {
    refreshToken: refresh ?? refresh_token ?? undefined,
    sessionTokens: [bearerToken(c)],
  });
  clearSiteCache(c);
  return c.json(
    {
      message: 'Logout successful',
      detail: 'Session revoked and token blacklisted',
      success: true as const,
    },
    200,
  );
});

const logoutAllRoute = createRoute({
  method: 'post',
  path: '/auth/logout/all',
  operationId: 'logOutEverywhere',
  summary: 'Sign out everywhere',
  description: 'Ends all sessions of the caller, including the current one.',
  tags,
  middleware: requireBearer,
  security: [{ bearer: [] }],
  responses: documentNoStore({
    200: jsonResponse(endedSchema, 'All sessions have ended', loggedOutEverywhereExample, 'Clear-Site-Data'),
    ...failures(BEARER_ERRORS),
  }),
});

router.openapi(logoutAllRoute, async (c) => {
  const count = await endOwnSessions(c.var.ctx, { keepsCurrent: false, reason: 'logged_out' });
  clearSiteCache(c);
  return c.json({ message: `Logged out from ${count} device(s)`, revoked_sessions: count }, 200);
});
