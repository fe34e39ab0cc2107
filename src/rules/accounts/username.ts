/** The rule for user names. Pure. A user name contains no `@`, so it can never equal an e-mail address. */

/** The maximum length, in code points. */
export const MAX_USERNAME_LENGTH = 150;

/** The characters of a user name in its canonical form. */
export const USERNAME_PATTERN = new RegExp(`^[\\p{L}\\p{N}_.+-]{1,${MAX_USERNAME_LENGTH}}$`, 'u');

/** The characters of the local part of an e-mail address (RFC 5322 section 3.2.3). */
const DEFAULT_USERNAME_PATTERN = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;

/** Full-width and half-width characters: the ranges whose characters have the decomposition type `wide` or `narrow`. */
const WIDTH_VARIANTS = /[\u3000\uFF01-\uFFEF]+/g;

/**
 * The form in which a user name is stored and looked up, or null for a text that is not a user name. It follows the
 * profile UsernameCaseMapped (RFC 8265 section 3.3): width mapping, lower case, NFC. Characters with any other
 * compatibility decomposition, such as mathematical letters, are rejected. A to Z are stored as they were typed, for
 * display: every look-up of a user name in D1 ignores their case.
 */
export function canonicalUsername(text: string): string | null {
  const composed = withWidthMapped(text.trim()).normalize('NFC');
  const name = composed.replace(/[^\0-\u007F]/gu, lowerCase).normalize('NFC');
  const isStable = name === name.normalize('NFKC');
  return isStable && USERNAME_PATTERN.test(name) ? name : null;
}

/**
 * Returns a text that can be a default user name: the local part of an e-mail address, or a local part followed by a
 * number. Returns null for any other text.
 */
export function defaultUsername(text: string): string | null {
  const name = text.trim();
  return name.length <= MAX_USERNAME_LENGTH && DEFAULT_USERNAME_PATTERN.test(name) ? name : null;
}

/**
 * Creates a user name of at most `maxCharacters` characters from another name, such as a name at Plex. Characters that
 * a user name cannot contain are left out. Returns null if no character of the name can be used.
 */
export function usernameFrom(name: string, maxCharacters: number): string | null {
  const usable = [...name.normalize('NFKC')].filter((character) => USERNAME_PATTERN.test(character));
  return canonicalUsername(usable.slice(0, maxCharacters).join(''));
}

/**
 * The form of a text for a search by the beginning of a user name: the mappings of `canonicalUsername`, and A to Z in
 * lower case. Characters that a user name cannot contain remain.
 */
export function usernamePrefix(text: string): string {
  return withWidthMapped(text).normalize('NFC').replace(/./gsu, lowerCase).normalize('NFC');
}

function withWidthMapped(text: string): string {
  return text.replace(WIDTH_VARIANTS, (variants) => variants.normalize('NFKC'));
}

/**
 * The lower case of one character. A Greek final sigma becomes a normal sigma, and the dot of `İ` (U+0130) is removed.
 * Each name in upper case therefore has exactly one lower-case form.
 */
function lowerCase(character: string): string {
  const [lower = character] = character.toLowerCase();
  return lower === 'ς' ? 'σ' : lower;
}
