/** Stored password hashes: an argon2id PHC string, with a mark if a pepper was used, or an imported hash. */
import { createHmac } from 'node:crypto';
import { hashArgon2, isCurrentArgon2, verifyArgon2 } from './argon2.ts';
import { isImported, verifyImported } from './imported-hash.ts';

/**
 * Marks an argon2id hash of HMAC-SHA-256(pepper, password). Hashes without this mark stay valid when a pepper is
 * configured later.
 */
const PEPPER_MARK = 'hmac-sha256:';

/**
 * Hashes the NFKC form of a password, because the keyboards of different systems produce different forms of the same
 * text.
 */
export function hashPassword(password: string, pepper: string | undefined): string {
  const normalised = password.normalize('NFKC');
  return pepper ? PEPPER_MARK + hashArgon2(peppered(normalised, pepper)) : hashArgon2(normalised);
}

/**
 * Whether the stored hash matches the password. False if the hash was created with a pepper and no pepper is
 * configured. Computes one hash if the stored string is valid, with two exceptions. For a bcrypt hash, a password with
 * a NUL byte is rejected without a computation. For an imported argon2id hash, a second hash is computed if the NFKC
 * form of the password differs from the password and does not match.
 */
export function verifyPassword(stored: string, password: string, pepper: string | undefined): boolean {
  if (isImported(stored)) return verifyImported(stored, password);
  const normalised = password.normalize('NFKC');
  if (!stored.startsWith(PEPPER_MARK)) return verifyArgon2(stored, normalised);
  return verifyArgon2(stored.slice(PEPPER_MARK.length), peppered(normalised, pepper ?? ''));
}

/**
 * Whether the next login must replace the hash. True if the hash is imported, has other parameters than new hashes, or
 * was created without the configured pepper.
 */
export function needsRehash(stored: string, pepper: string | undefined): boolean {
  if (stored.startsWith(PEPPER_MARK)) return !isCurrentArgon2(stored.slice(PEPPER_MARK.length));
  return pepper !== undefined || !isCurrentArgon2(stored);
}

/**
 * Computes a hash that is not used. The response for an unknown identifier, or for an account without a password,
 * therefore takes the same time as the check of a hash that this service created.
 */
export function computeUnusedHash(pepper: string | undefined): void {
  hashPassword('a password of no account', pepper);
}

function peppered(password: string, pepper: string): string {
  return createHmac('sha256', pepper).update(password, 'utf8').digest('base64');
}
