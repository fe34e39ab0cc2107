/** The SimpleJWT client's routes as they are documented. */
import { createRoute } from '@hono/zod-openapi';
import { requireBearer } from '../../../http/bearer.ts';
import { documentNoStore } from '../../../http/no-store.ts';
import {
  BEARER_ERRORS,
  BODY_ERRORS,
  SIGN_IN_ERRORS,
  wrongField,
} from '../../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../../http/openapi/documented-extensions.ts';
import { jsonAnswer, jsonBody, optionalJsonBody } from '../../../http/openapi/json-content.ts';
import { optionalBody } from '../../../http/optional-body.ts';
import { failuresOf } from '../route-group.ts';
import { DEVICE_EXAMPLES } from './examples.ts';
import {
  accountSchema,
  endedSchema,
  loggedOutSchema,
  logoutBody,
  tokenAnswer,
  tokenBody,
  tokenPair,
  tokenRefreshBody,
} from './token-schemas.ts';

const tags = ['Devices'];
const bearer = { middleware: requireBearer, security: [{ bearer: [] }] };
const failures = failuresOf('device');
const { sent, signedIn, sentRefresh, pair, loggedOut, loggedOutEverywhere, account } = DEVICE_EXAMPLES;

export const tokenRoute = createRoute({
  method: 'post',
  path: '/auth/token',
  operationId: 'obtainTokens',
  summary: 'Sign in a device',
  description:
    'A wrong password, an unknown name and an account that is deactivated or has expired are answered alike; locks are those of `POST /auth/login`.\n\nWith 100 sessions signed in, the oldest ends. The owner is told of a new device by e-mail.',
  tags,
  ...documentLifetimes('device'),
  ...documentLimits('login'),
  request: jsonBody(tokenBody, sent),
  responses: documentNoStore({
    200: jsonAnswer(tokenAnswer, 'Signed in', signedIn),
    ...failures(BODY_ERRORS, wrongField('username', 'Username and password are required'), SIGN_IN_ERRORS),
  }),
});

export const tokenRefreshRoute = createRoute({
  method: 'post',
  path: '/auth/token/refresh',
  operationId: 'rotateTokens',
  summary: 'Refresh tokens of a device',
  description:
    'A token keeps the rules and the lifetimes of the session it belongs to. Sessions of `POST /auth/token` are strict: a refresh token is refused from the moment it has a successor, and presenting it then ends the session with all its tokens; the owner is told by e-mail. Only within 10 seconds, as when two calls meet, it is answered with the same successor again. On sessions of `ios`, `android` and `mobile` clients the refresh token stays the same.',
  tags,
  ...documentLimits('refresh'),
  request: jsonBody(tokenRefreshBody, sentRefresh),
  responses: documentNoStore({
    200: jsonAnswer(tokenPair, 'A new pair; the old token is spent', pair),
    ...failures(
      BODY_ERRORS,
      wrongField('refresh', 'Refresh token is required'),
      'REFRESH_TOKEN_INVALID',
      'LIMIT_EXCEEDED',
    ),
  }),
});

export const logoutRoute = createRoute({
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOut',
  summary: 'Sign out',
  description:
    'Ends the session of the refresh token in the body, that of the bearer token, or both; one of the tokens is needed. Expired ones will do, and what has ended already is no error. A token whose signature does not verify ends nothing, and is refused when it is the only one.',
  tags,
  middleware: optionalBody,
  security: [{ bearer: [] }, {}],
  request: optionalJsonBody(logoutBody, sentRefresh),
  responses: documentNoStore({
    200: jsonAnswer(loggedOutSchema, 'The session has ended', loggedOut),
    ...failures(
      BODY_ERRORS,
      wrongField('refresh', 'Refresh token must be a string'),
      'REFRESH_TOKEN_REQUIRED',
      'REFRESH_TOKEN_INVALID',
    ),
  }),
});

export const logoutAllRoute = createRoute({
  ...bearer,
  method: 'post',
  path: '/auth/logout/all',
  operationId: 'logOutEverywhere',
  summary: 'Sign out everywhere',
  description: 'Ends every session of the caller, the one that asks included.',
  tags,
  responses: documentNoStore({
    200: jsonAnswer(endedSchema, 'Every session has ended', loggedOutEverywhere),
    ...failures(BEARER_ERRORS),
  }),
});

export const usersMeRoute = createRoute({
  ...bearer,
  method: 'get',
  path: '/auth/users/me',
  operationId: 'readMyAccount',
  summary: 'Who am I, for devices',
  tags,
  responses: documentNoStore({
    200: jsonAnswer(accountSchema, 'The caller', account),
    ...failures(BEARER_ERRORS),
  }),
});
