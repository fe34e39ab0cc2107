/** The document of every contract, for programs and for people. */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import { dump } from 'js-yaml';
import type { Configuration } from '../../core/configuration.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { newRouter } from '../../http/router.ts';
import { renderServiceError, serviceFailures } from '../../http/service-errors.ts';
import { buildDocument } from './document.ts';
import { TITLE, VERSION } from './overview.ts';
import { pageRoutes } from './page-routes.ts';

const YAML_TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml'];
const example = { openapi: '3.1.0', info: { title: TITLE, version: VERSION }, paths: {} };
const schema = z.looseObject({ openapi: z.string() }).openapi('OpenApiDocument');

const schemaRoute = createRoute({
  method: 'get',
  path: '/api/v1/schema',
  operationId: 'readDocument',
  summary: 'This document',
  description: 'OpenAPI 3.1 of all contracts: JSON, or YAML for `Accept: application/yaml`.',
  tags: ['Service'],
  responses: {
    200: {
      description: 'The document',
      content: { 'application/json': { schema, example }, 'application/yaml': { schema, example } },
    },
    ...serviceFailures(),
  },
});

/** The routes of documentation for everything that is mounted on `app`. */
export function documentationContract(app: OpenAPIHono<AppEnv>, configuration: Configuration) {
  const router = newRouter();
  router.onError(renderServiceError);
  // Built when first asked for: at import it would delay every first request, whatever it asks.
  const document = once(() => buildDocument(app, configuration));
  const json = once(() => JSON.stringify(document()));
  const yaml = once(() => dump(document(), { noRefs: true }));
  router.openapi(schemaRoute, (c) => {
    const type = accepts(c, {
      header: 'Accept',
      supports: ['application/json', ...YAML_TYPES],
      default: 'application/json',
    });
    c.header('Vary', 'Accept', { append: true });
    if (!YAML_TYPES.includes(type)) return c.body(json(), 200, { 'Content-Type': 'application/json' });
    return c.body(yaml(), 200, { 'Content-Type': 'application/yaml; charset=utf-8' });
  });
  router.route('/', pageRoutes());
  return router;
}

function once<Result>(make: () => Result): () => Result {
  let made: { result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
