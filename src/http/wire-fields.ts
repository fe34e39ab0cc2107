/** Fields that several contracts share, defined once. */
import { z } from '@hono/zod-openapi';
import { EMAIL_PATTERN, MAX_EMAIL_LENGTH } from '../rules/accounts/email-address.ts';
import { USERNAME_PATTERN } from '../rules/accounts/username.ts';

/** A time in responses: ISO 8601 in UTC. */
export const time = z.iso.datetime();

/** An e-mail address, trimmed and in lower case, as it is stored. `message` is the contract's sentence for any other. */
export function emailAddress(message: string) {
  return z
    .string(message)
    .trim()
    .toLowerCase()
    .max(MAX_EMAIL_LENGTH, message)
    .pipe(z.email({ pattern: EMAIL_PATTERN, error: message }))
    .openapi({ format: 'email', maxLength: MAX_EMAIL_LENGTH });
}

/** A user name. `message` is the contract's sentence for any other text. */
export function username(message: string) {
  return z
    .string(message)
    .trim()
    .regex(USERNAME_PATTERN, message)
    .openapi({ pattern: USERNAME_PATTERN.source });
}

/**
 * A text without line breaks and control characters, trimmed, of at most `max` characters. Characters are counted by
 * code point.
 */
export function singleLine(name: string, max: number) {
  return boundedLine(z.string(`${name} must be a string`).trim(), name, max);
}

/** A single line that must not be blank. */
export function requiredLine(name: string, max: number) {
  const message = `${name} is required`;
  return boundedLine(z.string(message).trim().min(1, message), name, max).openapi({ pattern: '\\S' });
}

/** The link to another page: the path and query of this request with the given parameters replaced. */
export function pageLink(requestUrl: string, parameters: Record<string, string | number>): string {
  const url = new URL(requestUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
  return url.href;
}

/** The header of a read that may be answered with 304. */
export const conditionalHeaders = z.object({
  'If-None-Match': z
    .string()
    .optional()
    .openapi({ description: 'The entity tags that the client already has' }),
});

interface IntegerRange {
  min: number;
  max: number;
  /** The value when the parameter is left out. */
  fallback: number;
  description: string;
}

/** An integer in a query string. */
export function integerParam(name: string, { min, max, fallback, description }: IntegerRange) {
  const message = `${name} must be a whole number from ${min} to ${max}`;
  return z
    .string(message)
    .regex(/^\d{1,10}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .openapi({ type: 'integer', minimum: min, maximum: max, default: fallback, description })
    .default(fallback);
}

function boundedLine(schema: z.ZodString, name: string, max: number) {
  return schema
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), `${name} contains invalid characters`)
    .refine((value) => [...value].length <= max, `${name} must be at most ${max} characters`)
    .openapi({ maxLength: max });
}
