/**
 * The schemas of fields, query parameters and headers that contracts use, and the URLs of the pages of a list.
 */
import { canonicalEmail, MAX_EMAIL_LENGTH } from '../rules/accounts/email-address.ts';
import { canonicalUsername, defaultUsername, MAX_USERNAME_LENGTH } from '../rules/accounts/username.ts';
import { isBlank, trimUnseen } from '../rules/unseen-characters.ts';
import * as z from './openapi/zod.ts';

/** A time in responses: ISO 8601 in UTC. */
export const time = z.iso.datetime();

/** Converts an e-mail address to its stored form. `message` is the contract's error message for an invalid address. */
export function emailAddress(message: string) {
  return z
    .string(message)
    .transform((text, context) => canonicalOrIssue(canonicalEmail(trimUnseen(text)), message, context))
    .openapi({ format: 'email', maxLength: MAX_EMAIL_LENGTH });
}

/**
 * The documented rule for user names. It is not a `pattern`, because `\p{L}` needs the flag `u`, which many validators
 * do not support.
 */
export const USERNAME_RULE = 'Letters and digits of any script, and the characters `.`, `+`, `-` and `_`';

/** Converts a user name to its stored form. `message` is the contract's error message for an invalid name. */
export function username(message: string) {
  return z
    .string(message)
    .transform((text, context) => canonicalOrIssue(canonicalUsername(text), message, context))
    .openapi({ minLength: 1, maxLength: MAX_USERNAME_LENGTH, description: USERNAME_RULE });
}

/**
 * Like `username`, but also accepts a default user name. A default user name begins with the local part of an e-mail
 * address and may contain characters that `username` rejects. The use case accepts such a name only from the account
 * that has it.
 */
export function chosenOrDefaultUsername(message: string) {
  return z
    .string(message)
    .transform((text, context) =>
      canonicalOrIssue(canonicalUsername(text) ?? defaultUsername(text), message, context),
    )
    .openapi({ minLength: 1, maxLength: MAX_USERNAME_LENGTH, description: USERNAME_RULE });
}

/** The number of an account, or the id of a session or a Telegram user. It may exceed 32 bits. */
export const int64 = z.int().openapi({ format: 'int64' });

/**
 * A text of at most `maxLength` code points without line breaks and other control characters. White space and most
 * invisible characters at both ends are removed (see `trimUnseen`). The text is converted to Unicode normalization form C.
 * `name` is the name of the field in the error messages.
 */
export function singleLine(name: string, maxLength: number) {
  return boundedLine(z.string(`${name} must be a string`).overwrite(cleanLine), name, maxLength);
}

/** Like `singleLine`, but the text must contain a visible character. */
export function requiredLine(name: string, maxLength: number) {
  const message = `${name} is required`;
  const visible = z
    .string(message)
    .overwrite(cleanLine)
    .refine((text) => !isBlank(text), message);
  return boundedLine(visible, name, maxLength).openapi({ minLength: 1, pattern: '\\S' });
}

/** The URL of another page of a list: the URL of the request with the given query parameters set or replaced. */
export function pageLink(requestUrl: string, parameters: Record<string, string | number>): string {
  const url = new URL(requestUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
  return url.href;
}

/** The request header of a read whose response can be 304. */
export const conditionalHeaders = z.object({
  'If-None-Match': z
    .string()
    .optional()
    .openapi({ description: 'The entity tags that the client already has' }),
});

interface IntegerRange {
  min: number;
  max: number;
  /** The value that is used when the parameter is absent. */
  fallback: number;
  description: string;
}

/** An integer of one to ten digits in a query string. `name` is the name of the parameter in the error message. */
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

/** An optional boolean in a query string. Upper case is accepted, because Python writes `True`. */
export function booleanParam(name: string, description: string) {
  return z
    .string(`${name} must be true or false`)
    .refine((sent) => /^(?:true|false)$/i.test(sent), `${name} must be true or false`)
    .transform((sent) => sent.toLowerCase() === 'true')
    .openapi({ type: 'boolean', description })
    .optional();
}

function canonicalOrIssue(canonical: string | null, message: string, context: z.RefinementCtx): string {
  if (canonical !== null) return canonical;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** Trims a text, and converts equivalent Unicode texts to one form, so that comparisons treat them as equal. */
/** Removes white space and most invisible characters from both ends, and converts the text to normalization form C. */
export function cleanLine(text: string): string {
  return trimUnseen(text).normalize('NFC');
}

function boundedLine(schema: z.ZodString, name: string, maxLength: number) {
  return schema
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), `${name} contains invalid characters`)
    .refine((value) => [...value].length <= maxLength, `${name} must be at most ${maxLength} characters`)
    .openapi({ maxLength });
}
