/** The key of a LinkedIn profile. Different spellings of the URL of one profile have the same key. Pure. */

const HOST = /(?:^|\.)linkedin\.com$/;
/** The path of a personal profile. Old public profiles have the path `/pub/name/number/number/number`. */
const PROFILE = /^\/(?:mwlite\/)?(?:in\/([^/]+)|(pub\/[^/]+(?:\/[^/]+){0,3}))/;

/**
 * Returns the name in `/in/<name>`, or the whole path of an old `/pub/…` profile, in lower case. A language suffix
 * such as `/de` and the query are ignored. Returns null for a text that is not a URL and for other URLs: a company
 * page does not identify one person, because several contacts can have it.
 */
export function linkedinKey(url: string): string | null {
  const parsed = URL.parse(url);
  if (!parsed || !HOST.test(parsed.hostname)) return null;
  const [, name, path] = PROFILE.exec(decoded(parsed.pathname).normalize('NFC').toLowerCase()) ?? [];
  return name ?? path ?? null;
}

/** Decodes a percent-encoded path. A path that is not valid UTF-8 is returned unchanged. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
