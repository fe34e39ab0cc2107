/** Validates URLs that users enter. They are never fetched. Pure. */

/** Without flags, because JSON Schema patterns have none. */
export const HTTP_URL_PATTERN = '^[hH][tT][tT][pP][sS]?://[^/?#\\s]';

const START = new RegExp(HTTP_URL_PATTERN, 'u');

/**
 * The length of a URL in its longest form: in code points or UTF-16 units as it was sent, in Unicode normalization form
 * C, or as clients send it, with percent-encoding and an IDNA host (WHATWG URL).
 */
export function longestUrlLength(text: string): number {
  const sent = URL.canParse(text) ? new URL(text).href : text;
  return Math.max(text.length, text.normalize('NFC').length, sent.length);
}

/** True for an http(s) URL with a host. `http:foo`, which browsers accept, is not one. */
export function isHttpUrl(text: string): boolean {
  return START.test(text) && URL.canParse(text) && !/[\p{Cc}\s]/u.test(text) && text.isWellFormed();
}
