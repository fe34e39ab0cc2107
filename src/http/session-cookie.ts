/** The session cookies of the client contracts, for browser clients that do not store tokens. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';
import { authenticateCaller, bearerToken } from './bearer.ts';
import { isTrustedOrigin } from './policies/trusted-origin.ts';

/** The cookie name of each client contract with a session cookie, without the prefix `__Host-`. */
const COOKIE_NAMES = { auction: 'plugs_session', media: 'plugs_media' } as const;

/** The methods that change nothing (RFC 9110 section 9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export type CookieContract = keyof typeof COOKIE_NAMES;

/** The name of the cookie of a contract at an origin. */
export function sessionCookieName(contract: CookieContract, origin: string): string {
  return origin.startsWith('https:') ? `__Host-${COOKIE_NAMES[contract]}` : COOKIE_NAMES[contract];
}

/**
 * Stores a value in the client for `maxAgeSeconds`. On encrypted connections the name of the cookie has the prefix
 * `__Host-` (RFC 6265bis section 4.1.3).
 */
export function setSessionCookie(
  c: Context<AppEnv>,
  contract: CookieContract,
  { value, maxAgeSeconds }: { value: string; maxAgeSeconds: number },
): void {
  setCookie(c, COOKIE_NAMES[contract], value, { ...attributes(c), maxAge: maxAgeSeconds });
}

/** Removes the session cookie of a contract from the client. */
export function clearSessionCookie(c: Context<AppEnv>, contract: CookieContract): void {
  deleteCookie(c, COOKIE_NAMES[contract], attributes(c));
}

/** The value of the session cookie of a contract; null without one. */
export function sessionCookie(c: Context<AppEnv>, contract: CookieContract): string | null {
  const name = COOKIE_NAMES[contract];
  return (isEncrypted(c) ? getCookie(c, name, 'host') : getCookie(c, name)) ?? null;
}

/** Whether the request has a session cookie of a client contract. The token in the cookie may be invalid. */
export function hasSessionCookie(c: Context<AppEnv>): boolean {
  return (Object.keys(COOKIE_NAMES) as CookieContract[]).some(
    (contract) => sessionCookie(c, contract) !== null,
  );
}

/**
 * Middleware that makes the account of the bearer token or of the cookie the actor. A request that is authenticated by
 * the cookie and changes state must come from the origin of this service or an allowed origin, because a browser also
 * sends the cookie with requests of other sites (OWASP, CSRF).
 * @param cookieToken returns the access token in the cookie of the contract
 * @throws AppError `FORBIDDEN` for an origin that is not trusted, and the codes of `authenticateCaller`
 */
export function requireSessionOf(cookieToken: (c: Context<AppEnv>) => string | null) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const ctx = c.get('ctx');
    const bearer = bearerToken(c);
    const token = bearer ?? cookieToken(c);
    const isAuthenticatedByCookie = bearer === null && token !== null;
    const changesState = !SAFE_METHODS.has(c.req.method);
    if (isAuthenticatedByCookie && changesState && !isTrustedOrigin(c)) throw new AppError('FORBIDDEN');
    c.set('ctx', { ...ctx, actor: await authenticateCaller(c, token) });
    await next();
  });
}

/**
 * Returns the tokens of a request to sign out, from the header and the cookies. The token of the header is null without
 * a bearer token. The tokens are not verified, because an expired token still identifies the session to end. The tokens
 * of the cookies are left out if the origin of the request is not trusted (`isTrustedOrigin`).
 * @throws AppError `FORBIDDEN` if the origin is not trusted and only cookies contain tokens
 */
export function signOutTokens(c: Context<AppEnv>, cookieTokens: string[]): (string | null)[] {
  const bearer = bearerToken(c);
  if (cookieTokens.length === 0 || isTrustedOrigin(c)) return [bearer, ...cookieTokens];
  if (bearer === null) throw new AppError('FORBIDDEN');
  return [bearer];
}

function attributes(c: Context<AppEnv>) {
  const shared = { httpOnly: true, sameSite: 'Lax', path: '/' } as const;
  return isEncrypted(c) ? ({ ...shared, secure: true, prefix: 'host' } as const) : shared;
}

function isEncrypted(c: Context<AppEnv>): boolean {
  return new URL(c.req.url).protocol === 'https:';
}
