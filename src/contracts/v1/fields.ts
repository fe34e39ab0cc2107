/** The kinds of field that v1's bodies are made of. Characters are counted as people see them, by code point. */
import { z } from '@hono/zod-openapi';
import { canonicalTimeZone } from '../../rules/accounts/time-zone.ts';
import { HTTP_URL_PATTERN, isHttpUrl } from '../../rules/http-url.ts';

/** The years that ISO 8601 writes with four digits. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** Several lines: line breaks and tabs stay. */
export function text(name: string, max: number) {
  return z
    .string(`${name} must be a string`)
    .refine(
      (value) => !/[^\P{Cc}\n\r\t]/u.test(value) && value.isWellFormed(),
      `${name} contains invalid characters`,
    )
    .refine((value) => length(value) <= max, `${name} must be at most ${max} characters`)
    .openapi({ maxLength: max });
}

/** An optional field: null and the blank string a form sends both mean that there is nothing. */
export function optional<Schema extends z.ZodType<string>>(schema: Schema, ...about: string[]) {
  return z
    .preprocess((sent: unknown) => (isBlank(sent) ? null : sent), schema.nullable())
    .optional()
    .openapi({ description: [...about, 'Blank counts as `null`'].join('. ') });
}

/** A field that may be left out, in whichever of the ways that clients leave things out. */
export function blankAsUndefined<Schema extends z.ZodType<string>>(schema: Schema, ...about: string[]) {
  return z
    .preprocess((sent: unknown) => (sent === null || isBlank(sent) ? undefined : sent), schema.optional())
    .optional()
    .openapi({ description: [...about, '`null` and blank count as left out'].join('. ') });
}

/** An instant as ISO 8601 with its offset, in milliseconds; null and absent are kept apart. */
export function instant(name: string) {
  const error = `${name} must be an ISO 8601 time`;
  return z.iso
    .datetime({ offset: true, error })
    .transform((time) => Date.parse(time))
    .refine((ms) => ms >= FIRST_MS && ms <= LAST_MS, error)
    .nullish();
}

/** An http(s) URL of at most 500 characters; never fetched. */
export function url(name: string) {
  return z
    .string(`${name} must be a string`)
    .trim()
    .max(500, `${name} must be at most 500 characters`)
    .refine(isHttpUrl, `${name} must be a valid http(s) URL`)
    .openapi({ format: 'uri', pattern: HTTP_URL_PATTERN });
}

/** 7 to 15 digits (ITU-T E.164) once punctuation is dropped; kept as typed. */
export function phone(name: string) {
  const message = `${name} must have 7 to 15 digits`;
  return z
    .string(`${name} must be a string`)
    .trim()
    .max(40, message)
    .regex(PHONE, message)
    .openapi({ pattern: PHONE.source });
}

/** A zone of the runtime's data. */
export const timeZone = z
  .string('timezone must be a string')
  .max(64, 'timezone must be at most 64 characters')
  .refine((zone) => canonicalTimeZone(zone) !== null, {
    error: ({ input }) => `Invalid timezone: ${input}. Must be a valid IANA timezone identifier.`,
  })
  .transform((zone) => canonicalTimeZone(zone) ?? zone)
  .openapi({ description: 'The name of an IANA time zone, in any case' });

/** A string kept exactly as sent, for secrets and codes: bounded, since it is hashed or compared. */
export function secret(message: string, max = 4096) {
  return z.string(message).min(1, message).max(max, message);
}

/** 7 to 15 digits, each after any of the spaces, brackets, dots, slashes and dashes that people write between. */
const PHONE =
  /^\+?(?:[ \u00a0\u2009\u202f()\-./\u2010-\u2015]*\d){7,15}[ \u00a0\u2009\u202f()\-./\u2010-\u2015]*$/u;

function length(value: string): number {
  return [...value].length;
}

function isBlank(sent: unknown): boolean {
  return typeof sent === 'string' && sent.trim() === '';
}
