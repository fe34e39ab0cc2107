/** The key by which two addresses of one LinkedIn profile are found to be the same profile. Pure. */

const HOST = /(?:^|\.)linkedin\.com$/;
/** The path of the profile of a person. Old public profiles have the path `/pub/name/number/number/number`. */
const PROFILE = /^\/(?:mwlite\/)?(?:in\/([^/]+)|(pub\/[^/]+(?:\/[^/]+){0,3}))/;

/**
 * The path of a profile in lower case, without language and query. Null if the URL is not the profile of a person: a
 * page of a company can be entered for several persons.
 */
export function linkedinKey(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname } = new URL(url);
  if (!HOST.test(hostname)) return null;
  const [, name, path] = PROFILE.exec(decoded(pathname).normalize('NFC').toLowerCase()) ?? [];
  return name ?? path ?? null;
}

/** The path without percent-encoding, or as it is if the encoding is not UTF-8. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
