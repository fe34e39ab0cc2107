/** Finds the schemas in an OpenAPI document. */
import type { OpenApiDocument, Schema } from './openapi.ts';

/**
 * Every schema of a document, including parts of schemas, with a pointer to its position in the document. Examples and
 * default values are skipped, because they contain no schemas.
 */
export function schemasOf(document: OpenApiDocument): [pointer: string, schema: Schema][] {
  const found: [string, Schema][] = [];
  collect(document, '', false, found);
  return found;
}

/** The value of each keyword is a schema. */
const SCHEMA_KEYWORDS = new Set(['schema', 'items', 'additionalProperties']);
/** The value of each keyword is a list or an object of schemas. */
const SCHEMA_GROUPS = new Set(['schemas', 'properties', 'anyOf', 'oneOf', 'allOf']);
const VALUE_KEYWORDS = new Set(['example', 'examples', 'default']);

/** Adds the schemas in `value` to `found`. `isGroup` states that each child of `value` is a schema. */
function collect(value: unknown, pointer: string, isGroup: boolean, found: [string, Schema][]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (!isGroup && VALUE_KEYWORDS.has(key)) continue;
    const at = `${pointer}/${key}`;
    const isSchema = isGroup || SCHEMA_KEYWORDS.has(key);
    if (isSchema && typeof child === 'object') found.push([at, child as Schema]);
    collect(child, at, !isGroup && SCHEMA_GROUPS.has(key), found);
  }
}
