/** The routes that start, refresh and end a session: sign-in with Plex, refresh, logout. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { logOut } from '../../core/sessions/log-out.ts';
import { rotateRefreshToken } from '../../core/sessions/rotate-refresh-token.ts';
import {
  finishPlexPin,
  logInWithPlex,
  type PlexSignedIn,
  startPlexPin,
} from '../../core/sign-in/log-in-with-plex.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLifetimes, documentLimits } from '../../http/openapi/documented-extensions.ts';
import { jsonBody, optionalJsonBody } from '../../http/openapi/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { clearSiteCache } from '../../http/policies/clear-site-cache.ts';
import { signOutTokens } from '../../http/session-cookie.ts';
import { plexAuthUrl } from '../../plex/plex-api.ts';
import { AppError } from '../../rules/app-error.ts';
import { isoTime } from '../../rules/iso-time.ts';
import { renderSignedIn, renderTokens } from './render.ts';
import {
  logoutBody,
  pinParam,
  plexLoginBody,
  plexLoginExample,
  refreshBody,
  refreshExample,
} from './request-schemas.ts';
import {
  loggedOutExample,
  messageResponse,
  pinResponse,
  pinResponseExample,
  pollResponse,
  pollResponseExample,
  signedInCookieExample,
  signedInResponse,
  signedInResponseExample,
  tokensCookieExample,
  tokensResponse,
  tokensResponseExample,
} from './response-schemas.ts';
import { routeGroup } from './route-group.ts';
import {
  cookieHeaders,
  documentCookie,
  documentRemovedCookie,
  removeCookie,
  requestsCookie,
  requireRefreshTokenInCookie,
  storeInCookie,
  tokensInCookie,
} from './session-cookie.ts';

const { router, success, failures } = routeGroup();
const client = { contract: 'media' } as const;
/**
 * The interval between two polls that the response to the start of a PIN recommends. A short interval would use up the
 * contract's rate limit, because every poll counts and a PIN is valid for minutes.
 */
const POLL_INTERVAL_SECONDS = 10;
/** The errors of a sign-in with a Plex token. The client sends the token, or Plex returns it for an authorized PIN. */
const PLEX_ERRORS = [
  'PLEX_TOKEN_INVALID',
  'PLEX_UNAVAILABLE',
  'ACCOUNT_DEACTIVATED',
  'ACCOUNT_EXPIRED',
] as const;

/** The routes that start, refresh and end a session. */
export const sessionRoutes = router;

const plexLoginRoute = createRoute({
  tags: ['Media'],
  ...documentLifetimes('media'),
  ...documentLimits('media', 'plex_login', 'sign_ins'),
  method: 'post',
  path: '/auth/plex/login',
  operationId: 'logInToMediaWithPlex',
  summary: 'Sign in with a Plex token',
  description:
    'The first sign-in creates an account. If another account has the same e-mail address, both this service and Plex have verified the address, and the account is not linked to another Plex user, the Plex user is linked to that account instead. In every other case in which another account has the address, the new account has no e-mail address, and `message` states this. A later sign-in copies a new name and picture from Plex, unless the user has changed them here. The Plex token is neither stored nor logged.',
  request: { headers: cookieHeaders, ...jsonBody(plexLoginBody, plexLoginExample) },
  responses: {
    200: documentCookie(
      success(signedInResponse, 'Signed in', signedInResponseExample),
      signedInCookieExample,
    ),
    ...failures(
      BODY_ERRORS,
      wrongField('plexToken', 'Plex token is required'),
      PLEX_ERRORS,
      'LIMIT_EXCEEDED',
    ),
  },
});

router.openapi(plexLoginRoute, async (c) => {
  const { ctx } = c.var;
  const { plexToken: token } = c.req.valid('json');
  return c.json(await finishSignIn(c, await logInWithPlex(ctx, { token, client })), 200);
});

const startPinRoute = createRoute({
  tags: ['Media'],
  ...documentLimits('media', 'plex_login'),
  method: 'post',
  path: '/auth/plex/pin',
  operationId: 'startMediaPin',
  summary: 'Start a sign-in without a Plex token',
  description: 'Counts towards the same limit as sign-ins with a Plex token.',
  responses: {
    200: success(pinResponse, 'The PIN: open `authUrl` or show the QR code, then poll', pinResponseExample),
    ...failures('PLEX_UNAVAILABLE', 'LIMIT_EXCEEDED'),
  },
});

router.openapi(startPinRoute, async (c) => {
  const { ctx } = c.var;
  const { sealedId: id, code, qrUrl, expiresAtMs } = await startPlexPin(ctx);
  const authUrl = plexAuthUrl(ctx.configuration.plex, code);
  const data = {
    id,
    code,
    qrUrl,
    authUrl,
    expiresAt: isoTime(expiresAtMs),
    pollInterval: POLL_INTERVAL_SECONDS,
  };
  return c.json({ success: true as const, data }, 200);
});

