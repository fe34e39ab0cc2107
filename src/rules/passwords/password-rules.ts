/** Password rules: the four of Django for registration, and the six of the published password reset. Pure. */
import commonPasswords from './common-passwords.txt';

/** Checked before hashing, so that a request cannot cause a hash of megabytes. */
const MAX_PASSWORD_BYTES = 1024;
const SIMILARITY_BOUND = 0.7;

let common: Set<string> | undefined;

/** The problems of the first password of an account: Django's validators, with their order and messages. */
export function registrationPasswordProblems(
  password: string,
  account: { email: string; username: string },
): string[] {
  const problems: string[] = [];
  if (isSimilar(password, account.username)) problems.push('The password is too similar to the username.');
  if (isSimilar(password, account.email)) problems.push('The password is too similar to the email address.');
  if ([...password].length < 8) {
    problems.push('This password is too short. It must contain at least 8 characters.');
  }
  if (isCommon(password)) problems.push('This password is too common.');
  if (/^\d+$/.test(password)) problems.push('This password is entirely numeric.');
  if (tooManyBytes(password)) problems.push('This password is too long. It must contain at most 1024 bytes.');
  return problems;
}

/** The problems of a password in a password reset, in the published order. */
export function resetPasswordProblems(password: string): string[] {
  const rules: [boolean, string][] = [
    [[...password].length >= 8, 'Password must be at least 8 characters long'],
    [[...password].length <= 128, 'Password must be at most 128 characters long'],
    [/\p{Lu}/u.test(password), 'Password must contain at least one uppercase letter'],
    [/\p{Ll}/u.test(password), 'Password must contain at least one lowercase letter'],
    [/\p{Nd}/u.test(password), 'Password must contain at least one digit'],
    [/[^\p{L}\p{N}\s]/u.test(password), 'Password must contain at least one special character'],
  ];
  return rules.filter(([isMet]) => !isMet).map(([, message]) => message);
}

/** Whether a password is over the maximum of bytes in UTF-8. The check is made before a hash is computed. */
export function tooManyBytes(password: string): boolean {
  return new TextEncoder().encode(password).byteLength > MAX_PASSWORD_BYTES;
}

function isCommon(password: string): boolean {
  common ??= new Set(commonPasswords.split('\n'));
  return common.has(password.toLowerCase().trim());
}

/** Django compares with the whole value and with each of its words (UserAttributeSimilarityValidator). */
function isSimilar(password: string, value: string): boolean {
  const lowered = password.toLowerCase();
  const parts = [value, ...value.split(/\W+/)].map((part) => part.toLowerCase()).filter(Boolean);
  return parts.some((part) => {
    // A password ten times longer than the part cannot reach the bound. Django skips it too.
    if (lowered.length >= 10 * part.length) return false;
    return sharedCharacterRatio(lowered, part) >= SIMILARITY_BOUND;
  });
}

/** `quick_ratio` of Python's difflib: the number of common characters, in any order, over the mean length. */
function sharedCharacterRatio(first: string, second: string): number {
  const available = new Map<string, number>();
  for (const character of second) available.set(character, (available.get(character) ?? 0) + 1);
  let shared = 0;
  for (const character of first) {
    const left = available.get(character) ?? 0;
    if (left > 0) shared += 1;
    available.set(character, left - 1);
  }
  return (2 * shared) / (first.length + second.length || 1);
}
