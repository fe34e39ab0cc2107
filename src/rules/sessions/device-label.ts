/** What a person would call the device behind a User-Agent. Pure. */
import Bowser from 'bowser';

const MAX_PARSED = 512;

/** "Safari on iPhone", "Chrome on Windows", or the product's own name for what is no browser. */
export function deviceLabel(userAgent: string): string {
  if (!userAgent.trim()) return 'Unknown device';
  const { browser, os, platform } = Bowser.parse(userAgent.slice(0, MAX_PARSED));
  const product = /^[A-Za-z][\w.-]{0,39}(?=[/\s]|$)/.exec(userAgent)?.[0] ?? 'Unknown device';
  // An app's own name comes first in its User-Agent; every browser's first word is Mozilla.
  const name = product === 'Mozilla' ? browser.name || product : product;
  const place = platform.model || os.name;
  return place ? `${name} on ${place}` : name;
}
