/** Parses the `User-Agent` header into a label for people and a family for the detection of token theft. Pure. */
import Bowser from 'bowser';

/**
 * The maximum number of characters of a user agent that are stored and parsed. A longer header is cut, not rejected.
 */
export const MAX_USER_AGENT_LENGTH = 512;

/**
 * "Safari on iPhone", "Chrome on Windows", or the name of the product if the client is not a browser. "Unknown device"
 * replaces a missing product. The client chooses the header, so the label contains no character that a mail program
 * reads as a part of a link.
 */
export function deviceLabel(userAgent: string): string {
  return labelOf(userAgent).replace(/[^\p{L}\p{N} ()+_-]+/gu, ' ');
}

function labelOf(userAgent: string): string {
  if (!userAgent.trim()) return 'Unknown device';
  const { browser, os, platform } = parse(userAgent);
  const product = productOf(userAgent) ?? 'Unknown device';
  const name = isBrowser(product) ? browser.name || product : product;
  const device = platform.model || os.name;
  return device ? `${name} on ${device}` : name;
}

/**
 * The family of the client: the browser, `mozilla` for an unknown browser, the product of any other client, or
 * `unknown` without a product. The family contains no version, so that a client has the same family after an update.
 */
export function userAgentFamily(userAgent: string): string {
  const product = productOf(userAgent) ?? 'unknown';
  if (!isBrowser(product)) return product.toLowerCase();
  const name = parse(userAgent).browser.name;
  // For an unknown browser, Bowser returns a part of the header, which contains versions.
  return name && !name.includes('/') ? name.toLowerCase() : product.toLowerCase();
}

/** The first product of the header, without its version (RFC 9110 section 10.1.5). */
function productOf(userAgent: string): string | undefined {
  return /^[A-Za-z][\w.-]{0,39}(?=[/\s]|$)/.exec(userAgent)?.[0];
}

/** Browsers have `Mozilla` as their first product. Most other clients have their own product name. */
function isBrowser(product: string): boolean {
  return product === 'Mozilla';
}

function parse(userAgent: string) {
  return Bowser.parse(userAgent.slice(0, MAX_USER_AGENT_LENGTH));
}