const pollPinRoute = createRoute({
  tags: ['Media'],
  ...documentLifetimes('media'),
  ...documentLimits('media', 'sign_ins'),
  method: 'get',
  path: '/auth/plex/pin/{id}',
  operationId: 'pollMediaPin',
  summary: 'Finish a sign-in with a PIN',
  description:
    'While the PIN is not authorized, `authorized` is `false`. When it is authorized, the first poll signs in and has the same response as a sign-in with a Plex token. Later polls get 404.',
  request: { params: pinParam, headers: cookieHeaders },
  responses: {
    200: documentCookie(
      success(pollResponse, 'Not yet authorized, or signed in', pollResponseExample),
      signedInCookieExample,
    ),
    ...failures('NOT_FOUND', PLEX_ERRORS),
  },
});

router.openapi(pollPinRoute, async (c) => {
  const { ctx } = c.var;
  // Hono calls the GET handler for HEAD requests. A HEAD request must not sign in.
  if (c.req.method === 'HEAD') throw new AppError('NOT_FOUND');
  const signedIn = await finishPlexPin(ctx, { sealedId: c.req.valid('param').id, client });
  if (signedIn) return c.json(await finishSignIn(c, signedIn), 200);
  return c.json({ success: true as const, data: { authorized: false as const } }, 200);
});

const refreshRoute = createRoute({
  tags: ['Media'],
  ...documentLimits('media', 'refresh'),
  method: 'post',
  path: '/auth/refresh',
  operationId: 'refreshMediaTokens',
  summary: 'Refresh tokens',
  description:
    'The new tokens have the lifetimes of their session. A refresh token remains valid until its successor is used, so that a client may use its first token repeatedly. If a client sends an older token, or if two clients seem to use the same token, the session ends, and the owner is notified by e-mail. Without a refresh token in the body, the token in the cookie is used, and the new tokens are stored in the cookie.',
  middleware: optionalBody,
  security: [{ mediaCookie: [] }, {}],
  request: { headers: cookieHeaders, ...optionalJsonBody(refreshBody, refreshExample) },
  responses: {
    200: documentCookie(success(tokensResponse, 'New tokens', tokensResponseExample), tokensCookieExample),
    ...failures(
      BODY_ERRORS,
      wrongField('refreshToken', 'Refresh token is required'),
      'REFRESH_TOKEN_INVALID',
      'FORBIDDEN',
      'LIMIT_EXCEEDED',
    ),
  },
});

router.openapi(refreshRoute, async (c) => {
  const sentToken = c.req.valid('json')?.refreshToken || null;
  const tokens = await rotateRefreshToken(c.var.ctx, { token: sentToken ?? requireRefreshTokenInCookie(c) });
  // A session that was in the cookie stays there, so that a script cannot read its refresh token.
  const isInCookie = sentToken === null || requestsCookie(c);
  if (isInCookie) await storeInCookie(c, tokens);
  return c.json({ success: true as const, data: renderTokens(tokens, { isInCookie }) }, 200);
});

const logoutRoute = createRoute({
  tags: ['Media'],
  ...documentLimits('media'),
  middleware: optionalBody,
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOutOfMedia',
  summary: 'Sign out',
  description:
    'Ends only the sessions of the sent tokens, and removes the cookie. One of these is enough: an access token in the header, a refresh token in the body, or the cookie. The token may have expired. A second logout with the same token also succeeds.',
  security: [{ bearer: [] }, { mediaCookie: [] }, {}],
  request: optionalJsonBody(logoutBody, refreshExample),
  responses: {
    200: documentCookie(
      success(messageResponse, 'The session has ended', loggedOutExample, 'Clear-Site-Data'),
    ),
    ...documentRemovedCookie(
      failures(
        'NOT_AUTHENTICATED',
        'TOKEN_INVALID',
        BODY_ERRORS,
        wrongField('refreshToken', 'refreshToken must be a string'),
        'FORBIDDEN',
      ),
    ),
  },
});

router.openapi(logoutRoute, async (c) => {
  const sessionTokens = signOutTokens(c, tokensInCookie(c));
  // The cookie is removed even if no token is valid. Otherwise the browser would send it with every request.
  removeCookie(c);
  const refreshToken = c.req.valid('json')?.refreshToken;
  await logOut(c.var.ctx, { sessionTokens, refreshToken }).catch(throwAsTokenError);
  clearSiteCache(c);
  return c.json({ success: true as const, message: 'Logged out successfully' }, 200);
});

/** Stores the session in the cookie if the client requests the cookie. Returns the body of the response. */
async function finishSignIn(c: Context<AppEnv>, signedIn: PlexSignedIn) {
  const isInCookie = requestsCookie(c);
  if (isInCookie) await storeInCookie(c, signedIn.tokens);
  return renderSignedIn(c.get('ctx'), signedIn, { isInCookie });
}

/**
 * Converts the errors of `logOut`, because the logout of this contract has no errors for refresh tokens. The error for
 * a request without a token becomes `NOT_AUTHENTICATED`. The error for a request without a valid token becomes
 * `TOKEN_INVALID`.
 */
function throwAsTokenError(error: unknown): never {
  if (error instanceof AppError && error.is('REFRESH_TOKEN_REQUIRED'))
    throw new AppError('NOT_AUTHENTICATED');
  if (error instanceof AppError && error.is('REFRESH_TOKEN_INVALID')) throw new AppError('TOKEN_INVALID');
  throw error;
}
