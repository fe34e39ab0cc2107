/** Schemas that several groups of routes of v1 share. */
import { isBlankText } from '../../http/fields/account-fields.ts';
import * as z from '../../http/openapi/zod.ts';
import { SESSION_END_REASONS } from '../../rules/app-error.ts';

/** The response of a call that returns no data. Some other responses extend this schema. */
export const messageSchema = z.object({ message: z.string(), success: z.literal(true) }).openapi('Message');

/** The reason why a session has ended. */
export const endedReason = z
  .enum(SESSION_END_REASONS)
  .openapi('EndedReason', { description: 'Why the session has ended' });

/**
 * An optional text field that can be cleared. `null` and a blank string clear the field. Forms send a blank string for
 * an empty field. `about` contains the first sentences of the OpenAPI description.
 */
export function clearableText<Schema extends z.ZodType<string>>(schema: Schema, ...about: string[]) {
  return clearable(schema, about);
}

/** An optional positive integer that can be cleared, like `clearableText`. */
export function clearableInteger(name: string, ...about: string[]) {
  const message = `${name} must be a positive whole number`;
  return clearable(z.int(message).min(1, message), about).openapi({ maximum: Number.MAX_SAFE_INTEGER });
}

function clearable<Schema extends z.ZodType<string | number>>(schema: Schema, about: string[]) {
  return z
    .preprocess((sent: unknown) => (isBlankText(sent) ? null : sent), schema.nullable())
    .optional()
    .openapi({ description: [...about, 'A blank text means `null`'].join('. ') });
}

/** The header `Idempotency-Key`, which is optional. `description` states the effect of a repeated request. */
export function idempotencyKey(description: string) {
  return z
    .string()
    .min(1, 'Idempotency-Key must not be empty')
    .max(255, 'Idempotency-Key must be at most 255 characters')
    .optional()
    .openapi({ description });
}

/** The secret is hashed or compared. In UTF-16 code units. */
const MAX_SECRET_LENGTH = 4096;

/** A required secret, exactly as it was sent. `message` is the error of a missing secret and of a secret that is too long. */
export function secret(message: string) {
  return z.string(message).min(1, message).max(MAX_SECRET_LENGTH, message);
}
