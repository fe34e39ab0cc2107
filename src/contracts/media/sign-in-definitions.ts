/** The routes into and out of a session, as they are routed and documented. */
import { createRoute } from '@hono/zod-openapi';
import { requireBearer } from '../../http/bearer.ts';
import { BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonBody } from '../../http/openapi/json-content.ts';
import { answer, failures } from './answers.ts';
import { MEDIA_EXAMPLES } from './media-examples.ts';
import {
  messageAnswer,
  pinAnswer,
  pinParam,
  plexLoginBody,
  pollAnswer,
  refreshBody,
  signedInAnswer,
  tokensAnswer,
} from './schemas.ts';

const shared = { tags: ['Media'] };
/** What may come of a Plex token, whoever sent it. */
const PLEX_ERRORS = [
  'PLEX_TOKEN_INVALID',
  'PLEX_UNAVAILABLE',
  'ACCOUNT_DEACTIVATED',
  'ACCOUNT_EXPIRED',
  'USERNAME_TAKEN',
] as const;

export const plexLoginRoute = createRoute({
  ...shared,
  ...documentLifetimes('media'),
  ...documentLimits('media', 'plex_login'),
  method: 'post',
  path: '/auth/plex/login',
  operationId: 'logInToMediaWithPlex',
  summary: 'Sign in with a Plex token',
  description:
    'The first time makes an account, or joins the one with the same e-mail address when both sides have verified it. When somebody else’s account has the address, the new one has none, and `message` says so. The Plex token is neither kept nor logged.',
  request: jsonBody(plexLoginBody, MEDIA_EXAMPLES.plexToken),
  responses: {
    200: answer(signedInAnswer, 'Signed in', MEDIA_EXAMPLES.signedIn),
    ...failures(
      BODY_ERRORS,
      wrongField('plexToken', 'Plex token is required'),
      PLEX_ERRORS,
      'LIMIT_EXCEEDED',
    ),
  },
});

export const startPinRoute = createRoute({
  ...shared,
  ...documentLimits('media', 'plex_login'),
  method: 'post',
  path: '/auth/plex/pin',
  operationId: 'startMediaPin',
  summary: 'Begin to sign in without a Plex token',
  description: 'Counts as a sign-in with a Plex token does: the two have one limit.',
  responses: {
    200: answer(pinAnswer, 'Open `authUrl` or show the QR picture, then poll', MEDIA_EXAMPLES.pin),
    ...failures('PLEX_UNAVAILABLE', 'LIMIT_EXCEEDED'),
  },
});

export const pollPinRoute = createRoute({
  ...shared,
  ...documentLifetimes('media'),
  ...documentLimits('media'),
  method: 'get',
  path: '/auth/plex/pin/{id}',
  operationId: 'pollMediaPin',
  summary: 'Sign in when the PIN is authorised',
  description:
    'Until then `authorized` is `false`; afterwards the answer is that of a sign-in with a Plex token.',
  request: { params: pinParam },
  responses: {
    200: answer(pollAnswer, 'Not yet, or signed in', MEDIA_EXAMPLES.notYet),
    ...failures('NOT_FOUND', PLEX_ERRORS),
  },
});

export const refreshRoute = createRoute({
  ...shared,
  ...documentLimits('media', 'refresh'),
  method: 'post',
  path: '/auth/refresh',
  operationId: 'refreshMediaTokens',
  summary: 'Refresh tokens',
  description:
    'A token keeps the lifetimes of the session it belongs to. It goes on working as long as its successor is not used, so that a client may live on its first one. An older token, or signs of a second holder, end the session, and its owner is told by letter.',
  request: jsonBody(refreshBody, MEDIA_EXAMPLES.refreshToken),
  responses: {
    200: answer(tokensAnswer, 'A new pair', MEDIA_EXAMPLES.tokens),
    ...failures(
      BODY_ERRORS,
      wrongField('refreshToken', 'Refresh token is required'),
      'REFRESH_TOKEN_INVALID',
      'LIMIT_EXCEEDED',
    ),
  },
});

export const logoutRoute = createRoute({
  ...shared,
  ...documentLimits('media'),
  middleware: requireBearer,
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOutOfMedia',
  summary: 'Sign out',
  description: 'Ends the session of the token, and no other. Twice is no error.',
  security: [{ bearer: [] }],
  responses: {
    200: answer(messageAnswer, 'The session has ended', MEDIA_EXAMPLES.loggedOut),
    ...failures('NOT_AUTHENTICATED', 'TOKEN_EXPIRED', 'TOKEN_INVALID'),
  },
});
