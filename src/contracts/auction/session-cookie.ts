/** The session cookie of the auction contract. It contains the access token. */
import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { requireSessionOf, sessionCookie } from '../../http/session-cookie.ts';

/** The access token in the cookie; null without a cookie. */
export function cookieToken(c: Context<AppEnv>): string | null {
  return sessionCookie(c, 'auction');
}

/** Authenticates the caller by the bearer token. If the request has none, the token in the cookie is used. */
export const requireSession = requireSessionOf(cookieToken);
