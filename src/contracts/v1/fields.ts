/** Schemas that several groups of routes of v1 share. */
import * as z from '../../http/openapi/zod.ts';
import { SESSION_END_REASONS } from '../../rules/app-error.ts';
import { isBlank } from '../../rules/unseen-characters.ts';

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
  return z
    .preprocess((sent: unknown) => (isBlankText(sent) ? null : sent), schema.nullable())
    .optional()
    .openapi({ description: [...about, 'A blank text means `null`'].join('. ') });
}

/** An optional positive integer that can be cleared, like `clearableText`. */
export function clearableInteger(name: string, ...about: string[]) {
  const message = `${name} must be a positive whole number`;
  return z
    .preprocess(
      (sent: unknown) => (isBlankText(sent) ? null : sent),
      z.int(message).min(1, message).nullable(),
    )
    .optional()
    .openapi({
      maximum: Number.MAX_SAFE_INTEGER,
      description: [...about, 'A blank text means `null`'].join('. '),
    });
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

/**
 * A required secret, exactly as it was sent. Its length is limited to `maxLength` UTF-16 code units, because the secret
 * is hashed or compared.
 */
export function secret(message: string, maxLength = 4096) {
  return z.string(message).min(1, message).max(maxLength, message);
}

/** Whether a value is a text without visible characters. */
export function isBlankText(sent: unknown): boolean {
  return typeof sent === 'string' && isBlank(sent);
}
