/** Register, login, refresh, me: the routes as they are documented. */
import { createRoute, z } from '@hono/zod-openapi';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import {
  BEARER_ERRORS,
  BODY_ERRORS,
  SIGN_IN_ERRORS,
  wrongField,
} from '../../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonAnswer, jsonBody } from '../../../http/openapi/json-content.ts';
import { failuresOf } from '../route-group.ts';
import { ACCOUNT_EXAMPLES } from './examples.ts';
import {
  accessOnlySchema,
  loginBody,
  meSchema,
  refreshBody,
  registerBody,
  signedInSchema,
  tokensSchema,
} from './schemas.ts';

const tags = ['Accounts'];
const failures = failuresOf('reader');
const { me, tokens, registered, signedIn, sentRegistration, sentLogin, sentRefresh } = ACCOUNT_EXAMPLES;

export const registerRoute = createRoute({
  method: 'post',
  path: '/auth/register',
  operationId: 'register',
  summary: 'Create an account',
  description:
    'The account is signed in. Of parallel calls for one address one succeeds. The session is a mobile one unless `client_type` is `web` or `website`.',
  tags,
  ...documentLifetimes('mobile'),
  ...documentLimits('register'),
  request: jsonBody(registerBody, sentRegistration),
  responses: documentNoStore({
    201: jsonAnswer(signedInSchema, 'The new account, signed in', registered),
    ...failures(
      BODY_ERRORS,
      wrongField('password', 'This password is too short. It must contain at least 8 characters.'),
      'EMAIL_TAKEN',
      'USERNAME_TAKEN',
      'LIMIT_EXCEEDED',
    ),
  }),
});

export const loginRoute = createRoute({
  method: 'post',
  path: '/auth/login',
  operationId: 'logIn',
  summary: 'Sign in',
  description:
    'A wrong password and an unknown address are answered alike and in the same time, locks included. That an account is deactivated or has expired is told to the right password alone. While an account is locked no password is tried, and no attempt makes the lock longer. Failures from an address that has signed in to the account in the last 90 days are counted apart from all others, so that strangers cannot lock the owner out.\n\nWith 100 sessions signed in, the oldest ends. The owner is told of a new device by e-mail.',
  tags,
  ...documentLifetimes('web'),
  ...documentLimits('login'),
  request: jsonBody(loginBody, sentLogin),
  responses: documentNoStore({
    200: jsonAnswer(signedInSchema, 'Signed in', signedIn),
    ...failures(BODY_ERRORS, wrongField('email', 'Email and password are required'), SIGN_IN_ERRORS),
  }),
});

export const refreshRoute = createRoute({
  method: 'post',
  path: '/auth/refresh',
  operationId: 'refreshTokens',
  summary: 'Refresh tokens',
  description:
    'Which field the body has decides the dialect. `refresh_token` is answered with a pair, and with 401 when it is no good; `refresh` with an access token alone, and with 400 "Invalid refresh token".\n\nA token keeps the rules and the lifetimes of the session it belongs to. Sessions of web clients are tolerant: every exchange hands out a successor, and the token before it is answered with the same successor again, so that neither two tabs nor a lost answer sign anybody out. A token older than that ends the session, as do too many such repetitions by a client that is known to keep its successors; the owner is told by e-mail. On sessions of `ios`, `android` and `mobile` clients the refresh token stays the same.',
  tags,
  ...documentLimits('refresh'),
  request: jsonBody(refreshBody, sentRefresh),
  responses: documentNoStore({
    200: jsonAnswer(
      z.union([tokensSchema, accessOnlySchema]),
      'A new pair, or for the body field `refresh` an access token',
      tokens,
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

export const meRoute = createRoute({
  method: 'get',
  path: '/auth/me',
  operationId: 'readMe',
  summary: 'Who am I',
  tags,
  middleware: requireBearer,
  security: [{ bearer: [] }],
  responses: documentNoStore({ 200: jsonAnswer(meSchema, 'The caller', me), ...failures(BEARER_ERRORS) }),
});
