/** The schemas of an optional text, of a time and of a time zone. */
import { canonicalTimeZone } from '../../rules/accounts/time-zone.ts';
import { isBlank } from '../../rules/unseen-characters.ts';
import * as z from '../openapi/zod.ts';

/** The accepted times: the years 1 to 9999, which ISO 8601 writes with four digits. */
const MIN_INSTANT_MS = Date.parse('0001-01-01T00:00:00.000Z');
export const MAX_INSTANT_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** An optional field. `null` and a blank string mean that the field was not sent. */
export function blankAsUndefined<Schema extends z.ZodType<string>>(
  schema: Schema,
  ...descriptions: string[]
) {
  return z
    .preprocess((sent: unknown) => (sent === null || isBlankText(sent) ? undefined : sent), schema.optional())
    .optional()
    .openapi({
      description: [...descriptions, '`null` and a blank text mean that the field was not sent'].join('. '),
    });
}

/** An ISO 8601 time with an offset, parsed to milliseconds. `null` and an absent field stay distinct. */
export function instant(name: string) {
  const error = `${name} must be an ISO 8601 time`;
  return z.iso
    .datetime({ offset: true, error })
    .transform((time) => Date.parse(time))
    .refine((ms) => ms >= MIN_INSTANT_MS && ms <= MAX_INSTANT_MS, error)
    .nullish();
}

/** The name of a time zone. It is converted to the form that `canonicalTimeZone` returns. */
export const timeZone = z
  .string('timezone must be a string')
  .max(64, 'timezone must be at most 64 characters')
  .refine((zone) => canonicalTimeZone(zone) !== null, {
    error: ({ input }) => `Invalid timezone: ${input}. Must be a valid IANA timezone identifier.`,
  })
  .transform((zone) => canonicalTimeZone(zone) ?? zone)
  .openapi({ description: 'The name of an IANA time zone, in upper or lower case' });

/** Whether a value is a text without visible characters. */
export function isBlankText(sent: unknown): boolean {
  return typeof sent === 'string' && isBlank(sent);
}
