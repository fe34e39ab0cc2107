/**
 * Rewrites schemas into forms that client generators support. `type: ["string", "null"]` together with a `pattern`,
 * and `null` inside an `enum`, are valid JSON Schema, but several generators fail on them.
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

/** The types of the values that a keyword constrains. Any other keyword constrains strings only. */
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

const EXAMPLES = new Set(['example', 'examples']);

/** The keywords whose value is a schema, a list of schemas, or a record of schemas. */
const CHILD = ['items', 'additionalProperties'];
const CHILD_LISTS = ['allOf', 'anyOf', 'oneOf'];
const CHILD_RECORDS = ['properties'];

/**
 * Creates the function that rewrites one schema and its parts. An enumeration with the values of a named enumeration
 * becomes a reference to it.
 * @param named the named schemas of the document
 */
export function portableSchemas(named: Record<string, JsonSchema>): (schema: JsonSchema) => JsonSchema {
  const enumerations = new Map<string, string>();
  for (const [name, { enum: values }] of Object.entries(named)) {
    if (values) enumerations.set(JSON.stringify(values), name);
  }
  return rewrite;

  function rewrite(schema: JsonSchema): JsonSchema {
    return referred(split(withoutSingleAllOf(mapChildren(schema, rewrite))));
  }

  function referred(schema: JsonSchema): JsonSchema {
    const name = schema.enum && enumerations.get(JSON.stringify(schema.enum));
    if (!name) return schema;
    return { $ref: `#/components/schemas/${name}`, ...annotationsOf(schema) };
  }

  /**
   * Rewrites a list of types to `anyOf` with one schema for each type, if client generators do not support the list.
   */
  function split(schema: JsonSchema): JsonSchema {
    const { type } = schema;
    if (!Array.isArray(type)) return schema;
    const isSimple = type.length === 2 && type.includes('null') && !schema.enum && !('pattern' in schema);
    if (isSimple) return schema;
    return { anyOf: type.map((each) => referred(ofType(schema, each))), ...annotationsOf(schema) };
  }
}

/** Applies `change` to every schema in an operation or another part of a document. Examples do not change. */
export function mapSchemasOf<Part>(part: Part, change: (schema: JsonSchema) => JsonSchema): Part {
  if (Array.isArray(part)) return part.map((item) => mapSchemasOf(item, change)) as Part;
  if (!isRecord(part)) return part;
  const entries = Object.entries(part).map(([key, value]): [string, unknown] => {
    if (key === 'schema') return [key, change(value as JsonSchema)];
    return [key, EXAMPLES.has(key) ? value : mapSchemasOf(value, change)];
  });
  return Object.fromEntries(entries) as Part;
}

/** The part of a schema that constrains values of one type. */
function ofType(schema: JsonSchema, type: string): JsonSchema {
  const entries = Object.entries(schema).filter(([keyword]) => constrains(keyword, schema, type));
  const values = schema.enum?.filter((value) => value !== null);
  return { type, ...Object.fromEntries(entries), ...(values && type !== 'null' && { enum: values }) };
}

function constrains(keyword: string, schema: JsonSchema, type: string): boolean {
  if (type === 'null' || keyword === 'type' || keyword === 'enum' || ANNOTATIONS.has(keyword)) return false;
  const isIntegerFormat = keyword === 'format' && schema.format === 'int64';
  return (isIntegerFormat ? ['integer'] : (TYPES_OF_KEYWORD[keyword] ?? ['string'])).includes(type);
}

/** Replaces `allOf` with the reference in it, if the other element is only a description. OpenAPI 3.1 allows both. */
function withoutSingleAllOf(schema: JsonSchema): JsonSchema {
  const [first, second, ...more] = schema.allOf ?? [];
  if (!first?.$ref || !second || more.length > 0) return schema;
  const isDescription = Object.keys(second).every((keyword) => ANNOTATIONS.has(keyword));
  return isDescription ? { ...first, ...second } : schema;
}

function annotationsOf(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => ANNOTATIONS.has(keyword)));
}

function mapChildren(schema: JsonSchema, change: (child: JsonSchema) => JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (CHILD.includes(keyword) && isRecord(value)) return [keyword, change(value)];
    if (CHILD_LISTS.includes(keyword)) return [keyword, (value as JsonSchema[]).map(change)];
    if (!CHILD_RECORDS.includes(keyword)) return [keyword, value];
    const children = Object.entries(value as Record<string, JsonSchema>);
    return [keyword, Object.fromEntries(children.map(([name, child]) => [name, change(child)]))];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
