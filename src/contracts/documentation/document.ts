/** Builds the OpenAPI document of all contracts from the route definitions that validate the requests. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Configuration, LimitName } from '../../core/request/configuration.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { LIFETIMES_EXTENSION, LIMITS_EXTENSION } from '../../http/openapi/documented-extensions.ts';
import { DOCUMENTED_HEADERS, headerReferences } from '../../http/openapi/documented-headers.ts';
import type { DefaultTerms } from '../../rules/sessions/client-type.ts';
import { lifetimesInWords } from './lifetimes-in-words.ts';
import { limitsInWords } from './limits-in-words.ts';
import { OVERVIEW, SECURITY_SCHEMES, TAG_GROUPS, TAGS, TITLE, VERSION } from './overview.ts';
import { type JsonSchema, mapSchemasOf, portableSchemas } from './portable-schemas.ts';

type Document = ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']>;
type PathItem = NonNullable<Document['paths']>[string];
type Operation = NonNullable<PathItem['get']>;

/** Describes all routes of an app, with the limits and lifetimes of its configuration. */
export function buildDocument(app: OpenAPIHono<AppEnv>, configuration: Configuration): Document {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: TITLE, version: VERSION, description: OVERVIEW },
    servers: [{ url: '/', description: 'This origin' }],
    security: [],
    tags: TAGS,
    'x-tagGroups': TAG_GROUPS,
  });
  const named = (document.components?.schemas ?? {}) as Record<string, JsonSchema>;
  const portable = portableSchemas(named);
  const complete = (operation: Operation) =>
    mapSchemasOf(completeOperation(operation, configuration), portable);
  const paths = mapValues(document.paths ?? {}, (item) =>
    mapValues(item as Record<string, Operation>, complete),
  );
  // A named enumeration would become a reference to itself.
  const schemas = mapValues(named, (schema) => (schema.enum ? schema : portable(schema)));
  const components = { schemas, headers: DOCUMENTED_HEADERS, securitySchemes: SECURITY_SCHEMES };
  return { ...document, paths, components } as Document;
}

/** Adds the header of every response, and describes lifetimes and limits in words. */
function completeOperation(operation: Operation, configuration: Configuration): Operation {
  const { [LIMITS_EXTENSION]: limits, [LIFETIMES_EXTENSION]: terms, description, ...rest } = operation;
  const paragraphs = [
    description,
    terms && lifetimesInWords(terms as DefaultTerms, configuration),
    limits && limitsInWords(limits as LimitName[], configuration),
  ];
  const responses = mapValues(operation.responses ?? {}, (response) => ({
    ...response,
    headers: { ...response.headers, ...headerReferences(['X-Request-Id']) },
  }));
  return { ...rest, description: paragraphs.filter(Boolean).join('\n\n'), responses };
}

function mapValues<Value, Result>(record: Record<string, Value>, change: (value: Value) => Result) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
