/** The middleware that every contract shares, in its order. */

import type { Hono } from 'hono';
import { cors } from 'hono/cors';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Configuration } from '../core/request/configuration.ts';
import type { AppEnv } from './app-env.ts';
import { requestScope } from './request-scope.ts';

const EXPOSED_HEADERS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Request-Id',
];

/** Puts the shared middleware in front of an app. */
export function usePipeline(app: Hono<AppEnv>, configuration: Configuration): void {
  const { allowedOrigins } = configuration;
  app.use(requestId());
  app.use(requestScope(configuration));
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      // A page brings the policy that it needs; everything else is closed.
      overwrite: false,
    }),
  );
  const crossOrigin = cors({
    origin: (origin) => (allowedOrigins.includes(origin) ? origin : null),
    credentials: true,
    exposeHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  });
  app.use(async (c, next) => {
    // Hono's sets headers before there is an answer, which then is made twice: only who comes from an origin pays.
    if (c.req.header('Origin') === undefined && c.req.method !== 'OPTIONS') {
      await next();
      c.res.headers.append('Vary', 'Origin');
      return;
    }
    const preflight = await crossOrigin(c, next);
    // The media contract promises 200; to browsers every success is the same (Fetch, section 4.8).
    if (preflight) return new Response(null, { status: 200, headers: preflight.headers });
  });
}
