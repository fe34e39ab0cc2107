/** Values against schemas of the document. Each validator is made once: thousands of answers pass through few. */
import { type Schema as CheckedSchema, Validator } from '@cfworker/json-schema';
import type { OpenApiDocument, Schema } from './openapi.ts';
import { openSchema, strictSchema } from './strict-schema.ts';

/** Says what is wrong with a value. */
export type Validation = (schema: Schema, value: unknown) => string[];

/** What is answered has no properties but those that are named. */
export function strictValidation(document: OpenApiDocument): Validation {
  return validationBy((schema) => strictSchema(schema, document));
}

/** What is asked may have more properties than are named. */
export function openValidation(document: OpenApiDocument): Validation {
  return validationBy((schema) => openSchema(schema, document));
}

function validationBy(prepare: (schema: Schema) => Schema): Validation {
  const validators = new Map<Schema, Validator>();
  return (schema, value) => {
    const known = validators.get(schema) ?? new Validator(prepare(schema) as CheckedSchema, '2020-12', false);
    validators.set(schema, known);
    const { valid, errors } = known.validate(value);
    return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
  };
}
