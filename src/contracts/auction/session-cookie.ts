/** The session cookie of the auction contract. It contains the access token. */
import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { requireSessionOf, sessionCookie } from '../../http/session-cookie.ts';

/** The access token in the cookie; null without a cookie. */
export function cookieToken(c: Context<AppEnv>): string | null {
  return sessionCookie(c, 'auction');
}

/** Authenticates the caller by the bearer token or by the cookie. */
export const requireSession = requireSessionOf(cookieToken);
