/** The rule for e-mail addresses: one canonical form, to which every mail transport can send. Pure. */

/** RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, including its angle brackets. */
export const MAX_EMAIL_LENGTH = 254;

/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART_LENGTH = 64;

/**
 * An RFC 5322 dot-atom at a domain of at least two labels, in lower case and ASCII. Quoted local parts and address
 * literals are not accepted.
 */
const CANONICAL_PATTERN = new RegExp(
  `^(?!.{${MAX_LOCAL_PART_LENGTH + 1},}@)[a-z0-9!#$%&'*+/=?^_\`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_\`{|}~-]+)*` +
    '@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$',
);

/**
 * Letters, marks and digits of any script, hyphens and full stops. The pattern excludes the characters that the URL
 * parser would read as another part of a URL.
 */
const DOMAIN_PATTERN = /^[\p{L}\p{M}\p{N}.-]{1,253}$/u;

/**
 * The form in which an address is stored and compared, or null for a text that is not an address. In the local part,
 * only A to Z are converted to lower case: the Unicode rules would convert the Kelvin sign (U+212A) to `k`, and the
 * result could be the address of another person. A domain in another script is converted to its A-labels (IDNA). A
 * domain that is not in normalization form KC is rejected.
 */
export function canonicalEmail(text: string): string | null {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || trimmed.length > MAX_EMAIL_LENGTH) return null;
  const domain = canonicalDomain(trimmed.slice(at + 1));
  if (domain === null) return null;
  const address = `${asciiLowerCase(trimmed.slice(0, at))}@${domain}`;
  return address.length <= MAX_EMAIL_LENGTH && CANONICAL_PATTERN.test(address) ? address : null;
}

/** The text with A to Z in lower case and every other character unchanged. */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function canonicalDomain(domain: string): string | null {
  if (!DOMAIN_PATTERN.test(domain) || domain !== domain.normalize('NFKC')) return null;
  const url = `http://${domain}`;
  // The URL parser applies IDNA (UTS #46). It converts a name of digits to an IPv4 address, which the pattern rejects.
  return URL.canParse(url) ? new URL(url).hostname : null;
}
