/**
 * Password hashes that are imported from other systems. A hash is verified with the algorithm of the other system until
 * the next login replaces it. A crafted hash could require any amount of work, so its parameters are checked first. No
 * function in this file throws.
 */
import { isValidArgon2, verifyArgon2 } from './argon2.ts';
import { BCRYPT } from './bcrypt.ts';
import { DJANGO_PBKDF2 } from './django-pbkdf2.ts';
import type { HashScheme } from './hash-scheme.ts';
import { SCRYPT } from './scrypt.ts';

/**
 * Marks an imported argon2id hash. A stored argon2id hash without this mark was created by this service from the NFKC
 * form of the password, so it is compared with this form only.
 */
const IMPORTED_MARK = 'imported:';

const ARGON2ID: HashScheme = {
  prefix: '$argon2id$',
  importableHashes: 'argon2id v=19 within m=65536, t=10, p=4',
  isImportable: isValidArgon2,
  verify: verifyImportedArgon2,
};
const SCHEMES: readonly HashScheme[] = [ARGON2ID, BCRYPT, DJANGO_PBKDF2, SCRYPT];

/** Whether a hash can be imported: its scheme is known, it is valid, and its parameters are within the maximum. */
export function isImportable(hash: string): boolean {
  return schemeOf(hash)?.isImportable(hash) ?? false;
}

/**
 * Describes the hashes that can be imported. If the scheme of the rejected hash is known, only the hashes of this
 * scheme are described. The description never contains the hash.
 */
export function describeImportableHashes(hash: string): string {
  return (
    schemeOf(hash)?.importableHashes ?? SCHEMES.map(({ importableHashes }) => importableHashes).join('; ')
  );
}

/** Converts an importable hash to its stored form. */
export function importedForm(hash: string): string {
  return hash.startsWith(ARGON2ID.prefix) ? IMPORTED_MARK + hash : hash;
}

/** Whether a stored hash was imported. */
export function isImported(stored: string): boolean {
  if (stored.startsWith(IMPORTED_MARK)) return true;
  const scheme = schemeOf(stored);
  return scheme !== undefined && scheme !== ARGON2ID;
}

/** Whether the stored hash matches the password. The password must be passed exactly as entered. */
export function verifyImported(stored: string, password: string): boolean {
  const hash = stored.startsWith(IMPORTED_MARK) ? stored.slice(IMPORTED_MARK.length) : stored;
  return schemeOf(hash)?.verify(hash, password) ?? false;
}

function schemeOf(hash: string): HashScheme | undefined {
  return SCHEMES.find(({ prefix }) => hash.startsWith(prefix));
}

/**
 * Compares the NFKC form of the password first (NIST SP 800-63B). If this form does not match, also compares the
 * password as entered, unless both are equal. Most other systems hash the password as entered.
 */
function verifyImportedArgon2(hash: string, password: string): boolean {
  const normalised = password.normalize('NFKC');
  return verifyArgon2(hash, normalised) || (normalised !== password && verifyArgon2(hash, password));
}
