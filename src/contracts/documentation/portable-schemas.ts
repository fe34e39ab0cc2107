/**
 * Rewrites schemas into forms that client generators support. `type: ["string", "null"]` together with a `pattern`,
 * and `null` inside an `enum`, are valid JSON Schema, but several generators fail on them. Repeated enumerations and an
 * `allOf` that only annotates a reference also become references.
 */

/** A JSON schema. Only the keywords that the rewriting reads are typed. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  [keyword: string]: unknown;
}

/** Keywords that describe a value and do not constrain it. They stay outside `anyOf`. */
const ANNOTATIONS = new Set(['description', 'default', 'example', 'examples', 'deprecated', 'title']);

/**
 * The types of the values that a keyword constrains. Any other keyword counts as a constraint of strings, except
 * `format: int64`, which constrains integers.
 */
const TYPES_OF_KEYWORD: Record<string, string[]> = {
  minimum: ['integer', 'number'],
  maximum: ['integer', 'number'],
  exclusiveMinimum: ['integer', 'number'],
  items: ['array'],
  minItems: ['array'],
  maxItems: ['array'],
  properties: ['object'],
  required: ['object'],
  additionalProperties: ['object'],
};

const EXAMPLE_KEYWORDS = new Set(['example', 'examples']);

/** The keywords whose value is a schema. */
const CHILD_KEYWORDS = ['items', 'additionalProperties'];
/** The keywords whose value is a list of schemas. */
const CHILD_LIST_KEYWORDS = ['allOf', 'anyOf', 'oneOf'];
/** The keywords whose value is a record of schemas. */
const CHILD_RECORD_KEYWORDS = ['properties'];

/**
 * Creates the function that rewrites one schema and its parts. An enumeration with the same values as a named
 * enumeration becomes a reference to the named enumeration.
 * @param namedSchemas the schemas in `components` of the document, by name
 */
export function portableSchemaRewriter(
  namedSchemas: Record<string, JsonSchema>,
): (schema: JsonSchema) => JsonSchema {
  const enumerations = new Map<string, string>();
  for (const [name, { enum: values }] of Object.entries(namedSchemas)) {
    if (values) enumerations.set(JSON.stringify(values), name);
  }
  return rewrite;

  function rewrite(schema: JsonSchema): JsonSchema {
    return withReference(splitTypes(withoutAnnotatingAllOf(mapChildren(schema, rewrite))));
  }

  function withReference(schema: JsonSchema): JsonSchema {
    const name = schema.enum && enumerations.get(JSON.stringify(schema.enum));
    if (!name) return schema;
    return { $ref: `#/components/schemas/${name}`, ...annotationsOf(schema) };
  }

  /**
   * Rewrites a list of types to `anyOf` with one schema for each type. A list of one type and `null` without `enum` and
   * `pattern` stays, because client generators support it.
   */
  function splitTypes(schema: JsonSchema): JsonSchema {
    const { type } = schema;
    if (!Array.isArray(type)) return schema;
    const isSimple = type.length === 2 && type.includes('null') && !schema.enum && !('pattern' in schema);
    if (isSimple) return schema;
    return {
      anyOf: type.map((each) => withReference(constraintsOfType(schema, each))),
      ...annotationsOf(schema),
    };
  }
}

/** Applies `change` to every schema in an operation or another part of a document. Examples stay unchanged. */
export function mapSchemasOf<Part>(part: Part, change: (schema: JsonSchema) => JsonSchema): Part {
  if (Array.isArray(part)) return part.map((item) => mapSchemasOf(item, change)) as Part;
  if (!isRecord(part)) return part;
  const entries = Object.entries(part).map(([key, value]): [string, unknown] => {
    if (key === 'schema') return [key, change(value as JsonSchema)];
    return [key, EXAMPLE_KEYWORDS.has(key) ? value : mapSchemasOf(value, change)];
  });
  return Object.fromEntries(entries) as Part;
}

/** The part of a schema that constrains values of one type. */
function constraintsOfType(schema: JsonSchema, type: string): JsonSchema {
  const entries = Object.entries(schema).filter(([keyword]) => constrains(keyword, schema, type));
  const values = schema.enum?.filter((value) => value !== null);
  return { type, ...Object.fromEntries(entries), ...(values && type !== 'null' && { enum: values }) };
}

function constrains(keyword: string, schema: JsonSchema, type: string): boolean {
  if (type === 'null' || keyword === 'type' || keyword === 'enum' || ANNOTATIONS.has(keyword)) return false;
  const isIntegerFormat = keyword === 'format' && schema.format === 'int64';
  return (isIntegerFormat ? ['integer'] : (TYPES_OF_KEYWORD[keyword] ?? ['string'])).includes(type);
}

/**
 * Replaces `allOf` with its reference and its annotations, if its two elements are a reference and a schema of
 * annotations. OpenAPI 3.1 allows annotations beside `$ref`.
 */
function withoutAnnotatingAllOf(schema: JsonSchema): JsonSchema {
  const [first, second, ...more] = schema.allOf ?? [];
  if (!first?.$ref || !second || more.length > 0) return schema;
  const hasOnlyAnnotations = Object.keys(second).every((keyword) => ANNOTATIONS.has(keyword));
  return hasOnlyAnnotations ? { ...first, ...second } : schema;
}

function annotationsOf(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => ANNOTATIONS.has(keyword)));
}

function mapChildren(schema: JsonSchema, change: (child: JsonSchema) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (CHILD_KEYWORDS.includes(keyword) && isRecord(value)) return [keyword, change(value)];
    if (CHILD_LIST_KEYWORDS.includes(keyword)) return [keyword, (value as JsonSchema[]).map(change)];
    if (!CHILD_RECORD_KEYWORDS.includes(keyword)) return [keyword, value];
    const children = Object.entries(value as Record<string, JsonSchema>);
    return [keyword, Object.fromEntries(children.map(([name, child]) => [name, change(child)]))];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
