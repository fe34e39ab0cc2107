/** Password hashes as they are kept: a PHC string, marked when the password was peppered first; or one brought along. */
import { createHmac } from 'node:crypto';
import { hashArgon2, isCurrentArgon2, verifyArgon2 } from './argon2.ts';
import { isImported, verifyImported } from './imported-hash.ts';

/** Marks hashes over HMAC-SHA-256(pepper, password), so that switching a pepper on locks nobody out. */
const PEPPERED = 'hmac-sha256:';

/** Hashes a password (NFKC, so that one password typed on two systems is one password). */
export function hashPassword(password: string, pepper: string | undefined): string {
  const normalised = password.normalize('NFKC');
  return pepper ? PEPPERED + hashArgon2(peppered(normalised, pepper)) : hashArgon2(normalised);
}

/** Whether the password is the one that was hashed; costs one hash whenever the stored string is sound. */
export function verifyPassword(stored: string, password: string, pepper: string | undefined): boolean {
  if (isImported(stored)) return verifyImported(stored, password);
  const normalised = password.normalize('NFKC');
  if (!stored.startsWith(PEPPERED)) return verifyArgon2(stored, normalised);
  return verifyArgon2(stored.slice(PEPPERED.length), peppered(normalised, pepper ?? ''));
}

/** True when the next login should replace the hash: brought along, other parameters, or a pepper configured since. */
export function needsRehash(stored: string, pepper: string | undefined): boolean {
  if (stored.startsWith(PEPPERED)) return !isCurrentArgon2(stored.slice(PEPPERED.length));
  return pepper !== undefined || !isCurrentArgon2(stored);
}

/** Spends exactly what verifying a real password would, for identifiers that have no account. */
export function spendDummyHash(pepper: string | undefined): void {
  hashPassword('a password that nobody has', pepper);
}

function peppered(password: string, pepper: string): string {
  return createHmac('sha256', pepper).update(password, 'utf8').digest('base64');
}
