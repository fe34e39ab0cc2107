/** Requires TLS in production. Each contract uses this middleware, so that the error has the format of the contract. */
import { createMiddleware } from 'hono/factory';
import { AppError } from '../../rules/app-error.ts';
import type { AppEnv } from '../app-env.ts';

/** The health checks. Their responses contain no data of users, and a monitor may send its requests without TLS. */
const UNENCRYPTED_PATHS = new Set(['/healthz', '/readyz']);

/**
 * Middleware that rejects a request without TLS with `FORBIDDEN`, in production only. The health checks are exempt.
 * The middleware never redirects, because the client has already sent its token or password without encryption, and a
 * redirect would hide this error.
 */
export const requireHttps = createMiddleware<AppEnv>(async (c, next) => {
  const { environment } = c.get('ctx').configuration;
  const isUnencrypted = c.req.url.startsWith('http:');
  if (
    environment === 'production' &&
    isUnencrypted &&
    !UNENCRYPTED_PATHS.has(c.req.path.replace(/\/$/, ''))
  ) {
    throw new AppError('FORBIDDEN');
  }
  await next();
});
