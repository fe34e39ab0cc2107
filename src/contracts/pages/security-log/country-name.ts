/** The names of countries in English. Pure. */

const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/**
 * Returns the English name of a country by its two-letter ISO 3166 code. Returns null without a code and for an
 * unknown code, such as `T1`, which Cloudflare uses for the Tor network.
 */
export function countryName(code: string | null): string | null {
  if (!code || !/^[A-Z]{2}$/.test(code)) return null;
  return COUNTRY_NAMES.of(code) ?? null;
}
