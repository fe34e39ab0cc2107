/** The routes of the pages that show the document, and the content security policy of each page. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { emptyResponse } from '../../http/openapi/json-content.ts';
import * as z from '../../http/openapi/zod.ts';
import { newRouter } from '../../http/router.ts';
import { serviceFailures } from '../../http/service-errors.ts';
import { redocPage, swaggerPage } from './pages.tsx';

/**
 * A content security policy that allows only files of this origin, and images in `data:` URLs. Inline scripts and styles
 * are not allowed.
 */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};
/** ReDoc always inserts style elements, and always starts its search worker from a `blob:` URL. */
const REDOC_POLICY = { ...POLICY, 'style-src': "'self' 'unsafe-inline'", 'worker-src': 'blob:' };

const shared = {
  method: 'get' as const,
  tags: ['Service'],
  'x-internal': true,
  responses: {
    200: {
      description: 'The page',
      content: { 'text/html': { schema: z.string(), example: '<!doctype html><html lang="en">…</html>' } },
    },
    ...serviceFailures(),
  },
};

const swaggerRoute = createRoute({
  ...shared,
  path: '/api/v1/schema/swagger-ui',
  operationId: 'readSwaggerPage',
  summary: 'Read this document in Swagger UI',
  description: 'The page can also send requests. `/docs` redirects here.',
});

const redocRoute = createRoute({
  ...shared,
  path: '/api/v1/schema/redoc',
  operationId: 'readRedocPage',
  summary: 'Read this document in ReDoc',
  description: 'A reference with search.',
});

const shortcutRoute = createRoute({
  method: 'get',
  path: '/docs',
  operationId: 'findDocumentation',
  summary: 'Redirect to the documentation',
  tags: ['Service'],
  'x-internal': true,
  responses: { 302: emptyResponse('Redirects to Swagger UI', 'Location'), ...serviceFailures() },
});

/** The routes of Swagger UI and ReDoc, and a redirect from `/docs` to Swagger UI. */
export function pageRoutes() {
  const router = newRouter();
  router.openapi(swaggerRoute, (c) => renderPage(c, swaggerPage(), POLICY));
  router.openapi(redocRoute, (c) => renderPage(c, redocPage(), REDOC_POLICY));
  router.openapi(shortcutRoute, (c) => c.redirect(`${swaggerRoute.path}/`));
  return router;
}

function renderPage(
  c: Context<AppEnv>,
  page: ReturnType<typeof swaggerPage>,
  policy: Record<string, string>,
) {
  const directives = Object.entries(policy).map((directive) => directive.join(' '));
  return c.html(page, 200, { 'Content-Security-Policy': directives.join('; ') });
}
