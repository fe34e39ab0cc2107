/**
 * The session cookie of the media contract. A client that sends `X-Session-Cookie: true` gets the session as a cookie,
 * which scripts cannot read, and no refresh token in the body. The cookie contains the access token and the refresh
 * token, because a client that stores no tokens must also be able to refresh its session.
 */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { requireAdmin } from '../../core/request/access.ts';
import type { TokenPair } from '../../core/sessions/issue-tokens.ts';
import { endReplacedSession } from '../../core/sessions/log-out.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { optionalHeader } from '../../http/openapi/documented-headers.ts';
import * as z from '../../http/openapi/zod.ts';
import { isTrustedOrigin } from '../../http/policies/trusted-origin.ts';
import {
  clearSessionCookie,
  requireSessionOf,
  sessionCookie,
  setSessionCookie,
} from '../../http/session-cookie.ts';
import { AppError } from '../../rules/app-error.ts';

const SESSION_COOKIE_HEADER = 'X-Session-Cookie';
/** The separator of the tokens in the cookie. No token contains this character, and cookies may contain it. */
const SEPARATOR = '~';

/** The request header with which a client requests the cookie. */
export const cookieHeaders = z.object({
  [SESSION_COOKIE_HEADER]: z.string().optional().openapi({
    description:
      '`true`, in upper or lower case, stores the session in a cookie, and the response has no `refreshToken`. Every other value has no effect.',
  }),
});

interface CookieTokens {
  accessToken: string | null;
  refreshToken: string | null;
}

/** Authenticates the caller by the bearer token. If the request has none, the access token in the cookie is used. */
export const requireSession = requireSessionOf((c) => cookieTokens(c).accessToken);

/**
 * Requires an administrator. This middleware runs after `requireSession`. A session that began with a Plex sign-in is
 * also accepted.
 * @throws AppError with the codes of `requireAdmin`
 */
export const requireMediaAdmin = createMiddleware<AppEnv>(async (c, next) => {
  await requireAdmin(c.get('ctx'), { acceptsPlexSession: true });
  await next();
});

/** Whether the client requests the session as a cookie. */
export function requestsCookie(c: Context<AppEnv>): boolean {
  return c.req.header(SESSION_COOKIE_HEADER)?.trim().toLowerCase() === 'true';
}

/**
 * Stores a session in the cookie. If the request has a cookie with another session, the other session ends.
 * @throws AppError `UNAVAILABLE`
 */
export async function storeInCookie(c: Context<AppEnv>, tokens: TokenPair): Promise<void> {
  // The previous session ends first. If that fails, the error response must not set the cookie.
  await endReplacedSession(c.get('ctx'), cookieTokens(c).accessToken, tokens.sessionId);
  const value = `${tokens.accessToken}${SEPARATOR}${tokens.refreshToken}`;
  setSessionCookie(c, 'media', { value, maxAgeSeconds: tokens.refreshExpiresInSeconds });
}

/**
 * Returns the refresh token in the cookie.
 * @throws AppError `REFRESH_TOKEN_REQUIRED` without a refresh token, `FORBIDDEN` for a request whose origin is not
 *   trusted (`isTrustedOrigin`)
 */
export function requireRefreshTokenInCookie(c: Context<AppEnv>): string {
  const { refreshToken } = cookieTokens(c);
  if (refreshToken === null) throw new AppError('REFRESH_TOKEN_REQUIRED');
  if (!isTrustedOrigin(c)) throw new AppError('FORBIDDEN');
  return refreshToken;
}

/** Returns the tokens in the cookie. A logout ends the session that they identify. */
export function tokensInCookie(c: Context<AppEnv>): string[] {
  const { accessToken, refreshToken } = cookieTokens(c);
  return [accessToken, refreshToken].filter((token) => token !== null);
}

/** Removes the cookie, if the request has one. */
export function removeCookie(c: Context<AppEnv>): void {
  if (sessionCookie(c, 'media') !== null) clearSessionCookie(c, 'media');
}

/**
 * Documents that a response may set or remove the cookie.
 * @param cookieExample the body of a response without a refresh token, which becomes a second example
 */
export function documentCookie<Response extends { headers?: object; content?: object }>(
  response: Response,
  cookieExample?: object,
): Response {
  const headers = { ...response.headers, 'Set-Cookie': optionalHeader('Set-Cookie') };
  if (!cookieExample) return { ...response, headers };
  const { 'application/json': body } = response.content as Record<string, { example?: object }>;
  const { example: usual, ...schema } = body ?? {};
  const examples = {
    usual: { summary: 'Without the request header', value: usual },
    cookie: { summary: 'The session is in the cookie', value: cookieExample },
  };
  return { ...response, headers, content: { 'application/json': { ...schema, examples } } };
}

/** Documents that a response with 401 may also remove the cookie. */
export function documentRemovedCookie<Responses extends object>(responses: Responses): Responses {
  const { 401: unauthorized = {}, ...others } = responses as Record<number, { headers?: object }>;
  return { ...others, 401: documentCookie(unauthorized) } as Responses;
}

function cookieTokens(c: Context<AppEnv>): CookieTokens {
  const [accessToken, refreshToken] = sessionCookie(c, 'media')?.split(SEPARATOR) ?? [];
  return { accessToken: accessToken || null, refreshToken: refreshToken || null };
}
