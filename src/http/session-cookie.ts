/** The session cookies of the contracts, for browser clients that do not store tokens. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { AppError } from '../rules/app-error.ts';
import type { AppEnv } from './app-env.ts';
import { authenticateCaller, bearerToken } from './bearer.ts';
import { isTrustedOrigin } from './policies/trusted-origin.ts';

/** The cookie of each contract that has one. */
const NAMES = { auction: 'plugs_session', media: 'plugs_media' } as const;

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export type CookieContract = keyof typeof NAMES;

/** The name of the cookie of a contract at an origin. */
export function sessionCookieName(contract: CookieContract, origin: string): string {
  return origin.startsWith('https:') ? `__Host-${NAMES[contract]}` : NAMES[contract];
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
  setCookie(c, NAMES[contract], value, { ...attributes(c), maxAge: maxAgeSeconds });
}

/** Removes the session cookie of a contract from the client. */
export function clearSessionCookie(c: Context<AppEnv>, contract: CookieContract): void {
  deleteCookie(c, NAMES[contract], attributes(c));
}

/** The value of the session cookie of a contract; null without one. */
export function sessionCookie(c: Context<AppEnv>, contract: CookieContract): string | null {
  const name = NAMES[contract];
  return (isEncrypted(c) ? getCookie(c, name, 'host') : getCookie(c, name)) ?? null;
}

/** Whether the request has a session cookie. The token in it may be invalid. */
export function hasSessionCookie(c: Context<AppEnv>): boolean {
  return (Object.keys(NAMES) as CookieContract[]).some((contract) => sessionCookie(c, contract) !== null);
}

/**
 * Middleware that makes the account of the bearer token or of the cookie the actor. A request that is authenticated by
 * the cookie and changes state must come from the origin of this service or an allowed origin, because a browser also
 * sends the cookie with requests of other sites (OWASP, CSRF).
 * @param cookieToken returns the access token in the cookie of the contract
 */
export function requireSessionOf(cookieToken: (c: Context<AppEnv>) => string | null) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const ctx = c.get('ctx');
    const bearer = bearerToken(c);
    const token = bearer ?? cookieToken(c);
    const isByCookie = bearer === null && token !== null;
    if (isByCookie && !SAFE_METHODS.has(c.req.method) && !isTrustedOrigin(c)) throw new AppError('FORBIDDEN');
    c.set('ctx', { ...ctx, actor: await authenticateCaller(c, token) });
    await next();
  });
}

/**
 * Returns the tokens of a request to sign out, from the header and the cookie. An expired token is also returned,
 * because it still identifies the session to end.
 * @throws AppError `FORBIDDEN` for a request of another site that has only a cookie
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
