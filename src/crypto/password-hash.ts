/** Stored password hashes: an argon2id PHC string, with a mark if a pepper was used, or an imported hash. */
import { createHmac } from 'node:crypto';
import { hashArgon2, isCurrentArgon2, verifyArgon2 } from './argon2.ts';
import { isImported, verifyImported } from './imported-hash.ts';

/**
 * Marks a hash of HMAC-SHA-256(pepper, password). Hashes without this mark stay valid when a pepper is configured
 * later.
 */
const PEPPERED = 'hmac-sha256:';

/**
 * Hashes the NFKC form of a password, because the keyboards of different systems produce different forms of the same
 * text.
 */
export function hashPassword(password: string, pepper: string | undefined): string {
  const normalised = password.normalize('NFKC');
  return pepper ? PEPPERED + hashArgon2(peppered(normalised, pepper)) : hashArgon2(normalised);
}

/** Whether the stored hash matches the password. Computes one hash when the stored string is valid. */
export function verifyPassword(stored: string, password: string, pepper: string | undefined): boolean {
  if (isImported(stored)) return verifyImported(stored, password);
  const normalised = password.normalize('NFKC');
  if (!stored.startsWith(PEPPERED)) return verifyArgon2(stored, normalised);
  return verifyArgon2(stored.slice(PEPPERED.length), peppered(normalised, pepper ?? ''));
}

/** Whether the next login replaces the hash. True if it is imported, has other parameters, or lacks the pepper. */
export function needsRehash(stored: string, pepper: string | undefined): boolean {
  if (stored.startsWith(PEPPERED)) return !isCurrentArgon2(stored.slice(PEPPERED.length));
  return pepper !== undefined || !isCurrentArgon2(stored);
}

/**
 * Computes a hash that is not used, so that an identifier without an account takes the same time as a password check.
 */
export function computeUnusedHash(pepper: string | undefined): void {
  hashPassword('a password of no account', pepper);
}

function peppered(password: string, pepper: string): string {
  return createHmac('sha256', pepper).update(password, 'utf8').digest('base64');
}
