/** Validates URLs that users enter or Plex sends. The service never fetches these URLs. Pure. */

/** The beginning of an http(s) URL. It lists both letter cases, because JSON Schema patterns cannot ignore case. */
export const HTTP_URL_PATTERN = '^[hH][tT][tT][pP][sS]?://[^/?#\\s]';

const URL_START = new RegExp(HTTP_URL_PATTERN, 'u');

/**
 * The length of the longest form of a URL, in UTF-16 units. The forms are: as it was sent; in Unicode normalization
 * form C; and as clients request it, with percent-encoding and an IDNA host (WHATWG URL).
 */
export function longestUrlLength(text: string): number {
  const requested = URL.canParse(text) ? new URL(text).href : text;
  return Math.max(text.length, text.normalize('NFC').length, requested.length);
}

/**
 * Whether a text is an http(s) URL with a host, without white space and control characters. `http:foo` is rejected,
 * although browsers accept it.
 */
export function isHttpUrl(text: string): boolean {
  return URL_START.test(text) && URL.canParse(text) && !/[\p{Cc}\s]/u.test(text) && text.isWellFormed();
}
