/**
 * Password hashes that are imported from other systems. They are verified with the algorithm of the other system, until
 * the next login replaces them. A crafted hash could require any amount of work, so its parameters are checked first.
 * No function in this file throws.
 */
import { isValidArgon2, verifyArgon2 } from './argon2.ts';
import { BCRYPT } from './bcrypt.ts';
import { DJANGO_PBKDF2 } from './django-pbkdf2.ts';
import type { HashScheme } from './hash-scheme.ts';
import { SCRYPT } from './scrypt.ts';

/**
 * Marks an imported argon2id hash. This service created every argon2id hash without this mark, from the NFKC form of
 * the password. Such a hash needs only one comparison.
 */
const IMPORTED = 'imported:';

const ARGON2ID: HashScheme = {
  prefix: '$argon2id$',
  accepted: 'argon2id v=19 within m=65536, t=10, p=4',
  accepts: isValidArgon2,
  verify: verifyImportedArgon2,
};
const SCHEMES: readonly HashScheme[] = [ARGON2ID, BCRYPT, DJANGO_PBKDF2, SCRYPT];

/** Whether a hash can be imported: its scheme is known, it is valid, and within the maximum parameters. */
export function isImportable(hash: string): boolean {
  return schemeOf(hash)?.accepts(hash) ?? false;
}

/** Describes the accepted hashes, for the error message of a rejected hash. Never contains the hash. */
export function acceptedInstead(hash: string): string {
  return schemeOf(hash)?.accepted ?? SCHEMES.map(({ accepted }) => accepted).join('; ');
}

/** Converts an importable hash to its stored form. */
export function importedForm(hash: string): string {
  return hash.startsWith(ARGON2ID.prefix) ? IMPORTED + hash : hash;
}

/** Whether a stored hash was imported. */
export function isImported(stored: string): boolean {
  if (stored.startsWith(IMPORTED)) return true;
  const scheme = schemeOf(stored);
  return scheme !== undefined && scheme !== ARGON2ID;
}

/** Whether the stored hash matches the password. The password must be passed exactly as entered. */
export function verifyImported(stored: string, password: string): boolean {
  const hash = stored.startsWith(IMPORTED) ? stored.slice(IMPORTED.length) : stored;
  return schemeOf(hash)?.verify(hash, password) ?? false;
}

function schemeOf(hash: string): HashScheme | undefined {
  return SCHEMES.find(({ prefix }) => hash.startsWith(prefix));
}

/** Some systems hash the NFKC form (RFC 8265 requires a normalisation). Most systems hash the password as entered. */
function verifyImportedArgon2(hash: string, password: string): boolean {
  const normalised = password.normalize('NFKC');
  return verifyArgon2(hash, normalised) || (normalised !== password && verifyArgon2(hash, password));
}
