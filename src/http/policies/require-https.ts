/** Requires TLS in production. Each contract uses this middleware, so that the error has the format of the contract. */
import { createMiddleware } from 'hono/factory';
import { AppError } from '../../rules/app-error.ts';
import type { AppEnv } from '../app-env.ts';

/** Health checks contain no data, and a monitor may reach the worker without TLS. */
const ALSO_UNENCRYPTED = new Set(['/healthz', '/readyz']);

/**
 * Middleware that rejects a request without TLS in production with `FORBIDDEN`. It never redirects, because the client
 * has already sent its token or password without encryption, and a redirect would hide this error.
 */
export const requireHttps = createMiddleware<AppEnv>(async (c, next) => {
  const { environment } = c.get('ctx').configuration;
  const isUnencrypted = c.req.url.startsWith('http:');
  if (environment === 'production' && isUnencrypted && !ALSO_UNENCRYPTED.has(c.req.path.replace(/\/$/, ''))) {
    throw new AppError('FORBIDDEN');
  }
  await next();
});
