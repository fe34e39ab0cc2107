/** User names of Telegram. Pure. */

/**
 * A name of 4 to 32 letters, digits and underscores, which begins with a letter. It may be written with `@` or as a
 * link. The pattern has no flags, because JSON Schema patterns have none.
 */
export const TELEGRAM_USERNAME_PATTERN =
  '^(?:@|(?:[hH][tT][tT][pP][sS]?://)?(?:t|telegram)\\.me/)?[A-Za-z][A-Za-z0-9_]{3,31}/?$';

const USERNAME = new RegExp(TELEGRAM_USERNAME_PATTERN);

/** The name without `@` and without the address of a link; null if the text is not a user name. */
export function telegramUsername(text: string): string | null {
  if (!USERNAME.test(text)) return null;
  return text.replace(/\/$/, '').replace(/^.*[@/]/, '');
}
