/** Rejects requests with unsafe methods unless a page of this origin sent them (OWASP, CSRF). */
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../http/app-env.ts';
import { AppError } from '../../rules/app-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const checkForms = csrf({ origin: (origin, c) => origin === ownOrigin(c as Context<AppEnv>) });

/**
 * Requires `Origin` or `Sec-Fetch-Site`. Each of the two headers that is present must match this origin. Hono's `csrf`
 * is weaker: it accepts a form if one of the two matches, and does not check other content types.
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

/** In development, clients use `localhost`, `127.0.0.1` and other names of the machine. */
function ownOrigin(c: Context<AppEnv>): string {
  const { environment, publicUrl } = c.get('ctx').configuration;
  return new URL(environment === 'production' ? (publicUrl ?? c.req.url) : c.req.url).origin;
}
