/** Prepares schemas for a check: references are resolved, and unknown properties are rejected or allowed. */
import type { OpenApiDocument, Schema } from './openapi.ts';

/**
 * A self-contained schema. Each schema in it that has `properties` rejects unknown properties, unless it defines
 * `additionalProperties`.
 */
export function strictSchema(schema: Schema, document: OpenApiDocument): Schema {
  return mapChildren(withoutUnknownProperties(resolvedSchema(schema, document)), (child) =>
    strictSchema(child, document),
  );
}

/** A self-contained schema that allows unknown properties, unless the schema itself forbids them. */
export function tolerantSchema(schema: Schema, document: OpenApiDocument): Schema {
  return mapChildren(resolvedSchema(schema, document), (child) => tolerantSchema(child, document));
}

/**
 * The schema with its own reference resolved and its `allOf` parts merged. The schemas of its properties stay
 * unchanged.
 */
export function resolvedSchema(schema: Schema, document: OpenApiDocument): Schema {
  const { $ref, allOf, ...own } = schema;
  if ($ref) return { ...resolvedSchema(referencedSchema($ref, document), document), ...own };
  if (!allOf) return schema;
  return [own, ...allOf].map((part) => resolvedSchema(part, document)).reduce(merged);
}

function referencedSchema($ref: string, document: OpenApiDocument): Schema {
  const name = $ref.replace('#/components/schemas/', '');
  const schema = document.components.schemas[name];
  if (!schema) throw new Error(`the document refers to ${$ref}, which the document does not contain`);
  return schema;
}

/** The keywords of `other` replace those of `one`. The `properties` and `required` of both schemas are united. */
function merged(one: Schema, other: Schema): Schema {
  return {
    ...one,
    ...other,
    ...((one.properties || other.properties) && { properties: { ...one.properties, ...other.properties } }),
    ...((one.required || other.required) && {
      required: [...(one.required ?? []), ...(other.required ?? [])],
    }),
  };
}

function withoutUnknownProperties(schema: Schema): Schema {
  if (!schema.properties || schema.additionalProperties !== undefined) return schema;
  return { ...schema, additionalProperties: false };
}

function mapChildren(schema: Schema, change: (child: Schema) => Schema): Schema {
  const { properties, items, anyOf, oneOf, additionalProperties } = schema;
  const isSchema = typeof additionalProperties === 'object';
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, change) }),
    ...(items && { items: change(items) }),
    ...(anyOf && { anyOf: anyOf.map(change) }),
    ...(oneOf && { oneOf: oneOf.map(change) }),
    ...(isSchema && { additionalProperties: change(additionalProperties) }),
  };
}

function mapValues(record: Record<string, Schema>, change: (schema: Schema) => Schema) {
  return Object.fromEntries(Object.entries(record).map(([name, schema]) => [name, change(schema)]));
}
