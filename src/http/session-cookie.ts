/** The session cookie, for browser clients that do not store tokens. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { AppError } from '../rules/app-error.ts';
import { isAllowedOrigin } from './allowed-origins.ts';
import type { AppEnv } from './app-env.ts';
import { authenticateCaller, bearerToken } from './bearer.ts';

const NAME = 'plugs_session';
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The name of the cookie at an origin. */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? `__Host-${NAME}` : NAME;
}

/**
 * Stores an access token in the client for `maxAgeSeconds`. On encrypted connections the name has the prefix `__Host-`
 * (RFC 6265bis section 4.1.3).
 */
export function setSessionCookie(c: Context<AppEnv>, accessToken: string, maxAgeSeconds: number): void {
  setCookie(c, NAME, accessToken, { ...attributes(c), maxAge: maxAgeSeconds });
}

/** Removes the session cookie from the client. */
export function clearSessionCookie(c: Context<AppEnv>): void {
  deleteCookie(c, NAME, attributes(c));
}

/** Whether the request has a session cookie. The token in it may be invalid. */
export function hasSessionCookie(c: Context<AppEnv>): boolean {
  return cookieToken(c) !== null;
}

/** The access token of this request, from the header or the cookie. */
export function sessionToken(c: Context<AppEnv>): string | null {
  return bearerToken(c) ?? cookieToken(c);
}

/**
 * Makes the account of the bearer token or of the cookie the actor. A request that changes state by cookie must come
 * from this origin or an allowed one, because a browser also sends the cookie for requests of other sites (OWASP,
 * CSRF).
 */
export const requireSession = createMiddleware<AppEnv>(async (c, next) => {
  const ctx = c.get('ctx');
  const isByCookie = bearerToken(c) === null && cookieToken(c) !== null;
  if (isByCookie && !SAFE_METHODS.has(c.req.method) && !isTrustedOrigin(c)) throw new AppError('FORBIDDEN');
  c.set('ctx', { ...ctx, actor: await authenticateCaller(c, sessionToken(c)) });
  await next();
});

/**
 * The tokens of a request to sign out, from the header and the cookie. They may have expired: an expired token still
 * identifies the session to end.
 * @throws AppError `FORBIDDEN` for a cookie that a request of another site sends
 */
export function signOutTokens(c: Context<AppEnv>): (string | null)[] {
  const [bearer, cookie] = [bearerToken(c), cookieToken(c)];
  if (cookie === null || isTrustedOrigin(c)) return [bearer, cookie];
  if (bearer === null) throw new AppError('FORBIDDEN');
  return [bearer];
}

/**
 * Whether a request comes from this origin or from an allowed one. A request with neither `Origin` nor
 * `Sec-Fetch-Site` is rejected. In development the origin of the request URL counts as this origin, because the worker
 * has several names there, such as `localhost` and `127.0.0.1`.
 */
function isTrustedOrigin(c: Context<AppEnv>): boolean {
  const { configuration } = c.get('ctx');
  const { environment, publicUrl } = configuration;
  const own = new URL(environment === 'development' ? c.req.url : (publicUrl ?? c.req.url)).origin;
  const origin = c.req.header('Origin');
  if (origin !== undefined) return origin === own || isAllowedOrigin(configuration, origin);
  return c.req.header('Sec-Fetch-Site') === 'same-origin';
}

/** The access token in the session cookie. */
export function cookieToken(c: Context<AppEnv>): string | null {
  return (isEncrypted(c) ? getCookie(c, NAME, 'host') : getCookie(c, NAME)) ?? null;
}

function attributes(c: Context<AppEnv>) {
  const shared = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  return isEncrypted(c) ? ({ ...shared, secure: true, prefix: 'host' } as const) : shared;
}

function isEncrypted(c: Context<AppEnv>): boolean {
  return new URL(c.req.url).protocol === 'https:';
}
