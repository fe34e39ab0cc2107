/** The middleware that all contracts share, in the order of execution. */
import type { Hono } from 'hono';
import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Configuration } from '../core/request/configuration.ts';
import { isBlank } from '../rules/unseen-characters.ts';
import { isAllowedOrigin } from './allowed-origins.ts';
import type { AppEnv } from './app-env.ts';
import { cacheControl } from './policies/cache-control.ts';
import { requestScope } from './request-scope.ts';

/** The response headers that scripts of an allowed origin can read besides those that CORS always allows. */
const EXPOSED_HEADERS = [
  'Content-Disposition',
  'Content-Location',
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
  'X-Revision',
];

/**
 * Removes whitespace before `;` from the content type of a request. RFC 9110 section 5.6.6 allows this whitespace, but
 * the JSON validator of Hono does not.
 */
const trimContentType = createMiddleware<AppEnv>(async (c, next) => {
  const contentType = c.req.header('Content-Type');
  if (contentType && /[ \t];/.test(contentType)) {
    const headers = new Headers(c.req.raw.headers);
    headers.set('Content-Type', contentType.replace(/[ \t]+;/g, ';'));
    c.req.raw = new Request(c.req.raw, { headers });
  }
  await next();
});

/**
 * The parameters of the API in which the word `null` is a search term or a tag. In filters such as `business_type` it means
 * that the parameter was not sent.
 */
const TYPED_TEXT_PARAMETERS = new Set(['q', 'search', 'tag']);

/**
 * Removes parameters with a blank value from a query string, because a form also sends the fields that the user left
 * empty. Under `/api/`, parameters with the value `null` are also removed, except those in `TYPED_TEXT_PARAMETERS`,
 * because scripts send this text for a variable that is not set.
 */
const dropEmptyParameters = createMiddleware<AppEnv>(async (c, next) => {
  if (c.req.url.includes('?')) {
    const url = new URL(c.req.url);
    const all = [...url.searchParams];
    const isNull = ([name, value]: [string, string]) =>
      value === 'null' && url.pathname.startsWith('/api/') && !TYPED_TEXT_PARAMETERS.has(name);
    const given = all.filter((parameter) => !isBlank(parameter[1]) && !isNull(parameter));
    if (given.length < all.length) {
      url.search = String(new URLSearchParams(given));
      c.req.raw = new Request(url, c.req.raw);
    }
  }
  await next();
});

/** Adds the shared middleware to an app. Must be called before any route is added. */
export function usePipeline(app: Hono<AppEnv>, configuration: Configuration): void {
  // The caller's `X-Request-Id` is ignored. This service generates the ids, so that they are unique in the log.
  app.use(requestId({ limitLength: 0 }));
  app.use(requestScope(configuration));
  app.use(cacheControl);
  app.use(trimContentType);
  app.use(dropEmptyParameters);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: 'max-age=31536000; includeSubDomains',
      // A header that the response already has is not replaced. HTML pages set a different policy.
      overwrite: false,
    }),
  );
  const crossOrigin = cors({
    origin: (origin) => (isAllowedOrigin(configuration, origin) ? origin : null),
    credentials: true,
    exposeHeaders: EXPOSED_HEADERS,
    maxAge: 600,
  });
  app.use(async (c, next) => {
    // Hono's CORS middleware sets headers before a response exists, so Hono creates the response twice. To avoid this
    // cost, the middleware is skipped for requests without `Origin`, except `OPTIONS`.
    if (c.req.header('Origin') === undefined && c.req.method !== 'OPTIONS') {
      await next();
      c.res.headers.append('Vary', 'Origin');
      return;
    }
    const preflight = await crossOrigin(c, next);
    // The media contract documents the status 200 for a preflight request. Browsers accept any successful status (Fetch
    // standard, section 4.8).
    if (preflight) return new Response(null, { status: 200, headers: preflight.headers });
  });
}
