/** The names of countries in English. Pure. */

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** The name of a country by its ISO 3166 code; null for an unknown code, such as `T1` for the Tor network. */
export function countryName(code: string | null): string | null {
  if (!code || !/^[A-Z]{2}$/.test(code)) return null;
  return NAMES.of(code) ?? null;
}
