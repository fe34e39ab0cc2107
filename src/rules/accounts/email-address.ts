/** The rule for e-mail addresses of accounts. Every mail transport can send to them. Pure. */

/** RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, including its angle brackets. */
export const MAX_EMAIL_LENGTH = 254;

/** RFC 5321 section 4.5.3.1.1. */
const MAX_LOCAL_PART_LENGTH = 64;

/**
 * An RFC 5322 dot-atom at a domain of at least two labels, in lower case and ASCII. Quoted local parts and address
 * literals are not accepted. A domain in another script is written in punycode (`xn--…`).
 */
export const EMAIL_PATTERN = new RegExp(
  `^(?!.{${MAX_LOCAL_PART_LENGTH + 1},}@)[a-z0-9!#$%&'*+/=?^_\`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_\`{|}~-]+)*` +
    '@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$',
);
