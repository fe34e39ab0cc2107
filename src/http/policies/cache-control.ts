/** Controls which responses a cache may store (RFC 9111). */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../app-env.ts';
import { hasSessionCookie } from '../session-cookie.ts';

const FIRST_ERROR_STATUS = 400;

/**
 * Sets `Cache-Control: no-store` on every error and on every response to a request with a token or a session cookie. If
 * such a response has an `ETag`, it gets `private, no-cache` instead: only the client may store the response, and must
 * revalidate the response before use, so that `If-None-Match` works. `Vary` prevents a shared cache from returning
 * a stored response of an anonymous request to a request with a token.
 */
export const cacheControl = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  // `c.header` would create a second response from the completed one.
  const { headers, status } = c.res;
  headers.append('Vary', 'Authorization');
  if (status < FIRST_ERROR_STATUS && !hasCredentials(c)) return;
  headers.set('Cache-Control', headers.has('ETag') ? 'private, no-cache' : 'no-store');
});

/** The cookie of the HTML pages is not checked, because the pages set `Cache-Control` themselves. */
function hasCredentials(c: Context<AppEnv>): boolean {
  return c.req.header('Authorization') !== undefined || hasSessionCookie(c);
}
