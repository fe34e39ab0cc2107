/** The rules for a new password. Every form with a new password uses them. Pure. */
import { isCommonPassword } from './password-filter.ts';

/** The maximum length is checked before hashing, so that a request cannot cause a hash of megabytes. */
const MAX_PASSWORD_BYTES = 1024;
/** A password with at least this similarity to the user name or e-mail address is rejected. The default of Django. */
const MIN_REJECTED_SIMILARITY = 0.7;
/** Names of the service and of its clients. An attacker tries passwords with these names first. */
const SERVICE_WORDS = /plugs|medianest|reader|auction/g;
/**
 * A password that contains a name of the service or of a client must contain at least this number of other characters.
 */
const MIN_OTHER_CHARACTERS = 6;

/**
 * `django`: the rules and messages of Django, for the registration in v1 and at the pages. `composition`: the published
 * rules of the password reset and then the rules of `django`, for every other form.
 */
export type PasswordStyle = 'django' | 'composition';

export interface NewPassword {
  password: string;
  style: PasswordStyle;
  /** The filter of common passwords. */
  commonPasswords: Uint8Array;
  /** The identifiers of the account. Null if the form or the account does not have the identifier. */
  account: { email: string | null; username: string | null };
}

/**
 * The problems of a new password: the published messages in the published order, followed by two messages of this
 * service, about its name and about the number of bytes. With the style `composition`, the other rules are checked
 * only if the password meets every rule of the composition.
 */
export function passwordProblems({ password, style, commonPasswords, account }: NewPassword): string[] {
  const composition = style === 'composition' ? compositionProblems(password) : [];
  if (composition.length > 0) return composition;
  const rules: [boolean, string][] = [
    [isSimilar(password, account.username), 'The password is too similar to the username.'],
    [isSimilar(password, account.email), 'The password is too similar to the email address.'],
    [[...password].length < 8, 'This password is too short. It must contain at least 8 characters.'],
    [isCommonPassword(commonPasswords, password), 'This password is too common.'],
    [/^\d+$/.test(password), 'This password is entirely numeric.'],
    [isMostlyServiceWords(password), 'The password is too similar to the name of the service.'],
    [hasTooManyBytes(password), 'This password is too long. It must contain at most 1024 bytes.'],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, sentence]) => sentence);
}

/** Whether a password exceeds the maximum number of bytes in UTF-8. Callers check this before they compute a hash. */
export function hasTooManyBytes(password: string): boolean {
  return new TextEncoder().encode(password).byteLength > MAX_PASSWORD_BYTES;
}

function compositionProblems(password: string): string[] {
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

function isMostlyServiceWords(password: string): boolean {
  const lowered = password.toLowerCase();
  const others = lowered.replace(SERVICE_WORDS, '');
  return others !== lowered && others.length < MIN_OTHER_CHARACTERS;
}

/**
 * Whether a password is similar to an identifier. As in Django, the password is compared with the whole identifier and
 * with each word of the identifier (UserAttributeSimilarityValidator).
 */
function isSimilar(password: string, value: string | null): boolean {
  if (value === null) return false;
  const lowered = password.toLowerCase();
  const parts = [value, ...value.split(/\W+/)].map((part) => part.toLowerCase()).filter(Boolean);
  return parts.some((part) => {
    // A password that is at least ten times as long as the part cannot reach the limit. Django skips such parts too.
    if (lowered.length >= 10 * part.length) return false;
    return sharedCharacterRatio(lowered, part) >= MIN_REJECTED_SIMILARITY;
  });
}

/** `quick_ratio` of Python's difflib: the number of common characters, in any order, divided by the mean length. */
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
