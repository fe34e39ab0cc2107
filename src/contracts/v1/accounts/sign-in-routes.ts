/** The routes of registration, login, refresh and the caller's account. */
import { createRoute } from '@hono/zod-openapi';
import { requireAccess } from '../../../core/request/access.ts';
import { rotateRefreshToken } from '../../../core/sessions/rotate-refresh-token.ts';
import { logIn } from '../../../core/sign-in/log-in.ts';
import { registerAccount } from '../../../core/sign-in/register-account.ts';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import {
  BEARER_ERRORS,
  BODY_ERRORS,
  SIGN_IN_ERRORS,
  wrongField,
} from '../../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonBody, jsonResponse } from '../../../http/openapi/json-content.ts';
import { AppError, invalidField } from '../../../rules/app-error.ts';
import { clientFacts } from '../client-facts.ts';
import { routeGroup } from '../route-group.ts';
import { renderMe, renderSignedIn, renderTokens } from './render.ts';
import {
  loginBody,
  loginExample,
  meExample,
  meSchema,
  refreshBody,
  refreshExample,
  refreshedSchema,
  registerBody,
  registerExample,
  registeredExample,
  signedInExample,
  signedInSchema,
  tokensExample,
} from './sign-in-schemas.ts';

const { router, failures } = routeGroup('reader');
const tags = ['Accounts'];

/** The routes of registration, login, refresh and the caller's account. */
export const signInRoutes = router;

const registerRoute = createRoute({
  method: 'post',
  path: '/auth/register',
  operationId: 'register',
  summary: 'Create an account',
  description:
    'The call also begins a session. Only one of several parallel calls for one e-mail address succeeds. The session has the lifetimes and the refresh policy of a mobile client unless `client_type` is `web` or `website`.',
  tags,
  ...documentLifetimes('mobile'),
  ...documentLimits('register'),
  request: jsonBody(registerBody, registerExample),
  responses: documentNoStore({
    201: jsonResponse(signedInSchema, 'The new account and the tokens of its session', registeredExample),
    ...failures(
      BODY_ERRORS,
      wrongField('password', 'This password is too short. It must contain at least 8 characters.'),
      'EMAIL_TAKEN',
      'USERNAME_TAKEN',
      'LIMIT_EXCEEDED',
    ),
  }),
});

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
    passwordStyle: 'django',
    client: clientFacts(body, 'mobile'),
  });
  return c.json(renderSignedIn(signedIn, ctx.nowMs), 201);
});

const loginRoute = createRoute({
  method: 'post',
  path: '/auth/login',
  operationId: 'logIn',
  summary: 'Sign in',
  description:
    'The response and the response time are the same for a wrong password and for an unknown e-mail address, also during a lock. The response reveals that an account is deactivated or has expired only if the password is correct. While an account is locked, passwords are not checked, and attempts do not extend the lock. Failures from a client address that has signed in to the account in the last 90 days are counted separately, so that other people cannot lock the owner out.\n\nIf the account has 100 sessions, the oldest one ends. Telegram links and personal tokens do not count as sessions here. The owner is notified of a new device by e-mail.',
  tags,
  ...documentLifetimes('web'),
  ...documentLimits('login', 'sign_ins'),
  request: jsonBody(loginBody, loginExample),
  responses: documentNoStore({
    200: jsonResponse(signedInSchema, 'Signed in', signedInExample),
    ...failures(BODY_ERRORS, wrongField('email', 'Email and password are required'), SIGN_IN_ERRORS),
  }),
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

const refreshRoute = createRoute({
  method: 'post',
  path: '/auth/refresh',
  operationId: 'refreshTokens',
  summary: 'Refresh tokens',
  description:
    'The field name in the body selects the response. With `refresh_token`, the response is a pair of tokens, and 401 for an invalid token. With `refresh`, the response is an access token without a refresh token, and 400 "Invalid refresh token" for an invalid token; the sent refresh token stays valid.\n\nA refresh token keeps the policy and the lifetimes of its session. The policy of web clients is tolerant: every refresh issues a successor, and sending the previous token again returns the same successor, so that a second tab or a lost response does not end the session. The session ends if a client sends an older token more than 10 seconds after its replacement, or if a client that is known to store successors sends the previous token too often. It also ends if the network and the kind of user agent of any other client change together a second time. The owner is then notified by e-mail. In sessions of `ios`, `android` and `mobile` clients, the refresh token does not change.',
  tags,
  ...documentLimits('refresh'),
  request: jsonBody(refreshBody, refreshExample),
  responses: documentNoStore({
    200: jsonResponse(
      refreshedSchema,
      'A new pair of tokens, or only an access token if the body field is `refresh`',
      tokensExample,
    ),
    ...failures(
      BODY_ERRORS,
      wrongField('refresh', 'Invalid refresh token'),
      'REFRESH_TOKEN_REQUIRED',
      'REFRESH_TOKEN_INVALID',
      'LIMIT_EXCEEDED',
    ),
  }),
});

router.openapi(refreshRoute, async (c) => {
  const { refresh_token: pairToken, refresh } = c.req.valid('json');
  const token = pairToken ?? refresh;
  if (token === undefined) throw new AppError('REFRESH_TOKEN_REQUIRED');
  if (pairToken !== undefined)
    return c.json(renderTokens(await rotateRefreshToken(c.var.ctx, { token })), 200);
  const {
    refresh: _refresh,
    refresh_token: _token,
    ...access
  } = renderTokens(
    await rotateRefreshToken(c.var.ctx, { token, isAccessOnly: true }).catch(throwAsBadRequest),
  );
  return c.json(access, 200);
});

const meRoute = createRoute({
  method: 'get',
  path: '/auth/me',
  operationId: 'readMe',
  summary: 'Read the account of the caller',
  tags,
  middleware: requireBearer,
  security: [{ bearer: [] }],
  responses: documentNoStore({
    200: jsonResponse(meSchema, 'The account of the caller', meExample),
    ...failures(BEARER_ERRORS),
  }),
});

router.openapi(meRoute, async (c) => {
  const { ctx } = c.var;
  return c.json(renderMe(await requireAccess(ctx), ctx.nowMs), 200);
});

/** Converts the error of an invalid refresh token to the 400 that the document of the iOS client requires. */
function throwAsBadRequest(error: unknown): never {
  if (error instanceof AppError && error.is('REFRESH_TOKEN_INVALID')) {
    throw invalidField('refresh', 'Invalid refresh token');
  }
  throw error;
}
