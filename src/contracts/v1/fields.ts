/** Schemas of fields in the request bodies of v1. Lengths are counted in code points. */
import { z } from '@hono/zod-openapi';
import { canonicalTimeZone } from '../../rules/accounts/time-zone.ts';
import { SESSION_END_REASONS } from '../../rules/app-error.ts';
import { HTTP_URL_PATTERN, isHttpUrl, longestUrlLength } from '../../rules/http-url.ts';
import { isBirthday, isDate } from '../../rules/plugs/calendar-date.ts';
import { isPhoneNumber } from '../../rules/plugs/phone-number.ts';
import { TELEGRAM_USERNAME_PATTERN, telegramUsername } from '../../rules/plugs/telegram-username.ts';
import { isBlank, trimUnseen, withoutUnseen } from '../../rules/unseen-characters.ts';

const MAX_URL_LENGTH = 500;
const MAX_PHONE_LENGTH = 40;

/** The range of years that ISO 8601 writes with four digits. */
const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** The response of a call that returns no data. */
export const messageSchema = z.object({ message: z.string(), success: z.literal(true) }).openapi('Message');

/** The reasons why a session has ended. */
export const endedReason = z
  .enum(SESSION_END_REASONS)
  .openapi('EndedReason', { description: 'Why the session has ended' });

/** A text of several lines, which may contain line breaks and tabs. */
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

/** An http(s) URL. As sent, in NFC and as parsed, it has at most 500 characters. The service never requests it. */
export function url(name: string) {
  return z
    .string(`${name} must be a string`)
    .overwrite(trimUnseen)
    .refine(
      (value) => longestUrlLength(value) <= MAX_URL_LENGTH,
      `${name} must be at most ${MAX_URL_LENGTH} characters`,
    )
    .refine(isHttpUrl, `${name} must be a valid http(s) URL`)
    .openapi({ format: 'uri', pattern: HTTP_URL_PATTERN, maxLength: MAX_URL_LENGTH });
}

/**
 * A phone number of 7 to 15 digits (ITU-T E.164). It may contain punctuation. Invisible characters are removed before
 * it is stored. The document has no `pattern`, because `\p{P}` needs the flag `u`, which many validators lack.
 */
export function phone(name: string) {
  const message = `${name} must have 7 to 15 digits`;
  return z
    .string(`${name} must be a string`)
    .overwrite((sent) => trimUnseen(withoutUnseen(sent)))
    .refine((number) => length(number) <= MAX_PHONE_LENGTH && isPhoneNumber(number), message)
    .openapi({ format: 'phone', minLength: 7, maxLength: MAX_PHONE_LENGTH });
}

/** A date of the calendar, without a time. */
export function date(name: string) {
  const message = `${name} must be a date, such as 2026-11-27`;
  return z
    .string(message)
    .overwrite(trimUnseen)
    .refine(isDate, message)
    .openapi({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
}

/** A date of the calendar whose year may be unknown. */
export function birthday(name: string) {
  const message = `${name} must be a date, such as 1990-11-27, or --11-27 without a year`;
  return z
    .string(message)
    .overwrite(trimUnseen)
    .refine(isBirthday, message)
    .openapi({ pattern: '^(?:\\d{4}|-)-\\d{2}-\\d{2}$' });
}

/** A user name of Telegram. It is stored without `@`. */
export function telegramName(name: string) {
  const message = `${name} must have 4 to 32 letters, digits and underscores`;
  return z
    .string(message)
    .transform((sent, context) => {
      const username = telegramUsername(trimUnseen(sent));
      if (username === null) context.addIssue({ code: 'custom', message });
      return username ?? '';
    })
    .openapi({ pattern: TELEGRAM_USERNAME_PATTERN });
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

function length(value: string): number {
  return [...value].length;
}

/** Whether a value is a text without visible characters. */
export function isBlankText(sent: unknown): boolean {
  return typeof sent === 'string' && isBlank(sent);
}
