/** Schemas of fields in the request bodies of v1. Lengths are counted in code points. */
import { z } from '@hono/zod-openapi';
import { canonicalTimeZone } from '../../rules/accounts/time-zone.ts';
import { SESSION_END_REASONS } from '../../rules/app-error.ts';
import { isBlank } from '../../rules/unseen-characters.ts';

/** The range of years that ISO 8601 writes with four digits. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

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

/** An optional field for which `null` and a blank string mean that it was not sent. */
export function blankAsUndefined<Schema extends z.ZodType<string>>(schema: Schema, ...about: string[]) {
  return z
    .preprocess((sent: unknown) => (sent === null || isBlankText(sent) ? undefined : sent), schema.optional())
    .optional()
    .openapi({ description: [...about, '`null` and a blank text mean that it was not sent'].join('. ') });
}

/** An ISO 8601 time with an offset, parsed to milliseconds. `null` and an absent field stay distinct. */
export function instant(name: string) {
  const error = `${name} must be an ISO 8601 time`;
  return z.iso
    .datetime({ offset: true, error })
    .transform((time) => Date.parse(time))
    .refine((ms) => ms >= FIRST_MS && ms <= LAST_MS, error)
    .nullish();
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

/** The name of a time zone that the runtime supports, in its canonical spelling. */
export const timeZone = z
  .string('timezone must be a string')
  .max(64, 'timezone must be at most 64 characters')
  .refine((zone) => canonicalTimeZone(zone) !== null, {
    error: ({ input }) => `Invalid timezone: ${input}. Must be a valid IANA timezone identifier.`,
  })
  .transform((zone) => canonicalTimeZone(zone) ?? zone)
  .openapi({ description: 'The name of an IANA time zone, in upper or lower case' });

/** A secret or code, exactly as sent. Its length in characters is limited, because it is hashed or compared. */
export function secret(message: string, max = 4096) {
  return z.string(message).min(1, message).max(max, message);
}

/** Whether a value is a text without visible characters. */
export function isBlankText(sent: unknown): boolean {
  return typeof sent === 'string' && isBlank(sent);
}
