/** URLs that people give of themselves; never fetched. Pure. */

/** As the document can say it: JSON Schema's patterns have no flags. */
export const HTTP_URL_PATTERN = '^[hH][tT][tT][pP][sS]?://[^/?#\\s]';

const START = new RegExp(HTTP_URL_PATTERN, 'u');

/** An http(s) URL with a host; `http:foo`, which browsers mend, is none. */
export function isHttpUrl(text: string): boolean {
  return START.test(text) && URL.canParse(text) && !/[\p{Cc}\s]/u.test(text) && text.isWellFormed();
}
