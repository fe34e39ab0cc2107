/**
 * Protection from cross-site request forgery: a request with an unsafe method must come from a page of this origin.
 */
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../http/app-env.ts';
import { AppError } from '../../rules/app-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const checkForms = csrf({ origin: (origin, c) => origin === ownOrigin(c as Context<AppEnv>) });

/**
 * Middleware that requires the header `Origin` or `Sec-Fetch-Site` for unsafe methods. Each of the two headers that a
 * request has must match this origin. Hono's `csrf` is only a second check: it accepts a form if one of the two headers
 * matches, and does not check requests with other content types.
 * @throws AppError `FORBIDDEN`
 */
export const requireSameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (!SAFE_METHODS.has(c.req.method) && !isSameOrigin(c)) throw new AppError('FORBIDDEN');
  return checkForms(c, next);
});

function isSameOrigin(c: Context<AppEnv>): boolean {
  const origin = c.req.header('Origin');
  const site = c.req.header('Sec-Fetch-Site');
  if (origin === undefined && site === undefined) return false;
  return (origin ?? ownOrigin(c)) === ownOrigin(c) && (site ?? 'same-origin') === 'same-origin';
}

/**
 * The origin of the pages: in production the origin of the configured public URL, otherwise the origin of the request
 * URL, because a development server is used with several host names, such as `localhost` and `127.0.0.1`.
 */
function ownOrigin(c: Context<AppEnv>): string {
  const { environment, publicUrl } = c.get('ctx').configuration;
  return new URL(environment === 'production' ? (publicUrl ?? c.req.url) : c.req.url).origin;
}
