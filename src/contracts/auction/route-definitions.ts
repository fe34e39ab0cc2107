/** The auction contract's routes, as they are routed and documented. Nobody may keep any of its answers. */
import { createRoute } from '@hono/zod-openapi';
import { documentNoStore } from '../../http/no-store.ts';
import {
  BEARER_ERRORS,
  BODY_ERRORS,
  SIGN_IN_ERRORS,
  wrongField,
} from '../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonAnswer, jsonBody, optionalJsonBody } from '../../http/openapi/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { requireSession } from '../../http/session-cookie.ts';
import { failures } from './answers.ts';
import { AUCTION_EXAMPLES } from './auction-examples.ts';
import {
  changePasswordBody,
  loginAnswer,
  loginBody,
  logoutBody,
  meAnswer,
  meQuery,
  messageAnswer,
  profileAnswer,
  profileBody,
  signupAnswer,
  signupBody,
} from './schemas.ts';

const open = { tags: ['Auction'] };
const closed = {
  tags: ['Auction'],
  middleware: requireSession,
  security: [{ bearer: [] }, { cookie: [] }],
};

export const signupRoute = createRoute({
  ...open,
  ...documentLifetimes('auction'),
  ...documentLimits('register'),
  method: 'post',
  path: '/auth/signup',
  operationId: 'signUpAtAuction',
  summary: 'Create an account',
  description:
    'Signs in as well: the session is set as a cookie, and `auth_token` carries its tokens for clients that send them themselves.',
  request: jsonBody(signupBody, AUCTION_EXAMPLES.sentSignup),
  responses: documentNoStore({
    200: jsonAnswer(signupAnswer, 'The new account, signed in', AUCTION_EXAMPLES.signedUp, 'Set-Cookie'),
    ...failures(BODY_ERRORS, 'EMAIL_TAKEN', 'USERNAME_TAKEN', 'LIMIT_EXCEEDED'),
  }),
});

export const loginRoute = createRoute({
  ...open,
  ...documentLifetimes('auction'),
  ...documentLimits('login'),
  method: 'post',
  path: '/auth/login',
  operationId: 'logInAtAuction',
  summary: 'Sign in',
  description:
    'A wrong password and an unknown address are answered alike; that an account is inactive is said only after the right password. The session is set as a cookie, and `auth_token` carries its tokens.',
  request: jsonBody(loginBody, AUCTION_EXAMPLES.sentLogin),
  responses: documentNoStore({
    200: jsonAnswer(loginAnswer, 'Signed in', AUCTION_EXAMPLES.loggedIn, 'Set-Cookie'),
    ...failures(BODY_ERRORS, wrongField('email', 'Email and password are required'), SIGN_IN_ERRORS),
  }),
});

export const meRoute = createRoute({
  ...closed,
  method: 'get',
  path: '/auth/me',
  operationId: 'readAuctionUser',
  summary: 'Who am I',
  request: { query: meQuery },
  responses: documentNoStore({
    200: jsonAnswer(meAnswer, 'The caller', AUCTION_EXAMPLES.me),
    ...failures(BEARER_ERRORS, wrongField('user_id', 'user_id must be a whole number'), 'FORBIDDEN'),
  }),
});

export const profileRoute = createRoute({
  ...closed,
  method: 'patch',
  path: '/auth/profile',
  operationId: 'updateAuctionProfile',
  summary: 'Change your profile',
  description:
    'At least one field besides `user_id`. Fields that are absent stay; `null` and blank clear, but for `name`.',
  request: jsonBody(profileBody, AUCTION_EXAMPLES.changes),
  responses: documentNoStore({
    200: jsonAnswer(profileAnswer, 'The caller as they are now', AUCTION_EXAMPLES.changed),
    ...failures(BEARER_ERRORS, BODY_ERRORS, wrongField('name', 'name is required'), 'FORBIDDEN'),
  }),
});

export const changePasswordRoute = createRoute({
  ...closed,
  ...documentLimits('login'),
  method: 'post',
  path: '/auth/change-password',
  operationId: 'changeAuctionPassword',
  summary: 'Change your password',
  description:
    'The other sessions end, this one stays, and the owner is told by letter. A wrong current password counts as a failed login.',
  request: jsonBody(changePasswordBody, AUCTION_EXAMPLES.passwords),
  responses: documentNoStore({
    200: jsonAnswer(messageAnswer, 'Changed', AUCTION_EXAMPLES.passwordChanged),
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

export const logoutRoute = createRoute({
  ...closed,
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOutOfAuction',
  summary: 'Sign out',
  description: 'Ends the session, and no other, and expires the cookie. Twice is no error.',
  middleware: [requireSession, optionalBody] as const,
  request: optionalJsonBody(logoutBody, {}),
  responses: documentNoStore({
    200: jsonAnswer(messageAnswer, 'The session has ended', AUCTION_EXAMPLES.loggedOut, 'Set-Cookie'),
    ...failures(
      'NOT_AUTHENTICATED',
      'TOKEN_EXPIRED',
      'TOKEN_INVALID',
      BODY_ERRORS,
      wrongField('body', 'The request body must be a JSON object'),
      'FORBIDDEN',
    ),
  }),
});
