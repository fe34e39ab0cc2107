/**
 * Builds the OpenAPI document from the definitions of the API routes, which also validate the requests. The HTML pages
 * under `/web`, `/admin` and `/account` are not in the document.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Configuration, LimitName } from '../../core/request/configuration.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { LIFETIMES_EXTENSION, LIMITS_EXTENSION } from '../../http/openapi/documented-extensions.ts';
import { DOCUMENTED_HEADERS, headerReferences } from '../../http/openapi/documented-headers.ts';
import { sessionCookieName } from '../../http/session-cookie.ts';
import type { ApiTerms } from '../../rules/sessions/client-type.ts';
import { documentedCacheHeaders } from './cache-headers.ts';
import { DEMO_PARAGRAPH, withDemoCredentials } from './demo-account.ts';
import { lifetimesInWords } from './lifetimes-in-words.ts';
import { limitsInWords } from './limits-in-words.ts';
import { OVERVIEW, SECURITY_SCHEMES, TAG_GROUPS, TAGS, TITLE, VERSION } from './overview.ts';
import { type JsonSchema, mapSchemasOf, portableSchemaRewriter } from './portable-schemas.ts';
import { shareResponses } from './shared-responses.ts';

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>;
type PathItem = NonNullable<Document['paths']>[string];
type Operation = NonNullable<PathItem['get']>;

/** Describes the routes of an app that are defined with `createRoute`, with the configured limits and lifetimes. */
export function buildDocument(app: OpenAPIHono<AppEnv>, configuration: Configuration): Document {
  const isDevelopment = configuration.environment === 'development';
  const description = isDevelopment ? `${OVERVIEW}\n\n${DEMO_PARAGRAPH}` : OVERVIEW;
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: TITLE, version: VERSION, description },
    security: [],
    tags: TAGS,
    'x-tagGroups': TAG_GROUPS,
  });
  const namedSchemas = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const toPortable = portableSchemaRewriter(namedSchemas);
  const complete = (operation: Operation) => {
    const described = completeOperation(operation, configuration);
    return mapSchemasOf(isDevelopment ? withDemoCredentials(described) : described, toPortable);
  };
  const { paths, responses } = shareResponses(
    mapValues(document.paths ?? {}, (item) => mapValues(item as Record<string, Operation>, complete)),
  );
  const components = {
    // `toPortable` would replace a named enumeration with a reference to itself.
    schemas: mapValues(namedSchemas, (schema) => (schema.enum ? schema : toPortable(schema))),
    responses,
    headers: DOCUMENTED_HEADERS,
    securitySchemes: SECURITY_SCHEMES,
  };
  return { ...document, paths, components } as Document;
}

/**
 * The document for the origin at which a client reaches the service. The names of the cookies depend on the scheme of
 * this origin.
 */
export function documentAt(origin: string, document: Document): Document {
  const { bearer, cookie, mediaCookie } = SECURITY_SCHEMES;
  const securitySchemes = {
    bearer,
    cookie: { ...cookie, name: sessionCookieName('auction', origin) },
    mediaCookie: { ...mediaCookie, name: sessionCookieName('media', origin) },
  };
  const { openapi, info, ...rest } = document;
  // The URL has no slash at the end. Some clients append the path, which begins with a slash, without normalization.
  const servers = [{ url: origin }];
  return {
    openapi,
    info,
    servers,
    ...rest,
    components: { ...document.components, securitySchemes },
  } as Document;
}

/**
 * Adds `X-Request-Id` and the headers of `documentedCacheHeaders` to the documented responses. Describes the lifetimes
 * and limits in words.
 */
function completeOperation(operation: Operation, configuration: Configuration): Operation {
  const { [LIMITS_EXTENSION]: limits, [LIFETIMES_EXTENSION]: terms, description, ...rest } = operation;
  const paragraphs = [
    description,
    terms && lifetimesInWords(terms as ApiTerms, configuration),
    limits && limitsInWords(limits as LimitName[], configuration),
  ].filter(Boolean);
  const responses = mapValues(operation.responses ?? {}, (response, status) => ({
    ...response,
    headers: {
      ...documentedCacheHeaders(operation.security, status, response.headers),
      ...response.headers,
      ...headerReferences(['X-Request-Id']),
    },
  }));
  return { ...rest, ...(paragraphs.length > 0 && { description: paragraphs.join('\n\n') }), responses };
}

function mapValues<Value, Result>(
  record: Record<string, Value>,
  change: (value: Value, key: string) => Result,
) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
