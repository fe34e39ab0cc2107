/** The key of a LinkedIn profile. Different URLs of one profile have the same key. Pure. */

const HOST = /(?:^|\.)linkedin\.com$/;
/** The path of a personal profile. Old public profiles have the path `/pub/name/number/number/number`. */
const PROFILE = /^\/(?:mwlite\/)?(?:in\/([^/]+)|(pub\/[^/]+(?:\/[^/]+){0,3}))/;

/**
 * Returns the path of a profile in lower case, without language and query. Returns null if the URL is not a personal
 * profile, because several persons can have the page of one company.
 */
export function linkedinKey(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname } = new URL(url);
  if (!HOST.test(hostname)) return null;
  const [, name, path] = PROFILE.exec(decoded(pathname).normalize('NFC').toLowerCase()) ?? [];
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
