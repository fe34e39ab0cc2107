/**
 * The schemas of fields of plugs. Some are also used for accounts and passages. Lengths, except those of URLs, are
 * counted in code points.
 */
import { HTTP_URL_PATTERN, isHttpUrl, longestUrlLength } from '../../rules/http-url.ts';
import { isBirthday, isDate } from '../../rules/plugs/calendar-date.ts';
import { isPhoneNumber } from '../../rules/plugs/phone-number.ts';
import { TELEGRAM_USERNAME_PATTERN, telegramUsername } from '../../rules/plugs/telegram-username.ts';
import { trimUnseen, withoutUnseen } from '../../rules/unseen-characters.ts';
import * as z from '../openapi/zod.ts';

/** The maximum lengths of the texts of a plug. */
export const MAX_LENGTHS = { name: 64, line: 128, place: 200, text: 10_000, tag: 50 } as const;

const MAX_URL_LENGTH = 500;
const MAX_PHONE_LENGTH = 40;
/** The length of `https://telegram.me/` with a name of 32 characters and a slash. */
export const MAX_TELEGRAM_LINK_LENGTH = 53;

/** A text that may contain line breaks and tabs. */
export function text(name: string, max: number) {
  return z
    .string(`${name} must be a string`)
    .refine(
      (value) => !/[^\P{Cc}\n\r\t]/u.test(value) && value.isWellFormed(),
      `${name} contains invalid characters`,
    )
    .refine((value) => characterCount(value) <= max, `${name} must be at most ${max} characters`)
    .openapi({ maxLength: max });
}

/**
 * An http(s) URL. The URL as it was sent, its NFC form and its parsed form have at most 500 UTF-16 units each. The
 * service never requests the URL.
 */
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
 * A phone number of 7 to 15 digits (ITU-T E.164), with at most 40 characters. It may contain punctuation. Invisible
 * characters are removed before the number is stored. The OpenAPI document has no `pattern`, because `\p{P}` needs the
 * flag `u`, which many validators do not support.
 */
export function phone(name: string) {
  const message = `${name} must have 7 to 15 digits`;
  return z
    .string(`${name} must be a string`)
    .overwrite((sent) => trimUnseen(withoutUnseen(sent)))
    .refine((number) => characterCount(number) <= MAX_PHONE_LENGTH && isPhoneNumber(number), message)
    .openapi({ format: 'phone', minLength: 7, maxLength: MAX_PHONE_LENGTH });
}

/** A calendar date, without a time. */
export function date(name: string) {
  const message = `${name} must be a date, such as 2026-11-27`;
  return z
    .string(message)
    .overwrite(trimUnseen)
    .refine(isDate, message)
    .openapi({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
}

/** A calendar date whose year may be unknown. */
export function birthday(name: string) {
  const message = `${name} must be a date, such as 1990-11-27, or --11-27 without a year`;
  return z
    .string(message)
    .overwrite(trimUnseen)
    .refine(isBirthday, message)
    .openapi({ pattern: '^(?:\\d{4}|-)-\\d{2}-\\d{2}$', maxLength: 10 });
}

/** A user name of Telegram, which may be sent with `@` or as a link. Only the name is stored. */
export function telegramName(name: string) {
  const message = `${name} must have 4 to 32 letters, digits and underscores`;
  return z
    .string(message)
    .transform((sent, context) => {
      const username = telegramUsername(trimUnseen(sent));
      if (username === null) context.addIssue({ code: 'custom', message });
      return username ?? '';
    })
    .openapi({ pattern: TELEGRAM_USERNAME_PATTERN, maxLength: MAX_TELEGRAM_LINK_LENGTH });
}

function characterCount(value: string): number {
  return [...value].length;
}
