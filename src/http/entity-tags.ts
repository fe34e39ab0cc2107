/** Entity tags in conditional requests (RFC 9110 sections 8.8.3 and 13.1). */

/** The strong entity tag of an etag, in the double quotes that RFC 9110 section 8.8.3 requires. */
export function strongTag(etag: string): string {
  return `"${etag}"`;
}

/**
 * The etags that a header lists, `*` unchanged; undefined when there is no header.
 * A strong comparison never matches a weak tag.
 */
export function matchedTags(header: string | undefined, comparison: 'strong' | 'weak'): string[] | undefined {
  if (header === undefined) return undefined;
  const tags = header.split(',').map((tag) => tag.trim());
  const usable = comparison === 'weak' ? tags.map((tag) => tag.replace(/^W\//, '')) : tags;
  return usable.map((tag) => (tag === '*' ? tag : (/^"([^"]*)"$/.exec(tag)?.[1] ?? '')));
}

/** Whether `If-None-Match` contains this etag. The response is then 304. */
export function isKnown(header: string | undefined, etag: string): boolean {
  return matchedTags(header, 'weak')?.some((tag) => tag === '*' || tag === etag) ?? false;
}
