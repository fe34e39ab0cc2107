/** JSON bodies and answers as route definitions name them. */
import type { z } from '@hono/zod-openapi';

export function jsonAnswer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { body: { content: { 'application/json': { schema } }, required: true } };
}

/** Failures by status, each in one shape and with its sentence. */
export function failureAnswers<Status extends number, Schema extends z.ZodType>(
  statuses: Iterable<Status>,
  sentences: Record<Status, string>,
  schema: Schema,
) {
  const answers = [...new Set(statuses)].map((status) => [status, jsonAnswer(schema, sentences[status])]);
  return Object.fromEntries(answers) as Record<Status, ReturnType<typeof jsonAnswer<Schema>>>;
}
