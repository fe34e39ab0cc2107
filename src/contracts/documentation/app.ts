/** Serves the OpenAPI document of the API routes as JSON and YAML, and the pages that show the document. */
import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { dump } from 'js-yaml';
import type { Configuration } from '../../core/request/configuration.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { isCurrentForClient, strongTag } from '../../http/entity-tags.ts';
import { headerReferences } from '../../http/openapi/documented-headers.ts';
import * as z from '../../http/openapi/zod.ts';
import { requireHttps } from '../../http/policies/require-https.ts';
import { newRouter } from '../../http/router.ts';
import { renderServiceError, serviceFailures } from '../../http/service-errors.ts';
import { conditionalHeaders } from '../../http/wire-fields.ts';
import { buildDocument, documentAt } from './document.ts';
import { TITLE, VERSION } from './overview.ts';
import { pageRoutes } from './page-routes.ts';

const YAML_TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml'];
const documentExample = { openapi: '3.1.0', info: { title: TITLE, version: VERSION }, paths: {} };
const documentSchema = z.looseObject({ openapi: z.string() }).openapi('OpenApiDocument');

const documentHeaders = {
  ...headerReferences(['ETag']),
  'Cache-Control': {
    description:
      'The response may be cached, but must be revalidated before it is used again. If the request has an `Authorization` header or a session cookie of an API contract, only the client may cache the response.',
    required: true,
    schema: { type: 'string', pattern: '^(private, )?no-cache$' },
    example: 'no-cache',
  },
} as const;

const schemaRoute = createRoute({
  method: 'get',
  path: '/api/v1/schema',
  operationId: 'readDocument',
  summary: 'Read this document',
  description: 'OpenAPI 3.1 document of all contracts, as JSON, or as YAML for `Accept: application/yaml`.',
  tags: ['Service'],
  request: { headers: conditionalHeaders },
  responses: {
    200: {
      description: 'The document',
      headers: documentHeaders,
      content: {
        'application/json': { schema: documentSchema, example: documentExample },
        'application/yaml': { schema: documentSchema, example: documentExample },
      },
    },
    304: { description: '`If-None-Match` contains the current `ETag`', headers: documentHeaders },
    ...serviceFailures(),
  },
});

/** Returns the routes that serve the OpenAPI document of `app`, and the pages that show the document. */
export function documentationContract(app: OpenAPIHono<AppEnv>, configuration: Configuration) {
  const router = newRouter();
  router.onError(renderServiceError);
  router.use('/api/v1/schema/*', requireHttps);
  router.use('/docs/*', requireHttps);
  // The document is built when it is first requested. If it were built here, the first request of every isolate would
  // be delayed.
  const document = once(() => buildDocument(app, configuration));
  const jsonFor = memoizeLast((origin: string) =>
    serializationOf(JSON.stringify(documentAt(origin, document())), 'application/json'),
  );
  const yamlFor = memoizeLast((origin: string) =>
    serializationOf(
      dump(documentAt(origin, document()), { noRefs: true }),
      'application/yaml; charset=utf-8',
    ),
  );
  router.openapi(schemaRoute, (c) => {
    const type = accepts(c, {
      header: 'Accept',
      supports: ['application/json', ...YAML_TYPES],
      default: 'application/json',
    });
    const { text, contentType, etag } = YAML_TYPES.includes(type)
      ? yamlFor(originOf(c, configuration))
      : jsonFor(originOf(c, configuration));
    c.header('Vary', 'Accept', { append: true });
    c.header('ETag', strongTag(etag));
    c.header('Cache-Control', 'no-cache');
    if (isCurrentForClient(c.req.valid('header')['If-None-Match'], etag)) return c.body(null, 304);
    return c.body(text, 200, { 'Content-Type': contentType });
  });
  router.route('/', pageRoutes());
  return router;
}

/** The text of the document in one format, with an etag that is a hash of the text. */
function serializationOf(text: string, contentType: string) {
  return { text, contentType, etag: createHash('sha256').update(text).digest('base64url').slice(0, 12) };
}

/**
 * Returns the origin of the configured public URL. Returns the origin of the request if no public URL is configured,
 * and in development, because a development machine can be reached under several names.
 */
function originOf(c: Context<AppEnv>, { environment, publicUrl }: Configuration): string {
  return new URL(environment === 'development' ? c.req.url : (publicUrl ?? c.req.url)).origin;
}

/** Returns a function that calls `make` once. Later calls return the result of the first call. */
function once<Result>(make: () => Result): () => Result {
  const memoized = memoizeLast(make);
  return () => memoized(undefined);
}

/**
 * Returns a function that calls `make` only if the argument differs from the argument of the previous call. Otherwise
 * the function returns the previous result.
 */
function memoizeLast<Argument, Result>(make: (argument: Argument) => Result): (argument: Argument) => Result {
  let last: { argument: Argument; result: Result } | undefined;
  return (argument) => {
    if (!last || last.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}
