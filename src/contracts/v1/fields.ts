/** The kinds of field that v1's bodies are made of. Characters are counted as people see them, by code point. */
import { z } from '@hono/zod-openapi';
import { canonicalTimeZone } from '../../rules/time-zone.ts';
import { USERNAME_PATTERN } from '../../rules/username.ts';

const MAX_EMAIL = 254;
const blank = z.string().regex(/^\s*$/);

/** One line of at most `max` characters, trimmed; control characters and broken UTF-16 are refused. */
export function line(name: string, max: number) {
  return z
    .string(`${name} must be a string`)
    .trim()
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), `${name} contains invalid characters`)
    .refine((value) => length(value) <= max, `${name} must be at most ${max} characters`);
}

/** A line that must hold something. */
export function requiredLine(name: string, max: number) {
  return z
    .string(`${name} is required`)
    .trim()
    .min(1, `${name} is required`)
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), `${name} contains invalid characters`)
    .refine((value) => length(value) <= max, `${name} must be at most ${max} characters`);
}

/** Several lines: line breaks and tabs stay. */
export function text(name: string, max: number) {
  return z
    .string(`${name} must be a string`)
    .refine(
      (value) => !/[^\P{Cc}\n\r\t]/u.test(value) && value.isWellFormed(),
      `${name} contains invalid characters`,
    )
    .refine((value) => length(value) <= max, `${name} must be at most ${max} characters`);
}

/** An optional field: null and the blank string a form sends both mean that there is nothing. */
export function optional<Schema extends z.ZodType<string>>(schema: Schema) {
  return z.union([blank.transform(() => null), z.null(), schema], { error: deepest }).optional();
}

/** A field that may be left out, in whichever of the ways that clients leave things out. */
export function omittable<Schema extends z.ZodType<string>>(schema: Schema) {
  return z
    .union([blank.transform(() => undefined), z.null().transform(() => undefined), schema], {
      error: deepest,
    })
    .optional();
}

/** An e-mail address as it is kept: trimmed and in lower case. */
export function email(message: string) {
  return z
    .string(message)
    .trim()
    .toLowerCase()
    .max(MAX_EMAIL, message)
    .pipe(z.email({ pattern: EMAIL, error: message }));
}

/** A user name, with the route's own sentence for what is none. */
export function username(message: string) {
  return z.string(message).trim().regex(USERNAME_PATTERN, message);
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
    );
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
    }, message);
}

/** A zone of the runtime's data. */
export const timeZone = z
  .string('timezone must be a string')
  .max(64, 'timezone must be at most 64 characters')
  .refine((zone) => canonicalTimeZone(zone) !== null, {
    error: ({ input }) => `Invalid timezone: ${input}. Must be a valid IANA timezone identifier.`,
  });

/** A string kept exactly as sent, for secrets and codes: bounded, since it is hashed or compared. */
export function secret(message: string, max = 4096) {
  return z.string(message).min(1, message).max(max, message);
}

export const uuid = z.uuid().toLowerCase();

/** RFC 5322's dot-atom with a real domain; quoted local parts are nobody's address. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

function length(value: string): number {
  return [...value].length;
}

/** Of a union's problems, the sentence of its last member: the field's own. */
function deepest(issue: z.core.$ZodRawIssue): string | undefined {
  const errors = 'errors' in issue ? (issue.errors as { message: string }[][]) : [];
  return errors.at(-1)?.[0]?.message;
}
