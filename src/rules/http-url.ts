/** Validates URLs that users enter. They are never fetched. Pure. */

/** Without flags, because JSON Schema patterns have none. */
export const HTTP_URL_PATTERN = '^[hH][tT][tT][pP][sS]?://[^/?#\\s]';

const START = new RegExp(HTTP_URL_PATTERN, 'u');

/** True for an http(s) URL with a host. `http:foo`, which browsers accept, is not one. */
export function isHttpUrl(text: string): boolean {
  return START.test(text) && URL.canParse(text) && !/[\p{Cc}\s]/u.test(text) && text.isWellFormed();
}
