/** Parts of an OpenAPI document, with a pointer to each. */
import type { OpenApiDocument, Schema } from './openapi.ts';

/** Every schema of a document, including parts of schemas. Examples contain no schemas. */
export function schemasOf(document: OpenApiDocument): [pointer: string, schema: Schema][] {
  const found: [string, Schema][] = [];
  collect(document, '', false, found);
  return found;
}

const SCHEMA_KEYWORDS = new Set(['schema', 'items', 'additionalProperties']);
const SCHEMA_GROUPS = new Set(['schemas', 'properties', 'anyOf', 'oneOf', 'allOf']);
const EXAMPLES = new Set(['example', 'examples', 'default']);

function collect(value: unknown, pointer: string, isGroup: boolean, found: [string, Schema][]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (!isGroup && EXAMPLES.has(key)) continue;
    const at = `${pointer}/${key}`;
    const isSchema = isGroup || SCHEMA_KEYWORDS.has(key);
    if (isSchema && typeof child === 'object') found.push([at, child as Schema]);
    collect(child, at, !isGroup && SCHEMA_GROUPS.has(key), found);
  }
}
