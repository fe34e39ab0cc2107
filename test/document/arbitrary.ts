/** Generates valid and invalid values for the schemas of an OpenAPI document. */
import fc from 'fast-check';
import type { OpenApiDocument, Schema } from './openapi.ts';
import { resolvedSchema } from './strict-schema.ts';

/** Values that are possible in JSON and query strings and that handlers often process incorrectly. */
export const UNUSUAL_VALUES = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '‮𝒳',
  "' OR 1=1 --",
  '*" NEAR(',
  '%00',
  '../../etc',
  '__proto__',
  '9'.repeat(30),
  '-1',
  '1e400',
  'null',
  'NaN',
  'x'.repeat(5000),
];

/** Generates values that the schema allows. */
export function validValue(schema: Schema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  const resolved = resolvedSchema(schema, document);
  const { anyOf, oneOf, ...rest } = resolved;
  const choices = anyOf ?? oneOf;
  if (choices) {
    return fc.oneof(...choices.map((choice) => validValue({ allOf: [rest, choice] }, document)));
  }
  if (resolved.enum) return fc.constantFrom(...resolved.enum);
  if (resolved.const !== undefined) return fc.constant(resolved.const);
  const types = [resolved.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => valueOfType(type, resolved, document)));
}

/**
 * Generates values that the schema often does not allow. For an object, most values have some of the documented fields,
 * and about a quarter of these fields can be invalid.
 */
export function oftenInvalidValue(schema: Schema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  const resolved = resolvedSchema(schema, document);
  const unusual = fc.oneof(fc.constantFrom<unknown>(...UNUSUAL_VALUES), fc.jsonValue({ maxDepth: 2 }));
  if (!resolved.properties) return unusual;
  const fields = Object.entries(resolved.properties).map(([name, field]) => [
    name,
    fc.oneof(
      { weight: 3, arbitrary: validValue(field, document) },
      { weight: 1, arbitrary: oftenInvalidValue(field, document) },
    ),
  ]);
  const shaped = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  return fc.oneof({ weight: 6, arbitrary: shaped }, { weight: 1, arbitrary: unusual });
}

function valueOfType(type: string, schema: Schema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) });
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6, noNaN: true });
    case 'array':
      return fc.array(validValue(schema.items ?? {}, document), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      });
    case 'string':
      return textValue(schema);
    default:
      return recordValue(schema, document);
  }
}

function recordValue(schema: Schema, document: OpenApiDocument): fc.Arbitrary<unknown> {
  const { properties, required = [] } = schema;
  if (!properties)
    return fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 });
  const fields = Object.entries(properties).map(
    ([name, field]) => [name, validValue(field, document)] as const,
  );
  const shape: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  return fc.record(shape, { requiredKeys: required });
}

function textValue({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  switch (format) {
    case 'email':
      return fc.stringMatching(/^[a-z]{3,12}$/).map((name) => `${name}@example.com`);
    case 'phone':
      return fc.stringMatching(/^\+?[1-9][0-9]{6,14}$/);
    case 'uuid':
      return fc.uuid();
    case 'uri':
      return fc.webUrl();
    case 'date-time':
      return fc
        .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
        .map((date) => date.toISOString());
    default: {
      const size = { minLength, maxLength: Math.min(maxLength, 60) };
      return pattern
        ? fc.stringMatching(new RegExp(pattern, 'u'), size)
        : fc.string({ ...size, unit: 'grapheme' });
    }
  }
}
