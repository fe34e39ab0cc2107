/** User agents as coarse as theft detection may rely on them. Pure. */

const FAMILIES: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'edge'],
  [/\bFirefox\/|\bFxiOS\//, 'firefox'],
  [/\b(OPR|Opera)\//, 'opera'],
  [/\bSamsungBrowser\//, 'samsung'],
  [/\b(Chrome|CriOS)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
  [/\bCFNetwork\//, 'apple-app'],
];

/** The browser family, or the product before the first slash, so that an update is not another device. */
export function userAgentFamily(userAgent: string): string {
  const family = FAMILIES.find(([pattern]) => pattern.test(userAgent));
  if (family) return family[1];
  return userAgent.split(/[/\s]/, 1)[0]?.toLowerCase().slice(0, 40) || 'unknown';
}
