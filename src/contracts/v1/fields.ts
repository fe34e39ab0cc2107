/** The kinds of field that v1's bodies are made of. Characters are counted as people see them, by code point. */
import { z } from '@hono/zod-openapi';
import { canonicalTimeZone } from '../../rules/time-zone.ts';
import { USERNAME_PATTERN } from '../../rules/username.ts';

const MAX_EMAIL = 254;

/** One line of at most `max` characters, trimmed; control characters and broken UTF-16 are refused. */
export function line(name: string, max: number) {
  return boundedLine(z.string(`${name} must be a string`).trim(), name, max);
}

/** A line that must hold something. */
export function requiredLine(name: string, max: number) {
  const message = `${name} is required`;
  return boundedLine(z.string(message).trim().min(1, message), name, max).openapi({ pattern: '\\S' });
}

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
export function optional<Schema extends z.ZodType<string>>(schema: Schema) {
  return z.preprocess((sent: unknown) => (isBlank(sent) ? null : sent), schema.nullable()).optional();
}

/** A field that may be left out, in whichever of the ways that clients leave things out. */
export function omittable<Schema extends z.ZodType<string>>(schema: Schema) {
  return z
    .preprocess((sent: unknown) => (sent === null || isBlank(sent) ? undefined : sent), schema.optional())
    .optional();
}

/** An e-mail address as it is kept: trimmed and in lower case. */
export function email(message: string) {
  return z
    .string(message)
    .trim()
    .toLowerCase()
    .max(MAX_EMAIL, message)
    .pipe(z.email({ pattern: EMAIL, error: message }))
    .openapi({ format: 'email' });
}

/** A user name, with the route's own sentence for what is none. */
export function username(message: string) {
  return z
    .string(message)
    .trim()
    .regex(USERNAME_PATTERN, message)
    .openapi({ pattern: USERNAME_PATTERN.source });
}

/** An instant as ISO 8601 with its offset, in milliseconds; null and absent are kept apart. */
export function instant(name: string) {
  return z.iso
    .datetime({ offset: true, error: `${name} must be an ISO 8601 time` })
    .transform((time) => Date.parse(time))
    .nullish();
}

/** An http(s) URL of at most 500 characters; never fetched. */
export function url(name: string) {
  return z
    .string(`${name} must be a string`)
    .trim()
    .max(500, `${name} must be at most 500 characters`)
    .refine(
      (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
      `${name} must be a valid http(s) URL`,
    )
    .refine(
      (value) => !/[\p{Cc}\s]/u.test(value) && value.isWellFormed(),
      `${name} must be a valid http(s) URL`,
    )
    .openapi({ format: 'uri', pattern: '^https?://' });
}

/** 7 to 15 digits (ITU-T E.164) once punctuation is dropped; kept as typed. */
export function phone(name: string) {
  const message = `${name} must have 7 to 15 digits`;
  return z
    .string(`${name} must be a string`)
    .trim()
    .max(40, message)
    .regex(/^\+?[\d\s()\-./\u2010-\u2015]+$/, message)
    .refine((value) => {
      const digits = value.replace(/\D/g, '').length;
      return digits >= 7 && digits <= 15;
    }, message)
    .openapi({ pattern: '^\\+?[\\d\\s()\\-./‐-―]+$', description: '7 to 15 digits, and any punctuation' });
}

/** A zone of the runtime's data. */
export const timeZone = z
  .string('timezone must be a string')
  .max(64, 'timezone must be at most 64 characters')
  .refine((zone) => canonicalTimeZone(zone) !== null, {
    error: ({ input }) => `Invalid timezone: ${input}. Must be a valid IANA timezone identifier.`,
  })
  .transform((zone) => canonicalTimeZone(zone) ?? zone)
  .openapi({ description: 'An IANA time zone' });

/** A string kept exactly as sent, for secrets and codes: bounded, since it is hashed or compared. */
export function secret(message: string, max = 4096) {
  return z.string(message).min(1, message).max(max, message);
}

export const uuid = z.uuid().toLowerCase();

/** A moment as answers show it: ISO 8601 in UTC. */
export const time = z.iso.datetime();

/** RFC 5322's dot-atom with a real domain; quoted local parts are nobody's address. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

function boundedLine(schema: z.ZodString, name: string, max: number) {
  return schema
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), `${name} contains invalid characters`)
    .refine((value) => length(value) <= max, `${name} must be at most ${max} characters`)
    .openapi({ maxLength: max });
}

function length(value: string): number {
  return [...value].length;
}

function isBlank(sent: unknown): boolean {
  return typeof sent === 'string' && sent.trim() === '';
}
