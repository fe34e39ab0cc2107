/** The middleware that every contract shares, in its order. */

import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Configuration } from '../core/configuration.ts';
import type { AppEnv } from './app-env.ts';
import { requestScope } from './request-scope.ts';

const MAX_BODY_BYTES = 64 * 1024;
const EXPOSED_HEADERS = [
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
];

/** Puts the shared middleware in front of an app. */
export function usePipeline(app: Hono<AppEnv>, configuration: Configuration): void {
  const { allowedOrigins } = configuration;
  app.use(requestId());
  app.use(requestScope(configuration));
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } }));
  app.use(
    cors({
      origin: (origin) => (allowedOrigins.includes(origin) ? origin : null),
      credentials: true,
      exposeHeaders: EXPOSED_HEADERS,
      maxAge: 600,
    }),
  );
  app.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new HTTPException(413);
      },
    }),
  );
}
