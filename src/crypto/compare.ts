/** Comparison whose time does not depend on where two secrets differ. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Hashes both sides first: `timingSafeEqual` throws on unequal lengths. */
export function equalSecrets(first: string, second: string): boolean {
  return timingSafeEqual(sha256(first), sha256(second));
}

/** SHA-256 of a high-entropy secret: how reset tokens and codes are kept. */
export function fingerprint(secret: string): string {
  return sha256(secret).toString('base64url');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
