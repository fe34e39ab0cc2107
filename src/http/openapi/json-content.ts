/** JSON bodies and responses of route definitions. The compiler checks each example against the schema. */
import type * as z from 'zod';
import { type HeaderName, headerReferences } from './documented-headers.ts';

/** A response with a body and its documented headers. */
export function jsonResponse<Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  example: z.input<Schema>,
  ...headers: HeaderName[]
) {
  return {
    description,
    headers: headerReferences(headers),
    content: { 'application/json': { schema, example } },
  };
}

/** A response without a body. */
export function emptyResponse(description: string, ...headers: HeaderName[]) {
  return { description, headers: headerReferences(headers) };
}

/** A required body. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema, example: z.input<Schema>) {
  return { body: { content: { 'application/json': { schema, example } }, required: true } };
}

/** Documents that a body needs at least one of these fields. The schema must check this rule itself. */
export function documentAnyOf(...names: string[]) {
  return { anyOf: names.map((name) => ({ required: [name] })) };
}

/** An optional body. The route needs the middleware `optionalBody`. */
export function optionalJsonBody<Schema extends z.ZodType>(schema: Schema, example: z.input<Schema>) {
  return { body: { content: { 'application/json': { schema, example } }, required: false } };
}
