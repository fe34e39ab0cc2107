/** The routes that refresh the tokens of a session and end a session. */
import { createRoute } from '@hono/zod-openapi';
import { logOut } from '../../core/sessions/log-out.ts';
import { rotateRefreshToken } from '../../core/sessions/rotate-refresh-token.ts';
import { BODY_ERRORS, wrongField } from '../../http/openapi/documented-errors.ts';
import { documentLimits } from '../../http/openapi/documented-extensions.ts';
import { optionalJsonBody } from '../../http/openapi/json-content.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { clearSiteCache } from '../../http/policies/clear-site-cache.ts';
import { signOutTokens } from '../../http/session-cookie.ts';
import { AppError } from '../../rules/app-error.ts';
import { renderTokens } from './render.ts';
import { logoutBody, refreshBody, refreshExample } from './request-schemas.ts';
import {
  loggedOutExample,
  messageResponse,
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

/** The routes of an existing session. */
export const sessionRoutes = router;

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
