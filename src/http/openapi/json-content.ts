/** JSON bodies and answers as route definitions name them, each with an example of its own type. */
import type { z } from '@hono/zod-openapi';
import { type HeaderName, headerReferences } from './documented-headers.ts';

/** An answer with a body, and the headers that come with it. */
export function jsonAnswer<Schema extends z.ZodType>(
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

/** An answer without a body. */
export function emptyAnswer(description: string, ...headers: HeaderName[]) {
  return { description, headers: headerReferences(headers) };
}

/** A body that must be sent. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema, example: z.input<Schema>) {
  return { body: { content: { 'application/json': { schema, example } }, required: true } };
}

/** A body that may be left out. */
export function optionalJsonBody<Schema extends z.ZodType>(schema: Schema, example: z.input<Schema>) {
  return { body: { content: { 'application/json': { schema, example } }, required: false } };
}
