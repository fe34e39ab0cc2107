/** Schemas of fields in the request bodies of v1. Lengths are counted in code points. */
import * as z from '../../http/openapi/zod.ts';
import { SESSION_END_REASONS } from '../../rules/app-error.ts';
import { isBlank } from '../../rules/unseen-characters.ts';

/** The response of a call that returns no data. */
export const messageSchema = z.object({ message: z.string(), success: z.literal(true) }).openapi('Message');

/** The reasons why a session has ended. */
export const endedReason = z
  .enum(SESSION_END_REASONS)
  .openapi('EndedReason', { description: 'Why the session has ended' });

/** An optional field that can be cleared. `null` and a blank string, which forms send, both mean an empty field. */
export function optional<Schema extends z.ZodType<string>>(schema: Schema, ...about: string[]) {
  return z
    .preprocess((sent: unknown) => (isBlankText(sent) ? null : sent), schema.nullable())
    .optional()
    .openapi({ description: [...about, 'A blank text means `null`'].join('. ') });
}

/** An optional positive integer that can be cleared. `null` and a blank string both mean an empty field. */
export function optionalNumber(name: string, ...about: string[]) {
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

/** The optional header with which a client can repeat a request. The description states the effect of a repetition. */
export function idempotencyKey(description: string) {
  return z
    .string()
    .min(1, 'Idempotency-Key must not be empty')
    .max(255, 'Idempotency-Key must be at most 255 characters')
    .optional()
    .openapi({ description });
}

/** A secret or code, exactly as sent. Its length in characters is limited, because it is hashed or compared. */
export function secret(message: string, max = 4096) {
  return z.string(message).min(1, message).max(max, message);
}

/** Whether a value is a text without visible characters. */
export function isBlankText(sent: unknown): boolean {
  return typeof sent === 'string' && isBlank(sent);
}
