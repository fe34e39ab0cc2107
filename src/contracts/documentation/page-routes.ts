/** Where the pages of the document are, and what each of them may load. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';
import { emptyAnswer } from '../../http/openapi/json-content.ts';
import { newRouter } from '../../http/router.ts';
import { serviceFailures } from '../../http/service-errors.ts';
import { redocPage, swaggerPage } from './pages.tsx';

/** Nothing from another origin, and nothing that stands in the markup. */
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
/** ReDoc writes its style elements and starts its search from a blob; there is no option for either. */
const REDOC_POLICY = { ...POLICY, 'style-src': "'self' 'unsafe-inline'", 'worker-src': 'blob:' };

const shared = {
  method: 'get' as const,
  tags: ['Service'],
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
  summary: 'This document in Swagger UI',
  description: 'To read and to try out; `/docs` leads here.',
});

const redocRoute = createRoute({
  ...shared,
  path: '/api/v1/schema/redoc',
  operationId: 'readRedocPage',
  summary: 'This document in ReDoc',
  description: 'To read and to search.',
});

const shortcutRoute = createRoute({
  method: 'get',
  path: '/docs',
  operationId: 'findDocumentation',
  summary: 'The way to the pages',
  tags: ['Service'],
  responses: { 302: emptyAnswer('To Swagger UI', 'Location'), ...serviceFailures() },
});

/** The two pages, and the short way to the first. */
export function pageRoutes() {
  const router = newRouter();
  router.openapi(swaggerRoute, (c) => answer(c, swaggerPage(), POLICY));
  router.openapi(redocRoute, (c) => answer(c, redocPage(), REDOC_POLICY));
  router.openapi(shortcutRoute, (c) => c.redirect(`${swaggerRoute.path}/`));
  return router;
}

function answer(c: Context<AppEnv>, page: ReturnType<typeof swaggerPage>, policy: Record<string, string>) {
  const directives = Object.entries(policy).map((directive) => directive.join(' '));
  return c.html(page, 200, { 'Content-Security-Policy': directives.join('; ') });
}
