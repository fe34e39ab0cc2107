/** Rejects requests that change something unless a page of this origin sent them (OWASP, CSRF). */
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../http/app-env.ts';
import { AppError } from '../../rules/app-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const checkForms = csrf({ origin: (origin, c) => origin === ownOrigin(c as Context<AppEnv>) });

/**
 * Checks `Origin` and `Sec-Fetch-Site`. One of them must be present, and both must name this origin where they are.
 * Hono's `csrf` accepts a form when one of the two is right, and does not check other types of content.
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

/** In development the worker is reached as `localhost`, as `127.0.0.1` and by other names of the machine. */
function ownOrigin(c: Context<AppEnv>): string {
  const { environment, publicUrl } = c.get('ctx').configuration;
  return new URL(environment === 'production' ? (publicUrl ?? c.req.url) : c.req.url).origin;
}
