/**
 * Validates values against schemas of the document. Each validator is created only once, because thousands of responses
 * use the same few schemas.
 */
import { type Schema as CheckedSchema, Validator } from '@cfworker/json-schema';
import type { OpenApiDocument, Schema } from './openapi.ts';
import { strictSchema, tolerantSchema } from './strict-schema.ts';

/** Returns the errors of a value, or an empty list if the value is valid. */
export type Validation = (schema: Schema, value: unknown) => string[];

/** Creates the validation of responses. Unknown properties are errors. */
export function strictValidation(document: OpenApiDocument): Validation {
  return validationBy((schema) => strictSchema(schema, document));
}

/** Creates the validation of requests. Unknown properties are allowed. */
export function tolerantValidation(document: OpenApiDocument): Validation {
  return validationBy((schema) => tolerantSchema(schema, document));
}

/** Caches the validators by the object of the schema. `prepare` makes a schema self-contained. */
function validationBy(prepare: (schema: Schema) => Schema): Validation {
  const validators = new Map<Schema, Validator>();
  return (schema, value) => {
    const validator =
      validators.get(schema) ?? new Validator(prepare(schema) as CheckedSchema, '2020-12', false);
    validators.set(schema, validator);
    const { valid, errors } = validator.validate(value);
    return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
  };
}
