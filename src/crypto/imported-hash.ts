/**
 * Hashes brought along from other systems: verified as those made them, until the next login replaces them.
 * A crafted hash is a weapon: what it asks for is checked before any work. Nothing here throws.
 */
import { isSoundArgon2, verifyArgon2 } from './argon2.ts';
import { BCRYPT } from './bcrypt.ts';
import { DJANGO_PBKDF2 } from './django-pbkdf2.ts';
import type { HashScheme } from './hash-scheme.ts';
import { SCRYPT } from './scrypt.ts';

/** Tells an argon2id hash from elsewhere from one of ours: ours are of NFKC, and cost one try. */
const IMPORTED = 'imported:';

const ARGON2ID: HashScheme = {
  prefix: '$argon2id$',
  accepted: 'argon2id v=19 within m=65536, t=10, p=4',
  accepts: isSoundArgon2,
  verify: verifyImportedArgon2,
};
const SCHEMES: readonly HashScheme[] = [ARGON2ID, BCRYPT, DJANGO_PBKDF2, SCRYPT];

/** Whether a hash can be brought along: of a known kind, sound, and within the ceiling. */
export function isImportable(hash: string): boolean {
  return schemeOf(hash)?.accepts(hash) ?? false;
}

/** What would have been accepted instead of a hash that is not; never shows the hash. */
export function acceptedInstead(hash: string): string {
  return schemeOf(hash)?.accepted ?? SCHEMES.map(({ accepted }) => accepted).join('; ');
}

/** An importable hash as it is kept. */
export function importedForm(hash: string): string {
  return hash.startsWith(ARGON2ID.prefix) ? IMPORTED + hash : hash;
}

/** Whether a stored hash is one that was brought along. */
export function isImported(stored: string): boolean {
  if (stored.startsWith(IMPORTED)) return true;
  const scheme = schemeOf(stored);
  return scheme !== undefined && scheme !== ARGON2ID;
}

/** Whether the password, exactly as typed, is the one that the other system hashed. */
export function verifyImported(stored: string, password: string): boolean {
  const hash = stored.startsWith(IMPORTED) ? stored.slice(IMPORTED.length) : stored;
  return schemeOf(hash)?.verify(hash, password) ?? false;
}

function schemeOf(hash: string): HashScheme | undefined {
  return SCHEMES.find(({ prefix }) => hash.startsWith(prefix));
}

/** Some systems normalised as we do (RFC 8265 asks for a kind of it), most hashed what was typed. */
function verifyImportedArgon2(hash: string, password: string): boolean {
  const normalised = password.normalize('NFKC');
  return verifyArgon2(hash, normalised) || (normalised !== password && verifyArgon2(hash, password));
}
